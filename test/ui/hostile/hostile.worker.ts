/** A question worker whose knowledge base was written by an enemy: every text of a finding is a payload. */
import { QUESTION_WORKER_METHODS, type QuestionWorkerApi } from '../../../core/contract.ts';
import type { Explication } from '../../../core/domain/explication.ts';
import type { Finding } from '../../../core/domain/settlement.ts';
import { ok } from '../../../core/failures.ts';
import { exposeGuarded } from '../../../core/ipc/guarded-expose.ts';
import { parentEndpoint } from '../../../workers/parent-endpoint.ts';
import { usage } from '../../../workers/usage.ts';
import { PAYLOADS, TRIGGER } from './payloads.ts';

function findingOf(text: string): Finding {
  const line = { compte: text, intitule: text, montant: 1_000, moment: text };
  return {
    status: 'answered',
    answer: `${text} [1]\n- ${text} [1] [2] [77]\n\n${text}`,
    entries: [
      { ...line, sens: 'debit' },
      { ...line, sens: 'credit' },
    ],
    citations: ['a', 'b'].map((id) => ({
      id: `${id}${text}`,
      title: text,
      reference: text,
      excerpt: `${text} ${text}`,
      highlights: [
        [3, 9],
        [1, 4],
        [text.length - 2, 1e9],
      ],
      comptes: [text],
      score: 1,
    })),
    confidence: 1,
  };
}

function explicationOf(text: string): Explication {
  const named = { nom: text, libelle: text };
  return {
    compris: {
      question: text,
      lectures: [{ lu: text, compris: text, par: named }],
      intention: named,
      sujet: [text],
      comptes: [text],
      articles: [text],
      montants: [{ montant: 1_000, nature: text }],
      taux: [{ taux: 0.18, tva: true }],
    },
    candidats: [
      {
        id: text,
        genre: named,
        title: text,
        lexical: 1,
        semantic: 1,
        fused: 1,
        score: 1,
        apports: [{ ...named, valeur: 1, poids: 1, apport: 1 }],
      },
    ],
    decision: { regle: text, retenu: text, confiance: 1, seuil: 0.5, pourquoi: text },
  } as Explication;
}

const service: QuestionWorkerApi = {
  open: async () => ok({ pid: process.pid, indexVersion: 'hostile', rssMb: 1 }),
  answer: async (question, explain = false) => {
    const number = new RegExp(`${TRIGGER} (\\d+)`).exec(question)?.[1];
    // Without a number the question is itself the payload, and comes back everywhere.
    const text = number === undefined ? question : (PAYLOADS[Number(number)] ?? '');
    const finding = findingOf(text);
    return ok({
      finding: explain ? { ...finding, explication: [explicationOf(text)] } : finding,
      timings: { embed_ms: 0, lexical_ms: 0, semantic_ms: 0, answer_ms: 0 },
      rssMb: 1,
    });
  },
  usage: async () => usage(),
};

exposeGuarded(service, QUESTION_WORKER_METHODS, parentEndpoint());
