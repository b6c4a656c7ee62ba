import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { cpSync, existsSync, globSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { QUESTION_WORKER_ENTRY } from '../../core/engine/live-worker.ts';
import type { QuestionWorkerApi } from '../../core/contract.ts';
import type { Settlement } from '../../core/domain/settlement.ts';
import { DEFAULT_MODEL } from '../../core/default-model.ts';
import { remote } from '../../core/ipc/remote.ts';
import { spawnChild } from '../../hosts/spawn-child.ts';
import { checkPackage } from '../../scripts/packaging/check-package.ts';
import { launchDouble } from '../electron/launch-double.ts';
import { Desk } from '../ui/desk.ts';
import { packApp } from './pack.ts';
import type { PackedApp } from './pack.ts';

const QUESTION = 'Comment comptabiliser un achat de marchandises à crédit de 1 000 000 F HT avec une TVA à 18 % ?';
const TARGET = { platform: 'linux', arch: 'x64' } as const;

const skip = process.platform === 'linux' && process.arch === 'x64' ? false : 'the stand-in Electron is one for Linux x64';

describe('the packed application', { skip }, () => {
  let app: PackedApp;
  before(() => {
    app = packApp();
  });
  after(() => app.remove());

  test('holds the bundles and nothing of their sources', () => {
    const bundles = [
      'main/main.js',
      'main/preload.cjs',
      'renderer/index.html',
      'renderer/questions.json',
      'workers/question.worker.js',
      'hosts/cli.js',
    ];
    for (const file of bundles) assert.ok(app.packed.includes(`dist/${file}`), file);
    const folders = new Set(app.packed.map((path) => path.split('/')[0]));
    assert.deepEqual([...folders].sort(), ['dist', 'node_modules', 'package.json']);
    assert.deepEqual(
      app.packed.filter((path) => /\.(ts|tsx|map)$/.test(path)),
      [],
    );
  });

  test('holds the modules that are loaded, and no others', () => {
    const modules = app.packed
      .filter((path) => path.endsWith('/package.json'))
      .map((path) => path.slice('node_modules/'.length, -'/package.json'.length));
    assert.deepEqual(modules.filter((name) => !name.includes('/dist/')).sort(), [
      '@huggingface/transformers',
      'better-sqlite3',
      'bindings',
      'file-uri-to-path',
      'hnswlib-node',
      'onnxruntime-common',
      'onnxruntime-node',
      'sharp',
    ]);
    assert.match(readFileSync(join(app.plain.resources, 'app/node_modules/sharp/index.cjs'), 'utf8'), /no image library/);
  });

  test('has its data beside the archive, and stays within its size', () => {
    assert.deepEqual(checkPackage(app.resources, TARGET), []);
    const bytes = globSync('**/*', { cwd: app.resources }).reduce((sum, name) => {
      const stat = statSync(join(app.resources, name));
      return sum + (stat.isFile() ? stat.size : 0);
    }, 0);
    assert.ok(bytes < 150 * 2 ** 20, `${Math.round(bytes / 2 ** 20)} MiB without Electron`);
  });

  test('has its fuses set: no Node in disguise, no debugger, no code from outside the archive', async () => {
    const wire = await getCurrentFuseWire(app.program);
    const state = (fuse: FuseV1Options): string => String.fromCharCode(wire[fuse] ?? 0);
    assert.equal(state(FuseV1Options.RunAsNode), '0');
    assert.equal(state(FuseV1Options.EnableNodeOptionsEnvironmentVariable), '0');
    assert.equal(state(FuseV1Options.EnableNodeCliInspectArguments), '0');
    assert.equal(state(FuseV1Options.EnableEmbeddedAsarIntegrityValidation), '1');
    assert.equal(state(FuseV1Options.OnlyLoadAppFromAsar), '1');
    assert.equal(state(FuseV1Options.GrantFileProtocolExtraPrivileges), '0');
  });

  test('its command line answers a question', async () => {
    const child = fork(join(app.plain.dist, 'hosts/cli.js'), ['ask', '--json', QUESTION], { silent: true, execArgv: [] });
    let stdout = '';
    let stderr = '';
    child.stdout?.on('data', (chunk) => (stdout += String(chunk)));
    child.stderr?.on('data', (chunk) => (stderr += String(chunk)));
    const code = await new Promise((resolve) => child.once('close', resolve));
    assert.equal(code, 0, stderr);
    const settlement = JSON.parse(stdout) as Settlement;
    assert.equal(settlement.status, 'answered');
    assert.deepEqual(
      settlement.entries.map(({ compte, montant }) => [compte, montant]),
      [
        ['6011', 1_000_000],
        ['4452', 180_000],
        ['4011', 1_180_000],
      ],
    );
  });

  test('its question worker opens the packed index and model, and answers', async () => {
    const worker = spawnChild(join(app.plain.dist, 'workers'))(QUESTION_WORKER_ENTRY);
    try {
      const api = remote<QuestionWorkerApi>(worker.endpoint);
      const died = worker.exited.then(({ code }) => Promise.reject(new Error(`the worker ended with ${code}`)));
      const { resources } = app.plain;
      const modelDir = join(resources, 'models', DEFAULT_MODEL);
      const opened = await Promise.race([api.open({ indexDir: join(resources, 'index'), modelDir, threads: 1 }), died]);
      assert.ok(opened.ok, JSON.stringify(opened));
      const answer = await Promise.race([api.answer(QUESTION), died]);
      assert.ok(answer.ok && answer.value.finding.status === 'answered', JSON.stringify(answer));
      assert.ok(answer.value.timings.embed_ms > 0 && answer.value.timings.semantic_ms > 0, 'semantic search took part');
      died.catch(() => {}); // from here on it is ended by us
    } finally {
      worker.kill();
    }
  });

  test('its window, on the Electron double as installed, answers a question', async () => {
    const run = launchDouble({ dist: app.plain.dist, resources: app.plain.resources });
    try {
      const desk = new Desk(await run.page());
      await desk.askAndWait(QUESTION);
      assert.match((await desk.answer.textContent()) ?? '', /6011/);
    } finally {
      await run.close();
    }
  });

  test('an unsound package is refused with the reason', () => {
    const copy = join(app.plain.resources, '../damaged');
    const damage = (change: (folder: string) => void): string => {
      rmSync(copy, { recursive: true, force: true });
      cpSync(app.resources, copy, { recursive: true });
      change(copy);
      return checkPackage(copy, TARGET).join('\n');
    };
    const modules = 'app.asar.unpacked/node_modules';
    const remove = (path: string) => (folder: string) => {
      assert.ok(existsSync(join(folder, path)), path);
      rmSync(join(folder, path), { recursive: true });
    };
    assert.match(damage(remove(`${modules}/better-sqlite3/prebuilds`)), /^SQLite \(better-sqlite3\) is missing$/);
    assert.match(
      damage(remove(`${modules}/hnswlib-node/build/Release/addon.node`)),
      /^vector index \(hnswlib-node\) is missing$/,
    );
    assert.match(
      damage(remove(`${modules}/onnxruntime-node/bin`)),
      /ONNX Runtime \(binding\) is missing\nONNX Runtime \(library\)/,
    );
    assert.match(
      damage((folder) => writeFileSync(join(folder, 'index/vectors.hnsw'), '')),
      /^index\/vectors.hnsw is missing or empty$/,
    );
    const foreign = join('node_modules/better-sqlite3/prebuilds/win32-x64.node');
    assert.match(
      damage((folder) => cpSync(foreign, join(folder, 'stray.node'))),
      /^stray.node is for win32-x64, not linux-x64$/,
    );
    const problems = checkPackage(app.resources, { platform: 'win32', arch: 'x64' }).join('\n');
    assert.match(problems, /addon.node is for linux-x64, not win32-x64/);
    assert.match(problems, /ONNX Runtime/);
  });
});
