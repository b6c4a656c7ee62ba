import type { StoredDocument } from '../store/open-index.ts';
import type { Found } from './candidates.ts';
import type { Library } from './compose.ts';
import { firstParagraph } from './excerpt.ts';
import type { Intent } from './intent.ts';

/** What the answer says of an account: its title, when to use it (all of its sheet when the sheet is asked for), its neighbours. */
export function compteText(document: StoredDocument, intent: Intent, library: Library, marker = 1): string {
  const not = (document.data.pas ?? []).map(({ compte, si }) => `Et non ${named(compte, library)} : ${si}.`);
  const use = intent === 'fiche_compte' ? document.body : firstParagraph(document.body);
  return [opening(document, library, marker), use, ...not].filter((part) => part !== '').join('\n\n');
}

/** Several accounts asked for at once: each with its own marker, in a few words. */
export function comparedText(accounts: Found[], library: Library): string {
  return accounts.map(({ document }, at) => compteText(document, 'compte', library, at + 1)).join('\n\n');
}

/** Who only names a thing wants its account first: of those the operation books on, the one found highest by itself. */
export function principalAccount([operation, ...others]: Found[], library: Library): string[] {
  const booked = operation?.document.comptes ?? [];
  const found = others.find(({ document }) => document.kind === 'compte' && booked.includes(document.comptes[0] ?? ''));
  return found ? [opening(found.document, library, 1)] : [];
}

function opening({ comptes }: StoredDocument, library: Library, marker: number): string {
  return `Compte ${named(comptes[0] ?? '', library)} [${marker}].`;
}

const named = (numero: string, library: Library): string => `${numero} « ${library.compte(numero)?.intitule ?? ''} »`;
