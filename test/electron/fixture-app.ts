import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { builtDist, ROOT } from '../support/project.ts';
import { launchDouble } from './launch-double.ts';
import type { DoubleRun } from './launch-double.ts';

const PAGE = `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>page</title>
<script src="/early.js"></script></head><body><p>page</p></body></html>`;

/** Notes what a script of the page can see before anything else has run. */
const EARLY = `window.seenEarly = { api: typeof window.ohada, require: typeof window.require, process: typeof window.process };`;

/** The built main process and preload script, unchanged, with an empty page and the obedient worker. */
export interface FixtureApp extends DoubleRun {
  dist: string;
}

/** Starts the fixture on the double; `close` also removes its files. */
export async function startFixture(options: { userData?: string } = {}): Promise<FixtureApp> {
  const dist = join(mkdtempSync(join(tmpdir(), 'ohada-fixture-')), 'dist');
  cpSync(join(builtDist(), 'main'), join(dist, 'main'), { recursive: true });
  mkdirSync(join(dist, 'renderer'));
  writeFileSync(join(dist, 'package.json'), '{"type":"module"}');
  writeFileSync(join(dist, 'renderer/index.html'), PAGE);
  writeFileSync(join(dist, 'renderer/early.js'), EARLY);
  await build({
    entryPoints: { 'question.worker': join(ROOT, 'test/electron/stub.worker.ts') },
    outdir: join(dist, 'workers'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
  });
  const run = launchDouble({ dist, ...options });
  void run.exited.then(() => rmSync(join(dist, '..'), { recursive: true, force: true }));
  return { ...run, dist };
}
