import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { asking } from '../../core/asking.ts';
import { parseQuestionSet, type JudgedQuestion } from '../../core/quality/question-set.ts';
import { runSet } from '../../core/quality/run-set.ts';
import { scoreOf, scoresByKind, type JudgedSettlement, type Score } from '../../core/quality/score.ts';
import { readConfiguration } from '../configuration.ts';
import { locateFolders } from '../resources.ts';
import { startEngine } from '../start-engine.ts';
import { OPTION_FLAG, readArguments } from './arguments.ts';
import { UsageError } from './usage.ts';

const PARTS = ['reglage', 'mesure'] as const;

/** `eval:answers`: our own questions through the whole engine, scored by kind. Resolves to the exit status. */
export async function evaluateAnswers(args: string[]): Promise<number> {
  const { values } = readArguments({
    args,
    options: {
      set: { type: 'string' },
      part: { type: 'string' },
      json: { type: 'boolean' },
      failures: { type: 'boolean' },
      ...OPTION_FLAG,
    },
  });
  const folders = locateFolders();
  const path = resolve(values.set ?? join(folders.bundles, '..', '..', 'test', 'ranking', 'questions.jsonl'));
  const questions = ofPart(readSet(path), values.part);
  if (questions.length === 0) throw new UsageError(`Aucune question à évaluer dans ${path}.`);
  const engine = startEngine(folders, {}, readConfiguration(folders, values.option));
  try {
    const judged = await runSet(asking(engine), questions).finished;
    const text = values.json === true ? JSON.stringify(asJson(judged)) : table(judged);
    process.stdout.write(`${text}\n`);
    if (values.failures === true) process.stdout.write(`${failuresOf(judged).join('\n')}\n`);
    return judged.every(({ settlement }) => settlement.status === 'answered' || settlement.status === 'no_answer') ? 0 : 1;
  } finally {
    await engine.close();
  }
}

function readSet(path: string): JudgedQuestion[] {
  try {
    return parseQuestionSet(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new UsageError(`Jeu de questions illisible (${path}) : ${(error as Error).message}.`);
  }
}

function ofPart(questions: JudgedQuestion[], part: string | undefined): JudgedQuestion[] {
  if (part === undefined) return questions;
  if (!PARTS.some((known) => known === part)) throw new UsageError(`--part attend ${PARTS.join(' ou ')}, pas « ${part} ».`);
  return questions.filter((question) => question.part === part);
}

function asJson(judged: JudgedSettlement[]): object {
  return { total: scoreOf(judged), by_kind: Object.fromEntries(scoresByKind(judged)) };
}

function table(judged: JudgedSettlement[]): string {
  const heading = row('', ['questions', 'juste', 'et sourcé', 'faux', 'refus à tort']);
  const kinds = [...scoresByKind(judged)].map(([kind, score]) => row(kind, cells(score)));
  return [heading, ...kinds, row('ensemble', cells(scoreOf(judged)))].join('\n');
}

function cells({ questions, answer, strict, wrong, refused }: Score): string[] {
  const share = (count: number): string => `${((100 * count) / questions).toFixed(1)} %`;
  return [`${questions}`, share(answer), share(strict), `${wrong}`, `${refused}`];
}

const row = (name: string, parts: string[]): string => `${name.padEnd(14)}${parts.map((part) => part.padStart(13)).join('')}`;

/** What went wrong in the part one may tune on; the other part's failures are not to be read. */
function failuresOf(judged: JudgedSettlement[]): string[] {
  return judged
    .filter(({ question, verdict }) => question.part === 'reglage' && !verdict.answer)
    .map(({ question, settlement }) => {
      const first = settlement.citations[0]?.id ?? '–';
      return `${question.id}\t${question.question}\t${JSON.stringify(question.attendu)}\t${settlement.status} ${first}`;
    });
}
