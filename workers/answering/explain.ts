import type { CandidatExplique, Explication, QuestionComprise } from '../../core/domain/explication.ts';
import type { Retrieval } from '../retrieval/retrieve.ts';
import type { Decision } from './answer.ts';
import type { Candidate } from './candidates.ts';
import { contributions } from './contributions.ts';
import { INTENT_WORDS, KIND_WORDS, READING_WORDS } from './explain-words.ts';
import type { Intent } from './intent.ts';
import { RANKING } from './ranking.ts';
import type { Understanding } from './understand.ts';
import { why } from './why.ts';

const CANDIDATES_TOLD = 10;
const CONTRIBUTIONS_TOLD = 5;

/** How a decision came about. Changes nothing in it and reads only what it was made from. */
export function explain(decision: Decision, understanding: Understanding, retrieval: Retrieval): Explication {
  const { rule, found, finding } = decision;
  const answered = rule !== 'sous_le_seuil' && rule !== 'lieu_absent' && rule !== 'compte_absent';
  return {
    compris: understood(understanding),
    candidats: found.slice(0, CANDIDATES_TOLD).map((candidate) => told(candidate, understanding.intent, retrieval)),
    decision: {
      regle: rule,
      retenu: answered ? (finding.citations[0]?.id ?? null) : null,
      confiance: rounded(finding.confidence),
      seuil: RANKING.leastConfidence,
      pourquoi: why(decision, understanding),
    },
  };
}

function told(candidate: Candidate, intent: Intent, { lexical, semantic }: Retrieval): CandidatExplique {
  const { document, features, score } = candidate;
  const scoreIn = (ranking: Retrieval['lexical']): number | null => {
    const found = ranking.find(({ id }) => id === document.id);
    return found ? rounded(found.score) : null;
  };
  return {
    id: document.key,
    genre: { nom: document.kind, libelle: KIND_WORDS[document.kind] },
    title: document.title,
    lexical: scoreIn(lexical),
    semantic: scoreIn(semantic),
    fused: rounded(features.fused),
    score: rounded(score),
    apports: contributions(candidate, intent)
      .slice(0, CONTRIBUTIONS_TOLD)
      .map((one) => ({ ...one, valeur: rounded(one.valeur), apport: rounded(one.apport) })),
  };
}

function understood({ question, lectures, intent, subject, numeros, articles, montants, taux }: Understanding): QuestionComprise {
  return {
    question,
    lectures: lectures.map(({ lu, compris, par }) => ({ lu, compris, par: { nom: par, libelle: READING_WORDS[par] } })),
    intention: { nom: intent, libelle: INTENT_WORDS[intent] },
    sujet: [...new Set(subject.map(({ start, end }) => question.slice(start, end)))],
    comptes: numeros,
    articles,
    montants: montants.map(({ montant, nature }) => ({ montant, nature })),
    taux: taux.map(({ taux: rate, tva }) => ({ taux: rate, tva })),
  };
}

/** Four decimals: enough to tell two candidates apart, few enough to read. */
const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;
