import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { boundedCall } from '../../core/engine/bounded-call.ts';
import type { Spawn, WorkerProcess } from '../../core/engine/spawn.ts';
import { remote } from '../../core/ipc/remote.ts';
import { systemClock } from '../../core/engine/system-clock.ts';
import { PROBE_ENTRY } from './build-probe.ts';
import type { ProbeApi } from './probe-api.ts';

/** How a transport starts processes that serve the probe, and what is left to do at the end. */
export interface Transport {
  spawn: Spawn;
  end?: () => void | Promise<void>;
}

/** Long enough for a process to start on a busy machine; only a failing test waits for it. */
const PATIENCE_MS = 60_000;

/** Requests that a peer without manners may send; each is answered with an error. */
const REFUSED: [what: string, request: Record<string, unknown>][] = [
  ['a property read', { type: 'GET', path: ['secret'] }],
  ['a read of a listed method', { type: 'GET', path: ['echo'] }],
  ['a property write', { type: 'SET', path: ['echo'], value: { type: 'RAW', value: 1 } }],
  ['a constructor', { type: 'CONSTRUCT', path: ['echo'], argumentList: [] }],
  ['the way to Function', { type: 'APPLY', path: ['echo', 'constructor'], argumentList: [{ type: 'RAW', value: 'return 1' }] }],
  ['a method of Object', { type: 'APPLY', path: ['toString'], argumentList: [] }],
  ['__proto__', { type: 'APPLY', path: ['__proto__'], argumentList: [] }],
  ['a method that is not listed', { type: 'APPLY', path: ['unlisted'], argumentList: [] }],
  ['no method', { type: 'APPLY', path: [], argumentList: [] }],
  ['a path that is no list', { type: 'APPLY', path: 'echo', argumentList: [] }],
  ['a call without arguments’ list', { type: 'APPLY', path: ['echo'] }],
  ['an argument that is nothing', { type: 'APPLY', path: ['echo'], argumentList: [null] }],
  ['a callback', { type: 'APPLY', path: ['echo'], argumentList: [{ type: 'HANDLER', name: 'proxy', value: {} }] }],
  ['a smuggled exception', { type: 'APPLY', path: ['echo'], argumentList: [{ type: 'HANDLER', name: 'throw', value: {} }] }],
  ['a new endpoint', { type: 'ENDPOINT' }],
  ['a release', { type: 'RELEASE' }],
  ['an unknown type', { type: 'NEWTYPE', path: ['echo'] }],
  ['nothing at all', {}],
];

/** Messages that are no requests: they must neither be answered nor do harm. */
const NOISE = [0, 42, '', 'text', [], {}, { id: 7, type: 'APPLY' }, { id: null }, { type: 'RELEASE' }, { data: { id: 'x' } }];

/** One suite for every transport: what the engine relies on when it speaks to a worker. */
export function contractSuite(name: string, open: () => Promise<Transport>): void {
  describe(`contract over ${name}`, () => {
    let transport: Transport;
    let started: WorkerProcess[] = [];

    before(async () => {
      transport = await open();
    });
    afterEach(async () => {
      for (const peer of started) peer.kill();
      await Promise.all(started.map(({ exited }) => exited));
      started = [];
    });
    after(() => transport.end?.());

    function start(): { peer: WorkerProcess; api: ProbeApi } {
      const peer = transport.spawn(PROBE_ENTRY);
      started.push(peer);
      return { peer, api: remote<ProbeApi>(peer.endpoint) };
    }

    const bounded = <T>(call: Promise<T>, peer: WorkerProcess, ms = PATIENCE_MS) =>
      boundedCall(call, peer.exited, systemClock, ms);

    it('a call is answered; values arrive as they were', async () => {
      const { api } = start();
      const value = {
        texte: 'œuvre, été, 😀',
        rien: null,
        absent: undefined,
        pas: Number.NaN,
        liste: [1, [2]],
        date: new Date(0),
      };
      assert.deepEqual(await api.echo(value), value);
    });

    it('typed arrays arrive as typed arrays, both ways', async () => {
      const { api } = start();
      const numbers = Float32Array.from({ length: 100_000 }, (_, at) => at % 7);
      assert.equal(
        await api.sum(numbers),
        numbers.reduce((total, number) => total + number, 0),
      );
      const back = await api.echo(numbers.subarray(0, 9));
      assert(back instanceof Float32Array);
      assert.deepEqual([...back], [0, 1, 2, 3, 4, 5, 6, 0, 1]);
      assert.equal(numbers.length, 100_000, 'nothing was taken away from the sender');
    });

    it('replies that come in another order reach their own calls', async () => {
      const { api } = start();
      const late = api.afterCalls(20);
      const echoes = Array.from({ length: 20 }, (_, at) => api.echo(at));
      assert.deepEqual(await Promise.all(echoes), [...Array(20).keys()]);
      assert.equal(await late, 20);
    });

    it('an exception arrives as a rejection with its message', async () => {
      const { peer, api } = start();
      await assert.rejects(api.fail('hors limites'), /hors limites/);
      assert.deepEqual(await bounded(api.fail('encore'), peer), { kind: 'error', message: 'encore' });
    });

    it('what cannot be sent settles as an error on either side', async () => {
      const { api } = start();
      await assert.rejects(api.echo(() => 'code'));
      await assert.rejects(api.leakFunction());
      assert.equal(await api.echo('still there'), 'still there');
    });

    it('only plain calls of listed methods are served; all else is refused and settles', async () => {
      const { peer, api } = start();
      const answers = new Map<string, unknown>();
      peer.endpoint.onMessage((message) => {
        const { id, ...rest } = message as { id: string };
        answers.set(id, rest);
      });
      REFUSED.forEach(([, request], at) => peer.endpoint.send({ id: `refused-${at}`, ...request }));
      await api.echo('after them');
      REFUSED.forEach(([what], at) => {
        const answer = answers.get(`refused-${at}`) as { name?: string; value?: { value: { message: string } } } | undefined;
        assert.equal(answer?.name, 'throw', what);
        assert.equal(answer?.value?.value.message, 'call refused', what);
      });
    });

    it('the same through Comlink’s own hands: reads, constructors and unknown methods reject', async () => {
      const { api } = start();
      const loose = api as unknown as Record<string, PromiseLike<unknown>> & {
        unlisted: () => Promise<unknown>;
        echo: new () => Promise<unknown>;
      };
      await assert.rejects(async () => await loose['secret'], /refused/);
      await assert.rejects(async () => await loose.unlisted(), /refused/);
      await assert.rejects(async () => await new loose.echo(), /refused/);
      assert.equal(await api.echo('still served'), 'still served');
    });

    it('messages that are no calls are neither answered nor harmful', async () => {
      const { peer, api } = start();
      let unexpected = 0;
      await api.echo('opened');
      peer.endpoint.onMessage((message) => void ((message as { type?: string }).type !== 'RAW' && unexpected++));
      for (const message of NOISE) peer.endpoint.send(message);
      assert.equal(await api.echo('after them'), 'after them');
      assert.equal(unexpected, 0);
    });

    it('a call settles when the peer hangs', async () => {
      const { peer, api } = start();
      await api.echo('opened');
      assert.deepEqual(await bounded(api.hang(), peer, 30), { kind: 'timeout' });
      assert.equal(await api.echo('still there'), 'still there');
    });

    it('calls settle when the peer ends by itself', async () => {
      const { peer, api } = start();
      const calls = [api.hang(), api.die(7), api.echo('too late')].map((call) => bounded<unknown>(call, peer));
      const outcomes = await Promise.all(calls);
      assert.deepEqual([outcomes[0]?.kind, outcomes[1]?.kind], ['exit', 'exit']);
    });

    it('calls settle when the peer is killed, also those made afterwards', async () => {
      const { peer, api } = start();
      await api.echo('opened');
      const before = bounded(api.hang(), peer);
      peer.kill();
      assert.equal((await before).kind, 'exit');
      assert.equal((await bounded(api.echo('to nobody'), peer)).kind, 'exit');
      peer.kill(); // twice does no harm
    });

    it('a peer that cannot start has exited', async () => {
      const peer = transport.spawn('no-such.worker');
      started.push(peer);
      assert.equal((await bounded(remote<ProbeApi>(peer.endpoint).echo(1), peer)).kind, 'exit');
    });
  });
}
