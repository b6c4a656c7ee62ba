import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Settlement } from '../../core/domain/settlement.ts';
import { startServe, type WebShellProcess } from '../support/web-shell.ts';

let shell: WebShellProcess;
before(async () => (shell = await startServe({})));
after(() => shell.stop());

const QUESTION = 'Quel compte pour le loyer d’un bureau ?';

const post = (question: object) => shell.post(JSON.stringify({ questions: [question] }));

async function settled(question: { id: string; question: string; explain?: boolean; priority?: string }): Promise<Settlement> {
  const events = await shell.events();
  assert.equal((await post(question)).status, 202);
  const [settlement] = await events.settled([question.id]);
  events.close();
  assert(settlement);
  return settlement;
}

test('a question may ask how its answer came about; others never see that', async () => {
  const plain = await settled({ id: 'p1', question: QUESTION });
  assert(!('explication' in plain));
  const explained = await settled({ id: 'e1', question: QUESTION, explain: true });
  assert.equal(explained.explication?.[0]?.decision.retenu, plain.citations[0]?.id);
  assert.deepEqual([explained.answer, explained.cached], [plain.answer, false]);
  const again = await settled({ id: 'p2', question: QUESTION });
  assert.deepEqual([again.cached, 'explication' in again], [true, false]);
});

test('a bulk question is answered, and never from the cache', async () => {
  await settled({ id: 'p3', question: QUESTION });
  const bulk = await settled({ id: 'b1', question: QUESTION, priority: 'bulk' });
  assert.deepEqual([bulk.status, bulk.cached], ['answered', false]);
});

test('other values of the two fields are refused with the reason', async () => {
  for (const [wrong, says] of [
    [{ explain: false }, /explain/],
    [{ explain: 'oui' }, /explain/],
    [{ priority: 'high' }, /priority/],
    [{ why: true }, /why/],
  ] as const) {
    const reply = await post({ id: 'x', question: QUESTION, ...wrong });
    assert.equal(reply.status, 400);
    assert.match(reply.json().failure.message, says);
  }
});
