import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { EventHub } from '../../hosts/web/event-hub.ts';

const state = (question: string) => ({ id: 'a', question, state: 'queued', position: 1, wait_ms: null }) as const;

test('a reader gets a first comment, the events since it came, and heartbeats', async () => {
  const hub = new EventHub({ heartbeatMs: 10 });
  hub.publish(state('before'));
  const reader = hub.subscribe().setEncoding('utf8');
  hub.publish(state('after\nline'));
  let text = '';
  for await (const part of reader) {
    text += String(part);
    if (text.includes(': heartbeat')) break;
  }
  const event = `event: question\ndata: ${JSON.stringify(state('after\nline'))}\n\n`;
  assert.ok(text.startsWith(`: connected\n\n${event}: heartbeat\n\n`), text);
  hub.close();
});

test('a reader that falls behind is cut off, the others stay', async () => {
  const hub = new EventHub({ mostUnread: 1000 });
  const [slow, fast] = [hub.subscribe(), hub.subscribe()];
  const cut = once(slow, 'close');
  let read = 0;
  fast.on('data', (part: Buffer) => (read += part.length));
  for (let at = 0; at < 20; at++) {
    hub.publish(state('x'.repeat(100)));
    await new Promise((resolve) => setImmediate(resolve));
  }
  await cut;
  assert.equal(hub.size, 1);
  assert.ok(read > 2000);
  hub.close();
  await once(fast, 'end');
});

test('a reader that leaves is forgotten; closing ends the others after their last event', async () => {
  const hub = new EventHub();
  const [leaving, staying] = [hub.subscribe(), hub.subscribe()];
  leaving.destroy();
  await once(leaving, 'close');
  assert.equal(hub.size, 1);
  hub.publish(state('last'));
  hub.close();
  assert.match(Buffer.concat(await staying.toArray()).toString(), /"last".*\n\n$/);
});
