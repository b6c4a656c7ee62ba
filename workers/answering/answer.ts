import type { RegleDecision } from '../../core/domain/explication.ts';
import type { Finding } from '../../core/domain/settlement.ts';
import type { Retrieval } from '../retrieval/retrieve.ts';
import type { IndexStore } from '../store/open-index.ts';
import { confidenceOf, type Candidate } from './candidates.ts';
import { comparedTerms } from './comparison.ts';
import { composeAnswer, composeComparison, libraryOf } from './compose.ts';
import { explain } from './explain.ts';
import { namedAccounts, namesAccount, refuseUnknownAccounts } from './named-accounts.ts';
import { namedPlaces } from './named-places.ts';
import { outsideOf } from './outside.ts';
import { RANKING } from './ranking.ts';
import { refuse } from './refuse.ts';
import { selectCandidates } from './select.ts';
import type { Understanding } from './understand.ts';

/** What decided, from which candidates, and what is said. */
export interface Decision {
  rule: RegleDecision;
  /** The ranking, best first; also where something named by number went before it. */
  found: Candidate[];
  finding: Finding;
}

/**
 * Answers from what was retrieved and from nothing else. Accounts, articles, notes and lines that a question names are looked
 * up; one that does not exist, or is not in the knowledge base, is refused by name. What was read otherwise than it was
 * typed is said at the end.
 */
export function answer(understanding: Understanding, retrieval: Retrieval, store: IndexStore, explained = false): Finding {
  const decision = decide(understanding, retrieval, store);
  const { finding } = decision;
  const lectures = understanding.lectures.map(({ lu, compris }) => `« ${lu} » : ${compris}`);
  const said = lectures.length === 0 ? finding.answer : `${finding.answer}\n\nCompris : ${lectures.join(' ; ')}.`;
  const explication = explained ? { explication: [explain(decision, understanding, retrieval)] } : {};
  return { ...finding, answer: said, ...explication };
}

function decide(understanding: Understanding, retrieval: Retrieval, store: IndexStore): Decision {
  const library = libraryOf(store);
  const places = namedPlaces(understanding);
  const found = selectCandidates(understanding, retrieval, store, places);
  const by = (rule: RegleDecision, finding: Finding): Decision => ({ rule, found, finding });
  const limits = found.filter(({ document }) => document.kind === 'limite');
  const outside = outsideOf(understanding);
  if (outside) {
    const { rule, reason } = outside;
    if (limits.length === 0) return by(rule, refuse(understanding, [], library, { reason }));
    return by(rule, composeAnswer(understanding, limits, library, confidence(limits, understanding)));
  }
  const elsewhere = limits.filter(({ document }) => namesAccount(document, understanding.numeros, store.terms));
  const unknown = refuseUnknownAccounts(understanding, elsewhere, store);
  if (unknown) return by('compte_absent', unknown);
  if (understanding.intent === 'fiche_compte') {
    const named = [...namedAccounts(understanding, store), ...elsewhere];
    return by('compte_nomme', composeAnswer(understanding, named, library, 1));
  }
  const named = places.filter(({ open }) => !open);
  if (named.length > 0) {
    if (found.length > 0) return by('lieu_nomme', composeAnswer(understanding, found, library, 1));
    const reason = `La base ne cite pas ${named.map(({ name }) => name).join(' ni ')} : rien ne peut en être confirmé ici.`;
    return by('lieu_absent', refuse(understanding, [], library, { reason }));
  }
  const compared = comparedTerms(understanding, found, store);
  if (compared.length > 0) return by('comparaison', composeComparison(understanding, compared, library));
  const chance = confidence(found, understanding);
  if (chance < RANKING.leastConfidence) return by('sous_le_seuil', refuse(understanding, found, library, { confidence: chance }));
  return by('classement', composeAnswer(understanding, found, library, chance));
}

function confidence([best, next]: Candidate[], { intent }: Understanding): number {
  return best ? confidenceOf(best, intent, next) : 0;
}
