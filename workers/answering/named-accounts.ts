import type { Finding } from '../../core/domain/settlement.ts';
import { compteKey } from '../indexing/documents.ts';
import type { IndexStore } from '../store/open-index.ts';
import { isNamed, type StoredDocument, type Terms } from '../store/read-documents.ts';
import type { Found } from './candidates.ts';
import { composeAnswer, libraryOf } from './compose.ts';
import { refuse } from './refuse.ts';
import type { Understanding } from './understand.ts';

/** Of a range of accounts no more are shown. */
const MOST_OF_RANGE = 12;

/** The accounts a question names, one by one or as ranges, as certain candidates; those not in the chart are left out. */
export function namedAccounts({ numeros, plages }: Understanding, store: IndexStore): Found[] {
  const between = plages.flatMap(({ from, to }) =>
    Array.from({ length: Number(to) - Number(from) + 1 }, (_, at) => String(Number(from) + at))
      .filter((numero) => store.compte(numero) !== undefined)
      .slice(0, MOST_OF_RANGE),
  );
  const all = between.length > 0 ? [...new Set([...between, ...numeros])] : numeros;
  return all.flatMap((numero) => certain(store.documentByKey(compteKey(numero))));
}

/** Whether a sheet speaks of one of these numbers by name: one on another country's chart, say. */
export function namesAccount(document: StoredDocument, numeros: string[], terms: Terms): boolean {
  return numeros.some((numero) => isNamed(document, numero, terms));
}

/**
 * Refuses by name what a question calls an account and the chart does not hold; offers the nearest parents, or the sheet that
 * says whose number it is (one of `elsewhere`).
 */
export function refuseUnknownAccounts(understanding: Understanding, elsewhere: Found[], store: IndexStore): Finding | undefined {
  const unknown = understanding.numeros.filter((numero) => !store.compte(numero));
  if (unknown.length === 0) return undefined;
  const library = libraryOf(store);
  const which = unknown.length > 1 ? `Les comptes ${unknown.join(', ')} n’existent` : `Le compte ${unknown[0]} n’existe`;
  const reason = `${which} pas au plan de comptes SYSCOHADA.`;
  if (elsewhere.length > 0) {
    const explained = composeAnswer(understanding, elsewhere, library, 1);
    return { ...explained, answer: `${reason}\n\n${explained.answer}` };
  }
  const parents = unknown.flatMap((numero) => nearestParent(numero, store));
  return refuse(understanding, parents, library, { reason });
}

/** The longest beginning of the number that is an account. */
function nearestParent(numero: string, store: IndexStore): Found[] {
  for (let length = Math.min(4, numero.length - 1); length > 0; length--) {
    const document = store.documentByKey(compteKey(numero.slice(0, length)));
    if (document) return certain(document);
  }
  return [];
}

/** Nothing was weighed: the question names the account. */
function certain(document: StoredDocument | undefined): Found[] {
  return document ? [{ document, score: 0 }] : [];
}
