import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { lirePlanComptes, type PlanComptes } from '../comptabilite/plan-comptes.ts';
import { EnTeteFiche, Formulations, numeroDe, UsageCompte, type Fiche, type FicheCompte, type FicheTitree } from './fiche.ts';
import { Correspondances, lireMots, type Lexique, type SourceLexique } from './lexique.ts';
import { Terme } from './terme.ts';

/** Something wrong in the corpus: the file, and a French sentence for the person who writes sheets. */
export interface Probleme {
  fichier: string;
  message: string;
}

/** The knowledge base as read from disk. */
export interface Corpus {
  plan: PlanComptes;
  fiches: FicheTitree[];
  /** Sheets of accounts, by number. */
  comptes: Map<string, FicheCompte>;
  usages: Map<string, UsageCompte>;
  /** What people say when they mean an account or a sheet, by the key of its document. */
  formulations: Map<string, string[]>;
  termes: Terme[];
  lexique: Lexique;
}

const USAGES = 'comptes/usages.yaml';
const MOTS_COURANTS = 'lexique/mots-courants.txt';
const RACCOURCIS = 'lexique/raccourcis.yaml';
const ANGLAIS = 'lexique/anglais.yaml';
const PATTERNS = ['{operations,regles,etats,limites}/**/*.md', 'comptes/*/*.md', 'glossaire/*.yaml', 'formulations/*.yaml'];

/** Paths of all corpus files, relative to `dir` with forward slashes, sorted. */
export function corpusFiles(dir: string): string[] {
  const written = globSync(PATTERNS, { cwd: dir }).map((path) => path.split(sep).join('/'));
  const rest = ['plan-comptes.csv', USAGES, MOTS_COURANTS, RACCOURCIS, ANGLAIS].filter((path) => existsSync(join(dir, path)));
  return [...written, ...rest].sort();
}

/** SHA-256 over names and contents: changes when anything in the corpus changes. Line ends do not count. */
export function corpusHash(dir: string): string {
  const hash = createHash('sha256');
  for (const path of corpusFiles(dir)) {
    hash.update(`${path}\n`).update(readFileSync(join(dir, path), 'utf8').replaceAll('\r\n', '\n'));
  }
  return hash.digest('hex');
}

/** Reads everything; a file that cannot be read as what it should be becomes a problem and is left out. */
export function readCorpus(dir: string): { corpus: Corpus; problemes: Probleme[] } {
  const problemes: Probleme[] = [];
  const read = <T>(fichier: string, parse: (source: string) => T | string): T[] => {
    const lu = parse(readFileSync(join(dir, fichier), 'utf8'));
    if (typeof lu !== 'string') return [lu];
    problemes.push({ fichier, message: lu });
    return [];
  };
  const files = corpusFiles(dir);
  const fiches = files.filter((path) => path.endsWith('.md')).flatMap((path) => read(path, (source) => namedFiche(path, source)));
  const glossaries = files.filter((path) => path.startsWith('glossaire/')).flatMap((path) => read(path, parseAs(z.array(Terme))));
  const formulations = files
    .filter((path) => path.startsWith('formulations/'))
    .flatMap((path) => read(path, parseAs(Formulations)));
  const usages = files.includes(USAGES) ? read(USAGES, parseAs(z.record(z.string(), UsageCompte))) : [];
  const corpus: Corpus = {
    plan: lirePlanComptes(join(dir, 'plan-comptes.csv')),
    fiches: fiches.filter((fiche) => fiche.type !== 'compte'),
    comptes: new Map(fiches.filter((fiche) => fiche.type === 'compte').map((fiche) => [numeroDe(fiche), fiche])),
    usages: new Map(Object.entries(usages[0] ?? {})),
    formulations: gathered(formulations),
    termes: glossaries.flat(),
    lexique: lireLexique((fichier, parse) => (files.includes(fichier) ? read(fichier, parse) : [])),
  };
  return { corpus, problemes };
}

/** All lists under one key together, in the order of the files. */
function gathered(files: Formulations[]): Map<string, string[]> {
  const all = new Map<string, string[]>();
  for (const [key, phrases] of files.flatMap((file) => Object.entries(file))) all.set(key, [...(all.get(key) ?? []), ...phrases]);
  return all;
}

/** What the lexicon of an index is made of besides its documents. */
export function sourceLexique({ lexique, termes }: Corpus): SourceLexique {
  return { ...lexique, termes };
}

function lireLexique(read: <T>(fichier: string, parse: (source: string) => T | string) => T[]): Lexique {
  const pairs = (fichier: string) => new Map(read(fichier, parseAs(Correspondances)).flatMap((lues) => Object.entries(lues)));
  return { motsCourants: read(MOTS_COURANTS, lireMots).flat(), raccourcis: pairs(RACCOURCIS), anglais: pairs(ANGLAIS) };
}

function namedFiche(path: string, source: string): Fiche | string {
  const fiche = readFiche(source);
  if (typeof fiche === 'string') return fiche;
  if (fiche.id !== basename(path, '.md')) return `l'identifiant « ${fiche.id} » n'est pas le nom du fichier`;
  const folder = `comptes/classe-${fiche.id['compte-'.length]}`;
  const home = fiche.type === 'compte' ? dirname(path) === folder : !path.startsWith('comptes/');
  return home ? fiche : `une fiche de type « ${fiche.type} » n'a pas sa place dans « ${dirname(path)} »`;
}

/** One sheet from its file's text, or a sentence that says what is wrong with it. */
export function readFiche(source: string): Fiche | string {
  const parts = /^---\r?\n(.*?)\r?\n---\r?\n(.*)$/s.exec(source);
  if (!parts) return 'en-tête YAML entre « --- » attendu au début du fichier';
  const head = readYaml(parts[1] ?? '');
  if (!head.ok) return `en-tête : ${head.message}`;
  const parsed = EnTeteFiche.safeParse(head.value);
  if (!parsed.success) return explain(parsed.error);
  return { ...parsed.data, corps: (parts[2] ?? '').replaceAll('\r\n', '\n').trim() };
}

/** Reads YAML of one shape; what is wrong becomes a sentence. */
function parseAs<T>(schema: z.ZodType<T>): (source: string) => T | string {
  return (source) => {
    const read = readYaml(source);
    if (!read.ok) return read.message;
    const parsed = schema.safeParse(read.value);
    return parsed.success ? parsed.data : explain(parsed.error);
  };
}

function readYaml(text: string): { ok: true; value: unknown } | { ok: false; message: string } {
  try {
    return { ok: true, value: parseYaml(text) };
  } catch (error) {
    return { ok: false, message: `YAML illisible : ${(error as Error).message.split('\n')[0]}` };
  }
}

function explain(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.') || 'en-tête'} : ${issue.message}`).join(' ; ');
}
