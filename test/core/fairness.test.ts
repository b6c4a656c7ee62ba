import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { QuestionInput, QuestionSource } from '../../core/domain/question.ts';
import { newComputation } from '../../core/engine/computation.ts';
import { FairLanes } from '../../core/engine/fair-lanes.ts';
import { QuestionQueue } from '../../core/engine/question-queue.ts';
import { EngineBench } from '../support/engine-bench.ts';
import { settleMessages } from '../support/memory-endpoints.ts';
import { randomFrom } from '../support/random.ts';

const WEIGHTS = { window: 4, api: 2, batch: 1 };
const SOURCES: QuestionSource[] = ['window', 'api', 'batch'];
const from = (source: QuestionSource, name: string, priority?: 'bulk') => newComputation(name, { source, priority });
const names = (queue: Iterable<{ question: string }>): string[] => [...queue].map(({ question }) => question);
const many = (source: QuestionSource, count: number): QuestionInput[] =>
  Array.from({ length: count }, (_, at) => ({ id: `${source}${at}`, question: `Question ${source} ${at} ?`, source }));

/** One worker, which answers `count` questions one after the other. */
async function serve(bench: EngineBench, count: number): Promise<string[]> {
  for (let at = 0; at < count; at++) {
    bench.spawned[0]?.held[0]?.reply();
    await settleMessages();
  }
  return bench.spawned[0]?.asked.slice(0, count) ?? [];
}

describe('turns of the sources', () => {
  it('go by weight when all of them wait', () => {
    const lanes = new FairLanes(WEIGHTS);
    for (const source of SOURCES) for (let at = 0; at < 100; at++) lanes.push(from(source, `${source}${at}`));
    const counts = { window: 0, api: 0, batch: 0 };
    for (let at = 0; at < 70; at++) counts[lanes.shift()?.source ?? 'batch']++;
    assert.deepEqual(counts, { window: 40, api: 20, batch: 10 });
  });

  it('come at once for a source that was silent, whatever another has piled up, but give no credit for silence', () => {
    const lanes = new FairLanes(WEIGHTS);
    for (let at = 0; at < 1_000; at++) lanes.push(from('batch', `batch${at}`));
    for (let at = 0; at < 500; at++) lanes.shift();
    for (let at = 0; at < 20; at++) lanes.push(from('window', `window${at}`));
    const next = Array.from({ length: 11 }, () => lanes.shift()?.source);
    assert.equal(next[0], 'window');
    assert.equal(next.filter((source) => source === 'batch').length, 2, 'not ten of the newcomer first');
  });

  it('are not lost by those who cancelled: one question after a thousand cancelled ones waits for one turn', () => {
    const lanes = new FairLanes(WEIGHTS);
    const cancelled = Array.from({ length: 1_000 }, (_, at) => from('api', `api${at}`));
    for (const one of cancelled) lanes.push(one);
    for (let at = 0; at < 100; at++) lanes.push(from('batch', `batch${at}`));
    for (const one of cancelled) assert(lanes.remove(one));
    const last = from('api', 'dernière');
    lanes.push(last);
    assert(lanes.position(last) <= 2);
  });

  it('are what positions say: over random pushes, removals and runs', () => {
    const random = randomFrom(7);
    const queue = new QuestionQueue({ window: 3, api: 7, batch: 5 });
    const waiting: ReturnType<typeof from>[] = [];
    for (let step = 0; step < 2_000; step++) {
      const what = random.below(10);
      const chosen = waiting[random.below(waiting.length || 1)];
      if (what < 5) {
        const one = from(random.pick(SOURCES), `q${step}`, random.below(4) === 0 ? 'bulk' : undefined);
        waiting.push(one);
        if (random.below(10) === 0) queue.pushFront(one);
        else queue.push(one);
      } else if (what < 7 && chosen) {
        waiting.splice(waiting.indexOf(chosen), 1);
        queue.remove(chosen);
      } else if (what < 8 && chosen) {
        const before = queue.position(chosen);
        queue.promote(chosen, random.pick(SOURCES));
        assert(queue.position(chosen) <= before, 'nobody goes back');
      } else {
        const [expected] = queue;
        const ran = queue.shift();
        assert.equal(ran, expected);
        if (ran) waiting.splice(waiting.indexOf(ran), 1);
      }
      assert.equal(queue.length, waiting.length);
      const order = [...queue];
      assert.deepEqual(
        order.map((one) => queue.position(one)),
        order.map((_, at) => at + 1),
      );
    }
  });
});

describe('a thousand questions of one source', () => {
  it('do not keep the others waiting', async () => {
    const bench = await EngineBench.ready({ workers: 1, deadlineMs: 1e9 });
    await bench.engine.offer(many('batch', 1_000), 'lot');
    await bench.engine.offer(many('api', 5), 'programme');
    await bench.engine.submit(many('window', 5));
    const asked = await serve(bench, 16);
    const places = (source: string): number[] => asked.flatMap((text, at) => (text.includes(source) ? [at] : []));
    assert.equal(places('window').length, 5);
    assert.equal(places('api').length, 5);
    assert((places('window').at(-1) ?? 99) <= 10);
    await bench.engine.close();
  });

  it('leave room for the others in the bounded queue, and come with a refusal over their share', async () => {
    const bench = await EngineBench.ready({ workers: 1, queue: { max: 10, sourceSharePercent: 60 } });
    assert.equal((await bench.engine.offer(many('api', 6), 'a')).ok, true);
    const refused = await bench.engine.offer([{ id: 'x', question: 'Encore ?', source: 'api' }], 'a');
    assert.deepEqual(refused, { ok: false, failure: { kind: 'queue_full' }, retryAfterMs: null });
    await bench.engine.submit(many('window', 6));
    assert.deepEqual((await bench.engine.status()).queue.open, { window: 4, api: 6, batch: 0 });
    assert.equal(bench.settled('window4').failure?.kind, 'queue_full');
    assert.match(bench.settled('window5').failure?.message ?? '', /Reposez-la quand la file aura avancé/);
    assert.equal((await bench.engine.status()).queue.refused, 3);
    assert.equal(bench.timesAsked('Encore ?'), 0);
  });

  it('are taken again once there is room, and none of those taken is lost', async () => {
    const bench = await EngineBench.ready({ workers: 1, queue: { max: 4, sourceSharePercent: 100 } });
    assert.equal((await bench.engine.offer(many('api', 4), 'a')).ok, true);
    await bench.clock.advance(50);
    await serve(bench, 1);
    const late: QuestionInput[] = [1, 2, 3].map((at) => ({ id: `late${at}`, question: `Tard ${at} ?`, source: 'api' }));
    const refused = await bench.engine.offer(late, 'a');
    assert(!refused.ok);
    assert.equal(refused.retryAfterMs, 100, 'two more have to be done, 50 ms each');
    await serve(bench, 2);
    assert.equal((await bench.engine.offer(late, 'a')).ok, true);
    await serve(bench, 4);
    for (const { id } of [...many('api', 4), ...late]) assert.equal(bench.settled(id).status, 'answered');
  });

  it('may be more than the whole queue holds: taken once it is empty, instead of never', async () => {
    const bench = await EngineBench.ready({ workers: 1, queue: { max: 4, sourceSharePercent: 50 } });
    assert.equal((await bench.engine.offer(many('api', 5), 'a')).ok, true);
    assert.equal((await bench.engine.offer([{ id: 'y', question: 'Et ?', source: 'api' }], 'a')).ok, false);
    await serve(bench, 5);
    assert.equal((await bench.engine.offer([{ id: 'y', question: 'Et ?', source: 'api' }], 'a')).ok, true);
  });
});

describe('the estimated wait', () => {
  it('is unknown at first, then the measured time of the questions before, shared among the workers', async () => {
    const bench = await EngineBench.ready({ workers: 2 });
    await bench.engine.submit(many('window', 6));
    await settleMessages();
    const waits = (): unknown[] => bench.states.flatMap((state) => (state.state === 'queued' ? [[state.id, state.wait_ms]] : []));
    assert.deepEqual(waits().at(-1), ['window5', null]);
    await bench.clock.advance(400);
    await bench.reply('Question window 0 ?');
    await bench.clock.advance(100);
    assert.deepEqual(waits().at(-1), ['window5', 600], 'third of those waiting, 400 ms each, two workers');
  });
});

describe('a queue in order', () => {
  it('puts a question that came with a batch forward when the window asks it too', () => {
    const queue = new QuestionQueue(WEIGHTS);
    const batch = Array.from({ length: 10 }, (_, at) => from('batch', `b${at}`));
    for (const one of batch) queue.push(one);
    const wanted = batch[9];
    assert(wanted);
    queue.promote(wanted, 'window');
    assert(queue.position(wanted) <= 2);
    assert.equal(names(queue).length, 10);
  });
});
