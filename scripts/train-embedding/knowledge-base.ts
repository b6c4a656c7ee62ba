import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { parse as parseYaml } from 'yaml';
import { STOP_WORDS, wordsOf } from './normalise.ts';
import type { Pair } from './sources.ts';

/** What our own knowledge base gives to training. */
export interface KnowledgeBase {
  readonly sheets: number;
  readonly paragraphs: readonly string[];
  readonly pairs: readonly Pair[];
  /** All its words, without stop words: each gets a row of its own. */
  readonly words: ReadonlySet<string>;
}

interface Account {
  readonly numero: string;
  readonly intitule: string;
}

/** `---` header, `---`, body; the header is read leniently: corpus:check is where sheets are judged. */
const SHEET = /^---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]*)$/;

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

function paragraphsOf(body: string): string[] {
  return body
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replaceAll(/[*#>`_-]+/g, ' ').trim())
    .filter((paragraph) => paragraph !== '');
}

/** Paragraphs and pairs of one sheet, or null when the file has no readable header. */
function readSheet(path: string): { paragraphs: string[]; pairs: Pair[] } | null {
  const [, header, body] = SHEET.exec(readFileSync(path, 'utf8')) ?? [];
  if (header === undefined || body === undefined) return null;
  const sheet = parseYaml(header) as Record<string, unknown>;
  const title = typeof sheet['titre'] === 'string' ? sheet['titre'] : '';
  const questions = strings(sheet['questions']);
  const keywords = strings(sheet['mots_cles']);
  const text = paragraphsOf(body);
  const document = `${title}. ${title}. ${text.join(' ')}`;
  const asked = [...questions, ...keywords, title];
  return {
    paragraphs: [...text.map((paragraph) => `${title}. ${paragraph}`), ...questions, `${title} ${keywords.join(' ')}`],
    pairs: asked.map((question) => ({ question, document, own: true })),
  };
}

function readAccounts(folder: string): Account[] {
  const path = join(folder, 'plan-comptes.csv');
  return existsSync(path) ? parseCsv<Account>(readFileSync(path), { columns: true, bom: true }) : [];
}

/** Everyday words by account number (`"6055": { mots: [ramettes de papier, toner] }`). */
function readUsages(folder: string): Map<string, string[]> {
  const path = join(folder, 'comptes', 'usages.yaml');
  if (!existsSync(path)) return new Map();
  const usages = (parseYaml(readFileSync(path, 'utf8')) ?? {}) as Record<string, { mots?: unknown }>;
  return new Map(Object.entries(usages).map(([account, { mots }]) => [account, strings(mots)]));
}

/** An account's line: its number, its title, and the title of the account above it. */
function accountParts(folder: string): { paragraphs: string[]; pairs: Pair[] } {
  const accounts = readAccounts(folder);
  const titles = new Map(accounts.map(({ numero, intitule }) => [numero, intitule]));
  const usages = readUsages(folder);
  const parts = { paragraphs: [] as string[], pairs: [] as Pair[] };
  for (const { numero, intitule } of accounts) {
    const above = titles.get(numero.slice(0, -1)) ?? '';
    const everyday = usages.get(numero) ?? [];
    const document = `compte ${numero} ${intitule} ${above}`;
    parts.paragraphs.push(`${document} ${everyday.join(' ')}`);
    for (const question of [...everyday, intitule]) parts.pairs.push({ question, document, own: true });
  }
  return parts;
}

/** Reads `<folder>/**\/*.md`, plan-comptes.csv and comptes/usages.yaml; whatever is missing is skipped. */
export function readKnowledgeBase(folder: string): KnowledgeBase {
  const sheets = globSync('**/*.md', { cwd: folder })
    .sort()
    .flatMap((name) => readSheet(join(folder, name)) ?? []);
  const all = [...sheets, accountParts(folder)];
  const paragraphs = all.flatMap((part) => part.paragraphs);
  const pairs = all.flatMap((part) => part.pairs);
  const words = new Set([...paragraphs, ...pairs.map((pair) => pair.question)].flatMap(wordsOf));
  for (const word of STOP_WORDS) words.delete(word);
  return { sheets: sheets.length, paragraphs, pairs, words };
}
