import { asking, type Ask } from '../../core/asking.ts';
import { settledWithout } from '../../core/domain/settle.ts';
import type { QuestionInput } from '../../core/domain/question.ts';
import type { Settlement } from '../../core/domain/settlement.ts';
import type { Engine } from '../../core/engine/engine-parts.ts';
import { readConfiguration } from '../configuration.ts';
import { locateFolders } from '../resources.ts';
import { startEngine } from '../start-engine.ts';
import { OPTION_FLAG, readArguments, wholeNumber } from './arguments.ts';
import { BatchOutput } from './batch-output.ts';
import { printSettlement } from './print-settlement.ts';
import { readBatch } from './read-batch.ts';
import { UsageError } from './usage.ts';

/** Questions of a batch in the engine at one time: enough to keep every worker busy, few enough to meet their deadline. */
const IN_FLIGHT = 64;

/** `ask`: one question, or a batch. Resolves to the exit status. */
export async function ask(args: string[]): Promise<number> {
  const { values, positionals } = readArguments({
    args,
    options: {
      json: { type: 'boolean' },
      explain: { type: 'boolean' },
      batch: { type: 'string' },
      workers: { type: 'string' },
      output: { type: 'string' },
      ...OPTION_FLAG,
    },
    allowPositionals: true,
  });
  const question = positionals.join(' ');
  if ((values.batch === undefined) === (positionals.length === 0))
    throw new UsageError('Donnez une question, ou un fichier avec --batch.');
  if (values.output !== undefined && values.batch === undefined) throw new UsageError('--output va avec --batch.');
  const output = values.output === undefined ? null : new BatchOutput(values.output);
  const workers = values.workers === undefined ? undefined : wholeNumber('--workers', values.workers, 1, 16);
  const folders = locateFolders();
  const overrides = values.batch === undefined ? { workers: 1 } : workers === undefined ? {} : { workers };
  const engine = startEngine(folders, overrides, readConfiguration(folders, values.option));
  const asker = new Asker(engine, { json: values.json === true, explain: values.explain === true, output });
  try {
    if (values.batch === undefined) await asker.ask('q1', question);
    else await asker.askAll(values.batch);
  } finally {
    await engine.close();
  }
  return asker.failed ? 1 : 0;
}

/** Puts questions to the engine and prints each as it settles. */
class Asker {
  failed = false;
  readonly #ask: Ask;
  readonly #json: boolean;
  readonly #output: BatchOutput | null;
  readonly #options: Pick<QuestionInput, 'explain' | 'source'>;

  constructor(engine: Engine, { json, explain, output }: { json: boolean; explain: boolean; output: BatchOutput | null }) {
    this.#ask = asking(engine);
    this.#json = json;
    this.#output = output;
    this.#options = { source: 'batch', ...(explain && { explain }) };
  }

  /** Settles once the question is printed. */
  async ask(id: string, question: string): Promise<void> {
    this.#print({ ...(await this.#ask(question, this.#options)), id });
  }

  async askAll(path: string): Promise<void> {
    const inFlight = new Set<Promise<void>>();
    const { left = 0 } = this.#output ?? {};
    if (left > 0) process.stderr.write(`${left} réponses sont déjà dans le fichier : la suite est traitée.\n`);
    for await (const line of readBatch(path)) {
      if (this.#output?.takes(line.id, line.ok ? line.question : line.text)) continue;
      if (!line.ok) {
        process.stderr.write(`Ligne ${line.line} : ni JSON valide ni {"id", "question"} ; ignorée.\n`);
        this.#print(
          settledWithout(
            { id: line.id, question: line.text },
            { status: 'failed', failure: { kind: 'line_unreadable', detail: line.id } },
          ),
        );
        continue;
      }
      const asked = this.ask(line.id, line.question).finally(() => inFlight.delete(asked));
      inFlight.add(asked);
      if (inFlight.size >= IN_FLIGHT) await Promise.race(inFlight);
    }
    await Promise.all(inFlight);
  }

  #print(settlement: Settlement): void {
    if (settlement.status !== 'answered' && settlement.status !== 'no_answer') this.failed = true;
    if (this.#output) return this.#output.write(JSON.stringify(settlement));
    process.stdout.write(`${this.#json ? JSON.stringify(settlement) : `${printSettlement(settlement)}\n`}\n`);
  }
}
