import assert from 'node:assert/strict';
import { it, type TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { fail } from '../../core/failures.ts';
import { loadEmbedder, type Embedder } from '../../workers/embedding/embedder.ts';
import { RestingEmbedder } from '../../workers/embedding/resting-embedder.ts';
import { MODEL_DIR } from '../support/knowledge.ts';

const IDLE_MS = 30;

/** The bundled model, and how often it was loaded. */
function resting(t: TestContext, idleMs: number): { embedder: RestingEmbedder; loads: () => number } {
  let loads = 0;
  const load = () => {
    loads++;
    return loadEmbedder(MODEL_DIR, 1);
  };
  const embedder = new RestingEmbedder(load, 200, idleMs);
  t.after(() => embedder.dispose());
  return { embedder, loads: () => loads };
}

async function released(embedder: RestingEmbedder): Promise<void> {
  while (embedder.isLoaded) await delay(5);
}

const embed = async (embedder: Pick<Embedder, 'embed'>, text: string): Promise<Float32Array> =>
  (await embedder.embed([text], 'query'))[0] ?? assert.fail('no vector');

it('loads the model for the first text only, once for several at a time, and gives its vectors', async (t) => {
  const { embedder, loads } = resting(t, 0);
  assert.deepEqual([embedder.isLoaded, loads()], [false, 0]);
  const [first, second] = await Promise.all([embed(embedder, 'loyer'), embed(embedder, 'caisse')]);
  const direct = await loadEmbedder(MODEL_DIR, 1);
  assert(direct.ok);
  t.after(() => direct.value.dispose());
  assert.deepEqual([first, second], [await embed(direct.value, 'loyer'), await embed(direct.value, 'caisse')]);
  assert.deepEqual([embedder.isLoaded, loads()], [true, 1]);
});

it('releases it when nobody has asked for a while, and the next text has the same vector as before', async (t) => {
  const { embedder, loads } = resting(t, IDLE_MS);
  const before = await embed(embedder, 'loyer du bureau');
  await released(embedder);
  assert.deepEqual(await embed(embedder, 'loyer du bureau'), before);
  assert.equal(loads(), 2);
});

it('keeps it as long as somebody asks, however long that takes', async (t) => {
  const { embedder, loads } = resting(t, IDLE_MS);
  const long = 'caisse et loyer '.repeat(200);
  const end = performance.now() + 5 * IDLE_MS;
  while (performance.now() < end) await embedder.embed([long, long, long, long], 'passage');
  assert.equal(loads(), 1);
});

it('never releases it when told so', async (t) => {
  const { embedder } = resting(t, 0);
  await embed(embedder, 'loyer');
  await delay(3 * IDLE_MS);
  assert(embedder.isLoaded);
});

it('that cannot be loaded gives texts no direction, says why, and is not tried again', async () => {
  let loads = 0;
  const embedder = new RestingEmbedder(
    async () => {
      loads++;
      return fail('runtime_unavailable', 'no binary');
    },
    200,
    IDLE_MS,
  );
  const vector = await embed(embedder, 'loyer');
  assert.equal(vector.length, 200);
  assert(vector.every((value) => value === 0));
  await embed(embedder, 'caisse');
  assert.deepEqual([embedder.failure, loads], [{ kind: 'runtime_unavailable', detail: 'no binary' }, 1]);
});
