import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, type BuildOptions, type BuildResult } from 'esbuild';
import { parseQuestionSet } from '../../core/quality/question-set.ts';
import { PROJECT } from './project.ts';

const DIST = join(PROJECT, 'dist');
const STAMP = join(DIST, 'sources.sha256');
const PAGE = join(DIST, 'renderer', 'index.html');
/** The judged questions, as the page reads them. */
const QUESTIONS = join(DIST, 'renderer', 'questions.json');
const QUESTIONS_SOURCE = 'test/ranking/questions.jsonl';
const SOURCES = ['core', 'platform', 'workers', 'main', 'hosts', 'renderer'];

/** Native modules and what loads them stay outside: they come from node_modules at run time. */
const EXTERNAL = ['electron', 'better-sqlite3', 'hnswlib-node', '@huggingface/transformers'];

const NODE: BuildOptions = {
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  external: EXTERNAL,
  sourcemap: 'linked',
  metafile: true,
  logLevel: 'warning',
};

/** For ES module bundles: some bundled libraries are CommonJS and call require(). */
const REQUIRE = {
  js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
};

/**
 * Builds every bundle under dist/ when a source changed since the last time; true when it did. Files are replaced one by
 * one: an application that is running from dist/ meanwhile starts its next worker from there.
 */
export async function buildBundles({ force = false } = {}): Promise<boolean> {
  const stamp = sourcesHash();
  if (!force && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) return false;
  // Gone until everything is built: what a failed build leaves behind is not up to date.
  rmSync(STAMP, { force: true });
  const built = await Promise.all([
    build({
      ...NODE,
      banner: REQUIRE,
      entryPoints: globSync(join(PROJECT, 'workers/*.worker.ts')),
      outdir: join(DIST, 'workers'),
    }),
    build({ ...NODE, banner: REQUIRE, entryPoints: [join(PROJECT, 'main/main.ts')], outdir: join(DIST, 'main') }),
    build({ ...NODE, banner: REQUIRE, entryPoints: [join(PROJECT, 'hosts/cli.ts')], outdir: join(DIST, 'hosts') }),
    buildPreload(),
    buildRenderer(),
  ]);
  removeAllBut(
    new Set(
      [PAGE, QUESTIONS, ...built.flatMap(({ metafile }) => Object.keys(metafile?.outputs ?? {}))].map((file) => resolve(file)),
    ),
  );
  writeFileSync(STAMP, stamp);
  return true;
}

/** Removes what earlier builds left in dist/. */
function removeAllBut(files: Set<string>): void {
  const present = globSync('**/*', { cwd: DIST, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const path of present.map((entry) => join(entry.parentPath, entry.name)))
    if (!files.has(path)) rmSync(path, { force: true });
}

/** A sandboxed preload must be one CommonJS file. */
function buildPreload() {
  return build({
    ...NODE,
    format: 'cjs',
    entryPoints: [join(PROJECT, 'main/preload.ts')],
    outfile: join(DIST, 'main/preload.cjs'),
  });
}

async function buildRenderer(): Promise<BuildResult> {
  const outdir = join(DIST, 'renderer');
  mkdirSync(outdir, { recursive: true });
  copyFileSync(join(PROJECT, 'renderer/index.html'), PAGE);
  writeFileSync(QUESTIONS, JSON.stringify(parseQuestionSet(readFileSync(join(PROJECT, QUESTIONS_SOURCE), 'utf8'))));
  return build({
    bundle: true,
    metafile: true,
    platform: 'browser',
    target: 'chrome140',
    format: 'esm',
    minify: true,
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    entryPoints: [join(PROJECT, 'renderer/main.tsx')],
    outdir,
    logLevel: 'warning',
  });
}

function sourcesHash(): string {
  const files = SOURCES.flatMap((folder) => globSync(`${folder}/**/*.{ts,tsx,css,html,json}`, { cwd: PROJECT })).sort();
  const hash = createHash('sha256');
  for (const file of [...files, QUESTIONS_SOURCE, 'package-lock.json', 'scripts/lib/bundles.ts'])
    hash.update(file).update(readFileSync(join(PROJECT, file)));
  return hash.digest('hex');
}
