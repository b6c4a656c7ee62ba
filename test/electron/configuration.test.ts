import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { EngineStatus, PageApi } from '../../core/contract.ts';
import { launchDouble, type DoubleRun } from './launch-double.ts';

/** The built application with this file in the user's data folder. */
function launchWith(t: TestContext, configuration: string): DoubleRun {
  const userData = join(mkdtempSync(join(tmpdir(), 'ohada-configuration-')), 'Données');
  mkdirSync(userData);
  writeFileSync(join(userData, 'concurrency.yaml'), configuration);
  const run = launchDouble({ userData });
  t.after(async () => {
    await run.close();
    rmSync(join(userData, '..'), { recursive: true, force: true, maxRetries: 5 });
  });
  return run;
}

const statusIn = async (run: DoubleRun): Promise<EngineStatus> =>
  (await run.page()).evaluate(() => (globalThis as unknown as { ohada: PageApi }).ohada.status());

test('a configuration with a mistake neither keeps the window from opening nor applies, and the window tells', async (t) => {
  const run = launchWith(t, 'workers:\n  count: 0\n');
  const page = await run.page();
  const alert = page.getByRole('alert').filter({ hasText: 'workers.count' });
  await alert.waitFor();
  assert.match(
    (await alert.textContent()) ?? '',
    /concurrency\.yaml : « workers\.count » attend auto ou un nombre entier de 1 à 16, pas 0\./,
  );
  const { workers, failure } = await statusIn(run);
  assert(workers.length >= 1);
  assert.equal(failure, null);
  assert.match(run.stderr(), /workers\.count/);
});

test('a configuration in the user’s data applies to the window, and its page may change the number of workers', async (t) => {
  const run = launchWith(t, 'workers:\n  count: 3\n');
  const page = await run.page();
  assert.equal((await statusIn(run)).workers.length, 3);
  const resize = (workers: number): Promise<string> =>
    page.evaluate(
      (count) =>
        (globalThis as unknown as { ohada: PageApi }).ohada.resize(count).then(
          () => 'done',
          () => 'refused',
        ),
      workers,
    );
  assert.equal(await resize(1), 'done');
  assert.deepEqual((await statusIn(run)).workers.filter(({ state }) => state !== 'retiring').length, 1);
  for (const nonsense of [0, 17, 1.5, Number.NaN]) assert.equal(await resize(nonsense), 'refused');
});
