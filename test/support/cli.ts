import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ROOT } from './project.ts';

const Nomme = { nom: z.string().min(1), libelle: z.string().min(1) };

/** What `--explain` adds. */
const ExplicationShape = z.strictObject({
  compris: z.strictObject({
    question: z.string(),
    lectures: z.array(z.strictObject({ lu: z.string(), compris: z.string(), par: z.strictObject(Nomme) })),
    intention: z.strictObject(Nomme),
    sujet: z.array(z.string()),
    comptes: z.array(z.string()),
    articles: z.array(z.string()),
    montants: z.array(z.strictObject({ montant: z.int(), nature: z.string() })),
    taux: z.array(z.strictObject({ taux: z.number(), tva: z.boolean() })),
  }),
  candidats: z
    .array(
      z.strictObject({
        id: z.string(),
        genre: z.strictObject(Nomme),
        title: z.string(),
        lexical: z.number().nullable(),
        semantic: z.number().nullable(),
        fused: z.number(),
        score: z.number(),
        apports: z.array(z.strictObject({ ...Nomme, valeur: z.number(), poids: z.number(), apport: z.number() })),
      }),
    )
    .max(10),
  decision: z.strictObject({
    regle: z.string(),
    retenu: z.string().nullable(),
    confiance: z.number(),
    seuil: z.number(),
    pourquoi: z.string().min(1),
  }),
});

/** The object of interfaces.md, as people's scripts read it. */
export const SettlementShape = z
  .object({
    id: z.string(),
    question: z.string(),
    status: z.enum(['answered', 'no_answer', 'failed', 'cancelled', 'timed_out']),
    answer: z.string(),
    entries: z.array(
      z.object({
        compte: z.string().regex(/^[1-9]\d{0,3}$/),
        intitule: z.string().min(1),
        sens: z.enum(['debit', 'credit']),
        montant: z.int().positive().nullable(),
      }),
    ),
    citations: z.array(
      z.object({
        id: z.string().min(1),
        title: z.string().min(1),
        reference: z.string().min(1),
        excerpt: z.string().min(1),
        comptes: z.array(z.string()),
        score: z.number().min(0).max(1),
      }),
    ),
    confidence: z.number().min(0).max(1),
    failure: z.strictObject({ kind: z.string().min(1), message: z.string().min(1) }).optional(),
    timings: z.strictObject({
      queued_ms: z.number().min(0),
      embed_ms: z.number().min(0),
      lexical_ms: z.number().min(0),
      semantic_ms: z.number().min(0),
      answer_ms: z.number().min(0),
      total_ms: z.number().min(0),
    }),
    worker: z.int().positive().nullable(),
    cached: z.boolean(),
    explication: z.array(ExplicationShape).optional(),
  })
  .strict()
  .refine(({ status, failure }) => (status === 'failed') === (failure !== undefined), 'failure only when failed');

export type SettlementLine = z.infer<typeof SettlementShape>;

export interface CliResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Starts the real command line, as `npm run` does. */
export function startCli(args: string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(process.execPath, [join(ROOT, 'scripts/run.js'), 'cli', ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

/** Runs it to its end. */
export async function runCli(args: string[], { stdin = '', env = {} }: { stdin?: string; env?: NodeJS.ProcessEnv } = {}) {
  const child = startCli(args, env);
  child.stdin?.on('error', () => {}); // a command that refuses its arguments does not read
  child.stdin?.end(stdin);
  return collect(child);
}

/** Everything a process writes until it ends. */
export function collect(child: ChildProcess): Promise<CliResult> {
  const result: CliResult = { code: null, stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (result.stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (result.stderr += text));
  return new Promise((resolve) => child.once('close', (code) => resolve({ ...result, code })));
}

/** Every line of `stdout` as a settlement; fails on any other line. */
export function settlementsOf(stdout: string): SettlementLine[] {
  assert(stdout.endsWith('\n'), 'the last line is complete');
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => SettlementShape.parse(JSON.parse(line)));
}

/** Process ids of the question workers that `parent` has started; Linux only. */
export function workersOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === parent && commandOf(pid).includes('question.worker'));
}

/** True while the process exists and is not merely waiting to be collected. */
export function isAlive(pid: number): boolean {
  const state = statOf(pid)?.[0];
  return state !== undefined && state !== 'Z';
}

function parentOf(pid: number): number {
  return Number(statOf(pid)?.[1]);
}

/** State and parent, the fields after the command's name in /proc/PID/stat. */
function statOf(pid: number): string[] | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
  } catch {
    return null; // it has just ended
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
