import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { UsageError } from './usage.ts';

/** A line of a batch file: a question, or a line that is not one (its number counts from 1). */
export type BatchLine = { ok: true; id: string; question: string } | { ok: false; id: string; line: number; text: string };

const JsonLine = z.object({ id: z.union([z.string(), z.number()]).transform(String), question: z.string() });

/** Reads a .txt (a question per line) or .jsonl file line by line; blank lines are skipped. Throws UsageError when it cannot be read. */
export async function* readBatch(path: string): AsyncGenerator<BatchLine> {
  const asJson = !path.endsWith('.txt');
  const input = path === '-' ? process.stdin : createReadStream(path, 'utf8');
  let line = 0;
  try {
    for await (const text of createInterface({ input, crlfDelay: Infinity })) {
      line++;
      const bare = line === 1 ? text.replace(/^\uFEFF/, '') : text;
      if (bare.trim() === '') continue;
      yield asJson ? parseLine(bare, line) : { ok: true, id: String(line), question: bare };
    }
  } catch (error) {
    throw new UsageError(`Le fichier « ${path} » ne peut pas être lu (${(error as NodeJS.ErrnoException).code ?? 'erreur'}).`);
  }
}

function parseLine(text: string, line: number): BatchLine {
  try {
    return { ok: true, ...JsonLine.parse(JSON.parse(text)) };
  } catch {
    return { ok: false, id: `ligne ${line}`, line, text };
  }
}
