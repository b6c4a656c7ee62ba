import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import test, { type TestContext } from 'node:test';
import type { QuestionState } from '../../core/domain/question.ts';
import { createHttpClient } from '../../renderer/transport/http-client.ts';
import type { ConnectionState, PageClient } from '../../renderer/transport/page-client.ts';

const TOKEN = 'secret';

/** A stand-in for the local API: keeps what it was sent and lets a test speak on its event streams. */
class Api {
  readonly streams = new Set<ServerResponse>();
  readonly posted: string[] = [];
  readonly deleted: string[] = [];
  readonly known = new Map<string, unknown>();
  postStatus = 202;
  #server: Server | null = null;
  port = 0;

  async listen(): Promise<void> {
    this.#server = createServer((request, reply) => void this.#answer(request, reply));
    this.#server.listen(this.port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.port = (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.#server?.closeAllConnections();
    this.#server?.close();
    this.streams.clear();
    if (this.#server !== null) await once(this.#server, 'close');
    this.#server = null;
  }

  say(text: string): void {
    for (const stream of this.streams) stream.write(text);
  }

  async #answer(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    if (request.headers.authorization !== `Bearer ${TOKEN}`) return this.#send(reply, 401, {});
    if (path === '/api/events') {
      reply.writeHead(200, { 'content-type': 'text/event-stream' }).write(': open\n\n');
      this.streams.add(reply);
      return;
    }
    if (path === '/api/status') return this.#send(reply, 200, { workers: [] });
    const id = decodeURIComponent(path.replace('/api/questions/', ''));
    if (request.method === 'DELETE') return this.#send(reply, this.deleted.push(id) > 0 && this.known.has(id) ? 200 : 404, {});
    if (request.method === 'GET') return this.#send(reply, this.known.has(id) ? 200 : 404, this.known.get(id) ?? {});
    this.posted.push((await request.toArray()).join(''));
    this.#send(reply, this.postStatus, { ids: ['q1'] });
  }

  #send(reply: ServerResponse, status: number, value: unknown): void {
    reply.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  }
}

interface Setup {
  api: Api;
  client: PageClient;
  states: QuestionState[];
  connections: ConnectionState[];
}

async function setup(context: TestContext, token: string | null = TOKEN): Promise<Setup> {
  const api = new Api();
  await api.listen();
  const client = createHttpClient({ origin: `http://127.0.0.1:${api.port}`, token, reconnectMs: [10] });
  const states: QuestionState[] = [];
  const connections: ConnectionState[] = [];
  const ends = [client.onQuestionState((state) => states.push(state)), client.onConnection((state) => connections.push(state))];
  context.after(async () => {
    for (const end of ends) end();
    await api.close();
  });
  return { api, client, states, connections };
}

async function until(condition: () => boolean): Promise<void> {
  for (const end = Date.now() + 20_000; !condition();) {
    assert.ok(Date.now() < end, 'waited too long');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const event = (state: unknown): string => `event: question\ndata: ${JSON.stringify(state)}\n\n`;
const queued = { id: 'q1', question: 'é', state: 'queued', position: 3, wait_ms: 40 };

test('submit, cancel and status carry the token and the body', async (context) => {
  const { api, client } = await setup(context);
  assert.deepEqual(await client.submit([{ id: 'q1', question: 'é' }]), { ids: ['q1'] });
  assert.deepEqual(api.posted, ['{"questions":[{"id":"q1","question":"é"}]}']);
  assert.deepEqual(await client.status(), { workers: [] });
  api.known.set('a/b', {});
  assert.equal(await client.cancel('a/b'), true);
  assert.equal(await client.cancel('other'), false);
  assert.deepEqual(api.deleted, ['a/b', 'other']);
});

test('events arrive whole, also when cut inside a line and inside a character', async (context) => {
  const { api, states } = await setup(context);
  await until(() => api.streams.size === 1);
  const bytes = Buffer.from(event(queued) + ': heartbeat\n\nevent: other\ndata: {}\n\n' + event({ ...queued, position: 1 }));
  const cut = bytes.indexOf(0xc3) + 1;
  for (const stream of api.streams) stream.write(bytes.subarray(0, cut));
  await new Promise((resolve) => setTimeout(resolve, 20));
  for (const stream of api.streams) stream.write(bytes.subarray(cut));
  await until(() => states.length === 2);
  assert.deepEqual(states, [queued, { ...queued, position: 1 }]);
});

test('after a cut the client reconnects and asks for what is open', async (context) => {
  const { api, client, states, connections } = await setup(context);
  await until(() => api.streams.size === 1);
  // The client has its stream, too: one that opens during a submission has it ask for what this stand-in does not know.
  api.say(event({ ...queued, id: 'q0' }));
  await until(() => states.length === 1);
  states.length = 0;
  await client.submit(['q1', 'q2', 'q3'].map((id) => ({ id, question: id })));
  api.say(event({ id: 'q3', question: 'q3', state: 'settled', settlement: { id: 'q3', status: 'answered' } }));
  await until(() => states.length === 1);
  api.known.set('q1', { id: 'q1', question: 'q1', status: 'answered' });
  await api.close();
  await until(() => connections.at(-1) === 'unreachable');
  await api.listen();
  await until(() => states.length === 3);
  const outcome = states.flatMap((state) =>
    state.state === 'settled' ? [[state.id, state.settlement.failure?.kind ?? 'ok']] : [],
  );
  assert.deepEqual(Object.fromEntries(outcome), { q3: 'ok', q1: 'ok', q2: 'question_lost' });
  assert.deepEqual(connections, ['connected', 'unreachable', 'connected']);
});

test('a wrong token is told once and not tried again', async (context) => {
  const { api, client, connections } = await setup(context, 'wrong');
  await until(() => connections.at(-1) === 'token_rejected');
  await assert.rejects(client.submit([{ id: 'a', question: 'a' }]), { kind: 'token_rejected' });
  assert.equal(api.streams.size, 0);
});

test('without a token nothing is sent at all', async (context) => {
  const { api, client, connections } = await setup(context, null);
  assert.deepEqual(connections, ['token_missing']);
  await assert.rejects(client.submit([{ id: 'a', question: 'a' }]), { kind: 'token_rejected' });
  assert.deepEqual(api.posted, []);
});

test('refusals keep their kind', async (context) => {
  const { api, client } = await setup(context);
  for (const [status, kind] of [
    [429, 'rate_limited'],
    [413, 'too_large'],
    [400, 'rejected'],
  ] as const) {
    api.postStatus = status;
    await assert.rejects(client.submit([{ id: 'a', question: 'a' }]), { kind });
  }
});

test('the stream ends with the last listener', async (context) => {
  const api = new Api();
  await api.listen();
  context.after(() => api.close());
  const end = createHttpClient({ origin: `http://127.0.0.1:${api.port}`, token: TOKEN }).onQuestionState(() => undefined);
  await until(() => api.streams.size === 1);
  const [stream] = api.streams;
  const closed = once(stream as ServerResponse, 'close');
  end();
  await closed;
});
