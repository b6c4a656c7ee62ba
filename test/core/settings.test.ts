import assert from 'node:assert/strict';
import { it } from 'node:test';
import { defaultSettings, defaultWorkerCount } from '../../core/engine/settings.ts';

it('there is a worker per core as far as memory allows, never none and never more than four', () => {
  const counts = [
    [1, 4],
    [2, 8],
    [16, 64],
    [8, 3.2],
    [8, 2],
    [8, 0.5],
  ].map(([cores = 0, memoryGb = 0]) => defaultWorkerCount(cores, memoryGb));
  assert.deepEqual(counts, [1, 2, 4, 2, 1, 1]);
});

it('workers share the cores for their threads, and each has at least one', () => {
  const folders = { indexDir: '/i', modelDir: '/m' };
  const threads = (cores: number, workers: number): number =>
    defaultSettings({ cores, memoryGb: 64 }, folders, { workers }).workerOptions.threads;
  assert.deepEqual([threads(8, 2), threads(2, 2), threads(2, 4), threads(4, 1)], [4, 1, 1, 4]);
  assert.equal(defaultSettings({ cores: 2, memoryGb: 8 }, folders, { workers: 0 }).workers, 1);
});
