import type { Apport, CandidatExplique, Explication, QuestionComprise } from '../../core/domain/explication.ts';

const FRANCS = new Intl.NumberFormat('fr-FR');
const CONTRIBUTIONS_SHOWN = 3;
const WIDTHS = { title: 56, figure: 9 };

/** How an answer came about, as a person reads it in a terminal. */
export function printExplication({ compris, candidats, decision }: Explication): string {
  const heading = `${'Candidats'.padEnd(WIDTHS.title + 4)}${figures(['mots', 'sens', 'fusion', 'score'])}`;
  const table = candidats.length === 0 ? '' : [heading, ...candidats.map(printCandidate)].join('\n');
  return [`Comment cette réponse a été trouvée\n${printUnderstood(compris)}`, `Pourquoi : ${decision.pourquoi}`, table]
    .filter((part) => part !== '')
    .join('\n\n');
}

function printUnderstood(compris: QuestionComprise): string {
  const lines: [string, string[]][] = [
    ['Question lue', [compris.question]],
    ['Lu autrement', compris.lectures.map(({ lu, compris: as, par }) => `« ${lu} » : ${as} (${par.libelle})`)],
    ['Demande', [compris.intention.libelle]],
    ['Mots cherchés', compris.sujet],
    ['Comptes', compris.comptes],
    ['Articles', compris.articles],
    ['Montants', compris.montants.map(({ montant, nature }) => `${FRANCS.format(montant)} F${natureOf(nature)}`)],
    ['Taux', compris.taux.map(({ taux, tva }) => `${decimals(taux)} %${tva ? ' (TVA)' : ''}`)],
  ];
  return lines
    .filter(([, values]) => values.length > 0)
    .map(([name, values]) => `  ${name} : ${values.join(', ')}`)
    .join('\n');
}

const natureOf = (nature: string): string => (nature === 'indetermine' ? '' : ` ${nature}`);

function printCandidate({ title, genre, lexical, semantic, fused, score, apports }: CandidatExplique, at: number): string {
  const name = `${title} (${genre.libelle})`;
  const shown = name.length > WIDTHS.title ? `${name.slice(0, WIDTHS.title - 1)}…` : name;
  const cells = [lexical, semantic, fused, score].map((figure) => (figure === null ? '–' : figure.toFixed(2).replace('.', ',')));
  const terms = apports.slice(0, CONTRIBUTIONS_SHOWN).map(printContribution).join(' ; ');
  return `${`${at + 1}.`.padStart(3)} ${shown.padEnd(WIDTHS.title)}${figures(cells)}\n      ${terms}`;
}

const printContribution = ({ libelle, valeur, poids, apport }: Apport): string =>
  `${libelle} ${decimals(valeur)} × ${decimals(poids)} = ${decimals(apport)}`;

const figures = (cells: string[]): string => cells.map((cell) => cell.padStart(WIDTHS.figure)).join('');

const decimals = (value: number): string => String(Math.round(value * 100) / 100).replace('.', ',');
