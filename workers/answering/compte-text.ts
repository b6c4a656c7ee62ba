import type { StoredDocument } from '../store/read-documents.ts';
import type { Found } from './candidates.ts';
import type { Library } from './compose.ts';
import { SUBDIVISIONS } from '../indexing/documents.ts';
import { firstParagraph, tellingParagraphs } from './excerpt.ts';
import type { Understanding } from './understand.ts';

/** What the answer says of an account: its title, when to use it (all of its sheet when the sheet is asked for), its neighbours. */
export function compteText(
  document: StoredDocument,
  { intent, subject }: Pick<Understanding, 'intent' | 'subject'>,
  library: Library,
  marker = 1,
): string {
  const not = (document.data.pas ?? []).map(({ compte, si }) => `Et non ${named(compte, library)} : ${si}.`);
  const body = library.body(document.id);
  const stems = new Set(subject.map(({ stem }) => stem));
  const telling = intent === 'compte' ? [] : tellingParagraphs(body, stems, 1);
  const use =
    intent === 'fiche_compte' ? [body] : [...new Set([firstParagraph(body), ...telling, ...subdivisions(document, body)])];
  const said = [...use, ...not].filter((part) => part !== '').map((part) => `${part} [${marker}]`);
  return [opening(document.comptes[0] ?? '', library, marker), ...said].join('\n\n');
}

/** The accounts to choose from, where the one found is not booked on itself. */
function subdivisions({ data }: StoredDocument, body: string): string[] {
  return data.subdivise === true ? body.split(/\n\s*\n/).filter((paragraph) => paragraph.startsWith(SUBDIVISIONS)) : [];
}

/** Several accounts asked for at once: each with its own marker, in a few words. */
export function comparedText(accounts: Found[], library: Library): string {
  return accounts
    .map(({ document }, at) => compteText(document, { intent: 'compte', subject: [] }, library, at + 1))
    .join('\n\n');
}

/** Who only names a thing wants its account first: of those the operation books on, the one that speaks to the question most. */
export function principalAccount({ principal }: Found, library: Library): string[] {
  return principal === undefined ? [] : [opening(principal, library, 1)];
}

function opening(numero: string, library: Library, marker: number): string {
  return `Compte ${named(numero, library)} [${marker}].`;
}

const named = (numero: string, library: Library): string => `${numero} « ${library.compte(numero)?.intitule ?? ''} »`;
