import { spawn, spawnSync } from 'node:child_process';
import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { FASTTEXT } from './recipe.ts';

/** Vectors by word, each of FASTTEXT.dimension numbers, as fastText gives them (not unit length). */
export type WordVectors = Map<string, Float32Array>;

/** Says in one sentence what is missing, or null when fastText can be started. */
export function fasttextMissing(): string | null {
  const probe = spawnSync('fasttext', [], { stdio: 'ignore' });
  if (probe.error === undefined) return null;
  return 'Le programme « fasttext » est introuvable : installez-le (Debian : apt-get install fasttext) puis relancez.';
}

async function finished(child: ReturnType<typeof spawn>): Promise<void> {
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`fasttext s'est arrêté avec le code ${String(code)}.`);
}

/** Writes one line per text; resolves once all is on disk. */
export async function writeLines(path: string, lines: readonly string[]): Promise<void> {
  const file = createWriteStream(path);
  for (const line of lines) if (!file.write(`${line}\n`)) await once(file, 'drain');
  file.end();
  await once(file, 'close');
}

/**
 * Trains skip-gram vectors; writes `<output>.bin` and `<output>.vec`. With one thread the result is reproducible; with
 * several, fastText's threads race on the shared table and two runs differ slightly.
 */
export async function trainSkipgram(input: string, output: string, threads: number): Promise<void> {
  const options = {
    input,
    output,
    dim: FASTTEXT.dimension,
    ws: FASTTEXT.window,
    minn: FASTTEXT.shortestNgram,
    maxn: FASTTEXT.longestNgram,
    epoch: FASTTEXT.epochs,
    minCount: FASTTEXT.rarestWord,
    bucket: FASTTEXT.buckets,
    neg: FASTTEXT.negatives,
    lr: FASTTEXT.learningRate,
    t: FASTTEXT.sampling,
    thread: threads,
  };
  const flags = Object.entries(options).flatMap(([name, value]) => [`-${name}`, String(value)]);
  await finished(spawn('fasttext', ['skipgram', ...flags], { stdio: ['ignore', 'ignore', 'inherit'] }));
}

async function parseVectors(stream: Readable): Promise<WordVectors> {
  const vectors: WordVectors = new Map();
  for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) {
    const [word, ...numbers] = line.trimEnd().split(' ');
    if (word === undefined || numbers.length !== FASTTEXT.dimension) continue;
    vectors.set(word, Float32Array.from(numbers, Number));
  }
  return vectors;
}

/** The vectors of all words that fastText has counted, from `<output>.vec`. */
export function readVectors(output: string): Promise<WordVectors> {
  return parseVectors(createReadStream(`${output}.vec`));
}

/** Vectors of any words, seen or not, made from fastText's character n-grams. */
export async function subwordVectors(output: string, words: readonly string[]): Promise<WordVectors> {
  const child = spawn('fasttext', ['print-word-vectors', `${output}.bin`], { stdio: ['pipe', 'pipe', 'inherit'] });
  const done = finished(child);
  const vectors = parseVectors(child.stdout);
  child.stdin.end(`${words.join('\n')}\n`);
  await done;
  return vectors;
}
