import { CHAPITRES_DU_GUIDE } from './guide.ts';
import type { Corpus } from './read-corpus.ts';
import type { Reference } from './reference.ts';
import { divergencesDeSens } from './sens.ts';
import { nomsDe, type Terme } from './terme.ts';

/** What the knowledge base covers and what it lacks, as the Markdown of docs/couverture.md. */
export function coverageReport(corpus: Corpus): string {
  return [
    '# Couverture de la base de connaissances',
    'Écrit par `npm run corpus:report` ; un test vérifie que ce fichier dit vrai.',
    ...comptesSection(corpus),
    ...fichesSection(corpus),
    ...guideSection(corpus),
    ...termesSection(corpus.termes),
    ...sensSection(corpus),
  ]
    .join('\n\n')
    .concat('\n');
}

function comptesSection({ plan, comptes, usages }: Corpus): string[] {
  const all = [...plan.values()].filter(({ statut }) => statut !== 'classe').map(({ numero }) => numero);
  const classes = [...new Set(all.map((numero) => numero.slice(0, 1)))];
  const share = (digits: number, classe: string, has: (numero: string) => boolean): string => {
    const of = all.filter((numero) => numero.startsWith(classe) && numero.length === digits);
    return `${of.filter(has).length} / ${of.length}`;
  };
  const row = (name: string, classe: string): string[] => [
    name,
    share(2, classe, (numero) => comptes.has(numero)),
    share(3, classe, (numero) => comptes.has(numero)),
    share(3, classe, (numero) => usages.has(numero)),
    share(4, classe, (numero) => usages.has(numero)),
  ];
  const heading = [
    'classe',
    'fiches à 2 chiffres',
    'fiches à 3 chiffres',
    'mots usuels à 3 chiffres',
    'mots usuels à 4 chiffres',
  ];
  const without = all.filter((numero) => numero.length === 2 && !comptes.has(numero));
  const unnamed = all.filter((numero) => numero.length === 4 && !usages.has(numero));
  return [
    '## Comptes',
    table(heading, [...classes.map((classe) => row(classe, classe)), row('toutes', '')]),
    `Comptes à deux chiffres sans fiche : ${without.join(', ') || 'aucun'}.`,
    `Comptes à quatre chiffres sans mots usuels : ${unnamed.join(', ') || 'aucun'}.`,
  ];
}

function fichesSection({ fiches }: Corpus): string[] {
  const types = { operation: 'Opérations', regle: 'Règles et définitions', etat: 'États financiers', limite: 'Hors SYSCOHADA' };
  return Object.entries(types).flatMap(([type, title]) => {
    const those = fiches.filter((fiche) => fiche.type === type);
    const families = Object.entries(Object.groupBy(those, (fiche) => fiche.famille)).sort(([a], [b]) => a.localeCompare(b, 'fr'));
    const rows = families.map(([famille, of = []]) => [famille, `${of.length}`]);
    return [`## ${title} : ${those.length}`, table(['famille', 'fiches'], rows)];
  });
}

function guideSection(corpus: Corpus): string[] {
  const sources = [
    corpus.fiches.map(({ reference }) => reference),
    [...corpus.comptes.values()].map(({ reference }) => reference),
    corpus.termes.map(({ reference }) => reference),
  ];
  const citing = (partie: number, chapitre: number): string[] =>
    sources.map((all) => `${all.filter((references) => cites(references, partie, chapitre)).length}`);
  const rows = CHAPITRES_DU_GUIDE.flatMap((chapitres, partie) =>
    chapitres.map((titre, at) => [`${partie + 1}.${at + 1}`, titre, ...citing(partie + 1, at + 1)]),
  );
  return ['## Guide d’application, par chapitre', table(['chapitre', 'titre', 'fiches', 'fiches de compte', 'termes'], rows)];
}

function cites(references: Reference[], partie: number, chapitre: number): boolean {
  return references.some((one) => one.source === 'guide' && one.partie === partie && one.chapitre === chapitre);
}

function termesSection(termes: Terme[]): string[] {
  const count = (field: 'synonymes' | 'abreviations' | 'anciens' | 'fautes' | 'anglais'): [string, string, string] => {
    const having = termes.filter((terme) => terme[field].length > 0);
    return [field, `${having.length}`, `${having.flatMap((terme) => terme[field]).length}`];
  };
  const rows = (['synonymes', 'abreviations', 'anciens', 'fautes', 'anglais'] as const).map(count);
  const shared = sharedNames(termes);
  return [
    `## Glossaire : ${termes.length} termes`,
    table(['noms', 'termes qui en ont', 'noms en tout'], rows),
    `Noms qui désignent plusieurs termes : ${shared.length === 0 ? 'aucun' : shared.join(' ; ')}.`,
  ];
}

function sharedNames(termes: Terme[]): string[] {
  const owners = new Map<string, Set<string>>();
  for (const terme of termes) {
    for (const nom of nomsDe(terme)) {
      const key = nom.toLowerCase();
      owners.set(key, (owners.get(key) ?? new Set()).add(terme.terme));
    }
  }
  return [...owners].filter(([, of]) => of.size > 1).map(([nom, of]) => `${nom} (${[...of].join(', ')})`);
}

function sensSection(corpus: Corpus): string[] {
  const rows = divergencesDeSens(corpus).map(({ operation, compte, sens, fiche }) => [operation, compte, sens, fiche]);
  const intro =
    'Une écriture porte un compte du côté dont sa fiche ne parle pas : à relire, sans que ce soit toujours une erreur ' +
    '(contre-passation, virement de solde).';
  return [
    `## Sens à relire : ${rows.length}`,
    intro,
    ...(rows.length > 0 ? [table(['opération', 'compte', 'sens', 'fiche'], rows)] : []),
  ];
}

function table(heading: string[], rows: string[][]): string {
  const line = (cells: string[]): string => `| ${cells.join(' | ')} |`;
  return [line(heading), line(heading.map(() => '---')), ...rows.map(line)].join('\n');
}
