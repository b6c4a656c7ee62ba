import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { lirePlanComptes, type PlanComptes } from '../comptabilite/plan-comptes.ts';
import { EnTeteFiche, UsageCompte, type Fiche } from './fiche.ts';

/** Something wrong in the corpus: the file, and a French sentence for the person who writes sheets. */
export interface Probleme {
  fichier: string;
  message: string;
}

/** The knowledge base as read from disk. */
export interface Corpus {
  plan: PlanComptes;
  fiches: Fiche[];
  usages: Map<string, UsageCompte>;
}

const FOLDERS = ['operations', 'regles', 'etats', 'limites'];

/** Paths of all corpus files, relative to `dir` with forward slashes, sorted. */
export function corpusFiles(dir: string): string[] {
  const sheets = FOLDERS.flatMap((folder) => globSync(`${folder}/**/*.md`, { cwd: dir })).map((path) =>
    path.split(sep).join('/'),
  );
  const rest = ['plan-comptes.csv', 'comptes/usages.yaml'].filter((path) => existsSync(join(dir, path)));
  return [...sheets, ...rest].sort();
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
  const fiches: Fiche[] = [];
  for (const fichier of corpusFiles(dir).filter((path) => path.endsWith('.md'))) {
    const lue = readFiche(readFileSync(join(dir, fichier), 'utf8'));
    if (typeof lue === 'string') problemes.push({ fichier, message: lue });
    else if (lue.id !== basename(fichier, '.md'))
      problemes.push({ fichier, message: `l'identifiant « ${lue.id} » n'est pas le nom du fichier` });
    else fiches.push(lue);
  }
  const usages = readUsages(join(dir, 'comptes', 'usages.yaml'), problemes);
  return { corpus: { plan: lirePlanComptes(join(dir, 'plan-comptes.csv')), fiches, usages }, problemes };
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

function readUsages(path: string, problemes: Probleme[]): Map<string, UsageCompte> {
  if (!existsSync(path)) return new Map();
  const refuse = (message: string): Map<string, UsageCompte> => {
    problemes.push({ fichier: 'comptes/usages.yaml', message });
    return new Map();
  };
  const read = readYaml(readFileSync(path, 'utf8'));
  if (!read.ok) return refuse(read.message);
  const parsed = z.record(z.string(), UsageCompte).safeParse(read.value);
  return parsed.success ? new Map(Object.entries(parsed.data)) : refuse(explain(parsed.error));
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
