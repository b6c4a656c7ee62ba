import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { z } from 'zod';
import type { AppStatus } from '../../core/contract.ts';
import { openApiDocument } from '../../hosts/web/openapi.ts';
import * as replies from '../../hosts/web/reply-schemas.ts';
import { createServer, type ServerParts } from '../../hosts/web/server.ts';
import { startServe, type Reply, type WebShellProcess } from '../support/web-shell.ts';

let shell: WebShellProcess;
before(async () => {
  shell = await startServe({ args: ['--option', 'monitoring.every_s=0.1'] });
});
after(() => shell.stop());

const fits = (schema: z.ZodType, reply: Reply): void => {
  const { error } = schema.safeParse(reply.json());
  assert.equal(error, undefined, `${reply.text.slice(0, 300)}\n${JSON.stringify(error?.issues.slice(0, 3))}`);
};

test('the description names exactly the routes that the server has', async (t) => {
  const routes = new Set<string>();
  const parts = {
    engine: { onQuestionState: () => () => {} },
    token: 't',
    rendererDir: import.meta.dirname,
    requestRates: { client: { perSecond: 1, burst: 1 }, all: { perSecond: 1, burst: 1 } },
    bodyLimit: 1000,
    requestTimeoutMs: 1000,
    maxConnections: 1,
    port: () => 0,
    isClosing: () => false,
  } as unknown as ServerParts;
  const app = createServer(parts, (instance) =>
    instance.addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat()) if (!url.endsWith('*')) routes.add(`${one} ${url.replace(/:(\w+)/, '{$1}')}`);
    }),
  );
  t.after(() => app.close());
  await app.ready();
  // Whatever else is asked for under /api is answered with 404 by one route for every method.
  const real = [...routes].filter((route) => !/ \/api\/?$/.test(route)).sort();
  const { paths } = openApiDocument() as { paths: Record<string, Record<string, unknown>> };
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  assert.deepEqual(described.sort(), real);
  assert.ok(real.length >= 10, 'routes were seen at all');
});

test('real replies are as described', async () => {
  const events = await shell.events();
  const accepted = await shell.submit([
    { id: 'o1', question: 'Comment comptabiliser un achat de 1 000 000 F HT ?' },
    { id: 'o2', question: 'Quelle heure est-il à Lomé ?' },
    { id: 'o3', question: '' },
  ]);
  assert.equal(accepted.status, 202);
  fits(replies.submitReply, accepted);
  await events.settled(['o1', 'o2', 'o3']);
  events.close();
  for (const id of ['o1', 'o2', 'o3']) fits(replies.settlement, await shell.call({ path: `/api/questions/${id}` }));
  fits(replies.failureReply, await shell.call({ path: '/api/questions/unknown' }));
  fits(replies.failureReply, await shell.call({ path: '/api/status', authorised: false }));
  fits(replies.statusReply, await shell.call({ path: '/api/status' }));
  while ((await shell.call({ path: '/api/monitoring' })).json<{ samples: unknown[] }>().samples.length === 0);
  fits(replies.monitoringReply, await shell.call({ path: '/api/monitoring' }));
  const health = await shell.call({ path: '/health', authorised: false });
  assert.deepEqual([health.status, health.json<object>()], [200, { status: 'ok' }]);
});

test('open questions are as described too', async () => {
  const ids = Array.from({ length: 300 }, (_, at) => `w${at}`);
  await shell.submit(ids.map((id) => ({ id, question: `Comment comptabiliser un emprunt de ${id} F ?` })));
  const seen = await shell.call({ path: '/api/questions/w299' });
  assert.equal(seen.json<{ state?: string }>().state, 'queued');
  fits(replies.openQuestion, seen);
  for (const id of ids) await shell.call({ method: 'DELETE', path: `/api/questions/${id}` });
});

test('/openapi.json is served, with the token only', async () => {
  assert.equal((await shell.call({ path: '/openapi.json', authorised: false })).status, 401);
  const reply = await shell.call({ path: '/openapi.json' });
  assert.equal(reply.status, 200);
  assert.deepEqual(reply.json(), JSON.parse(JSON.stringify(openApiDocument())));
});

test('/metrics speaks Prometheus, counts what happened, with the token only', async () => {
  assert.equal((await shell.call({ path: '/metrics', authorised: false })).status, 401);
  assert.equal((await shell.call({ path: '/metrics', headers: { host: 'evil.example' } })).status, 403);
  const { text, headers } = await shell.call({ path: '/metrics' });
  assert.match(headers['content-type'] ?? '', /^text\/plain; version=0\.0\.4/);
  const value = (name: string): number => Number(new RegExp(`^${name.replace(/[{}]/g, '\\$&')} (\\S+)$`, 'm').exec(text)?.[1]);
  assert.ok(value('ohada_questions_total{status="answered"}') >= 1);
  assert.equal(value('ohada_questions_total{status="failed"}'), 1);
  assert.ok(value('ohada_question_seconds_count') >= 3);
  assert.ok(value('ohada_stage_seconds_sum{stage="answer"}') > 0);
  const { workers } = (await shell.call({ path: '/api/status' })).json<AppStatus>();
  assert.equal([...text.matchAll(/^ohada_worker_memory_bytes\{worker="\d+"\} [1-9]/gm)].length, workers.length);
  assert.ok(value('process_resident_memory_bytes') > 0);
  for (const line of text.split('\n').filter(Boolean)) assert.match(line, /^(# (HELP|TYPE) \S+ .+|[a-z_]\w*(\{[^}]*\})? \S+)$/);
});
