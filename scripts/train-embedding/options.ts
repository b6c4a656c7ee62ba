import { parseArgs } from 'node:util';
import { availableParallelism } from 'node:os';

export interface Options {
  readonly text: string;
  readonly corpus: string;
  readonly out: string;
  readonly threads: number;
  /** Path without extension of fastText output to use again instead of training anew, or null. */
  readonly vectors: string | null;
  /** Where intermediate files go; null for a temporary folder that is removed at the end. */
  readonly work: string | null;
}

export const USAGE =
  'Usage : npm run train:embedding -- --text <dossier> [--corpus resources/corpus] ' +
  '[--out resources/models/ohada-statique-v1] [--threads N] [--work <dossier>] [--vectors <préfixe>]';

/** The command line as options, or null when it is wrong. */
export function readOptions(args: readonly string[]): Options | null {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        text: { type: 'string' },
        corpus: { type: 'string', default: 'resources/corpus' },
        out: { type: 'string', default: 'resources/models/ohada-statique-v1' },
        threads: { type: 'string', default: String(Math.min(availableParallelism(), 8)) },
        vectors: { type: 'string' },
        work: { type: 'string' },
      },
    });
    const threads = Number(values.threads);
    if (values.text === undefined || !Number.isInteger(threads) || threads < 1) return null;
    const { text, corpus, out, vectors = null, work = null } = values;
    return { text, corpus, out, threads, vectors, work };
  } catch {
    return null;
  }
}
