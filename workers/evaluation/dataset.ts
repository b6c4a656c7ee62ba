import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { DatasetFailure } from '../../core/contract.ts';
import type { IndexDocument } from '../indexing/documents.ts';
import type { Judgements } from './metrics.ts';

/** A query that somebody judged; its text is NFC. */
export interface JudgedQuery {
  text: string;
  intent: string | undefined;
  judgements: Judgements;
}

export interface Dataset {
  name: string;
  documents: IndexDocument[];
  /** SHA-256 of corpus.jsonl. */
  corpusHash: string;
  /** In the order of the file, without those that have no relevant document. */
  queries: JudgedQuery[];
}

/** Ends reading with what is wrong; becomes a value in `readDataset`. */
class Unusable extends Error {
  readonly failure: DatasetFailure;
  constructor(failure: DatasetFailure) {
    super(failure.kind);
    this.failure = failure;
  }
}

const CORPUS = 'corpus.jsonl';
const QUERIES = 'queries.jsonl';
const QRELS = join('qrels', 'test.tsv');

const id = z.union([z.string().min(1), z.number()]).transform(String);
const DocumentLine = z.object({ _id: id, title: z.string().nullish(), text: z.string() });
const QueryLine = z.object({
  _id: id,
  text: z.string(),
  metadata: z.looseObject({ intent: z.union([z.string(), z.number()]).nullish() }).nullish(),
});

/** Reads a folder in BEIR layout. Fails on a missing file, a line that does not fit (by number), or nothing to evaluate. */
export async function readDataset(dir: string): Promise<{ ok: true; value: Dataset } | { ok: false; failure: DatasetFailure }> {
  try {
    for (const file of [CORPUS, QUERIES, QRELS]) {
      if (!existsSync(join(dir, file))) throw new Unusable({ kind: 'dataset_missing', detail: join(dir, file) });
    }
    const { documents, corpusHash } = await readDocuments(join(dir, CORPUS));
    const qrels = await readQrels(join(dir, QRELS));
    const queries = await readQueries(join(dir, QUERIES), qrels);
    if (documents.length === 0) throw new Unusable({ kind: 'dataset_empty', detail: CORPUS });
    if (queries.length === 0) throw new Unusable({ kind: 'dataset_empty', detail: QRELS });
    return { ok: true, value: { name: basename(resolve(dir)), documents, corpusHash, queries } };
  } catch (error) {
    if (error instanceof Unusable) return { ok: false, failure: error.failure };
    throw error;
  }
}

async function readDocuments(path: string): Promise<{ documents: IndexDocument[]; corpusHash: string }> {
  const hash = createHash('sha256');
  const seen = new Set<string>();
  const documents: IndexDocument[] = [];
  for await (const { text, number } of linesOf(path)) {
    hash.update(text).update('\n');
    const line = parseLine(DocumentLine, text, path, number);
    if (seen.has(line._id)) throw brokenLine(path, number);
    seen.add(line._id);
    documents.push(plainDocument(line._id, line.title ?? '', line.text));
  }
  return { documents, corpusHash: hash.digest('hex') };
}

/** A text that is neither sheet nor account: title and body alone. */
function plainDocument(key: string, title: string, body: string): IndexDocument {
  return {
    key,
    kind: 'texte',
    title: title.normalize('NFC'),
    reference: '',
    words: [],
    questions: [],
    body: body.normalize('NFC'),
    comptes: [],
    data: {},
  };
}

/** Tab-separated: query, document, whole-number score; the first line may be a heading. */
async function readQrels(path: string): Promise<Map<string, Map<string, number>>> {
  const qrels = new Map<string, Map<string, number>>();
  for await (const { text, number } of linesOf(path)) {
    const [query, document, score, ...rest] = text.split('\t').map((cell) => cell.trim());
    if (number === 1 && score === 'score') continue;
    if (!query || !document || !/^-?\d+$/.test(score ?? '') || rest.length > 0) throw brokenLine(path, number);
    const judgements = qrels.get(query) ?? new Map<string, number>();
    qrels.set(query, judgements.set(document, Number(score)));
  }
  return qrels;
}

async function readQueries(path: string, qrels: Map<string, Judgements>): Promise<JudgedQuery[]> {
  const queries: JudgedQuery[] = [];
  for await (const { text, number } of linesOf(path)) {
    const line = parseLine(QueryLine, text, path, number);
    const judgements = qrels.get(line._id);
    if (!judgements || ![...judgements.values()].some((score) => score > 0)) continue;
    const intent = line.metadata?.intent;
    queries.push({
      text: line.text.normalize('NFC'),
      intent: intent === undefined || intent === null ? undefined : String(intent),
      judgements,
    });
  }
  return queries;
}

function parseLine<T>(schema: z.ZodType<T>, text: string, path: string, number: number): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw brokenLine(path, number);
  }
}

const brokenLine = (path: string, number: number): Unusable =>
  new Unusable({ kind: 'dataset_line', detail: `${basename(path)}:${number}` });

/** Lines that are not blank, with their numbers (from 1). */
async function* linesOf(path: string): AsyncGenerator<{ text: string; number: number }> {
  let number = 0;
  for await (const raw of createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity })) {
    number++;
    const text = number === 1 ? raw.replace(/^\uFEFF/, '') : raw;
    if (text.trim() !== '') yield { text, number };
  }
}
