import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { runCli, settlementsOf, type CliResult, type SettlementLine } from '../support/cli.ts';
import { temporaryFolder } from '../support/knowledge.ts';

async function askBatch(
  t: TestContext,
  name: string,
  content: string | Uint8Array,
): Promise<CliResult & { settled: SettlementLine[] }> {
  const path = join(temporaryFolder(t), name);
  writeFileSync(path, content);
  const result = await runCli(['ask', '--json', '--batch', path, '--workers', '2']);
  return { ...result, settled: settlementsOf(result.stdout) };
}

const byId = (settled: SettlementLine[]): Map<string, SettlementLine> => new Map(settled.map((one) => [one.id, one]));

describe('ask --batch', () => {
  it('.jsonl: one line per question under its own id', async (t) => {
    const lines = [
      { id: 'a', question: 'Quel compte pour la caisse ?' },
      { id: 42, question: 'Comment comptabiliser un loyer ?' },
      { id: 'c', question: 'À quoi sert le compte 681 ?', note: 'kept out' },
    ];
    const { code, settled, stderr } = await askBatch(t, 'q.jsonl', lines.map((line) => JSON.stringify(line)).join('\n'));
    assert.equal(code, 0, stderr);
    assert.deepEqual(new Set(settled.map(({ id }) => id)), new Set(['a', '42', 'c']));
    for (const { id, question } of lines) assert.equal(byId(settled).get(String(id))?.question, question);
  });

  it('.jsonl with broken lines: each named by its number, all others answered, status 1', async (t) => {
    const content = [
      '\ufeff{"id":"first","question":"Quel compte pour la caisse ?"}',
      '{"id":"broken","question":',
      '',
      '["id","question"]',
      '{"id":"no-question"}',
      '{"id":null,"question":"x"}',
      '{"id":"last","question":"Comment comptabiliser un loyer ?"}\r',
    ].join('\n');
    const { code, settled, stderr } = await askBatch(t, 'q.jsonl', content);
    assert.equal(code, 1);
    const all = byId(settled);
    assert.deepEqual([all.get('first')?.status, all.get('last')?.status], ['answered', 'answered']);
    for (const line of [2, 4, 5, 6]) {
      assert.match(stderr, new RegExp(`^Ligne ${line} : `, 'm'));
      assert.equal(all.get(`ligne ${line}`)?.failure?.kind, 'line_unreadable');
    }
    assert.equal(settled.length, 6);
  });

  it('.txt: a question a line, blank lines skipped, numbered by line; Windows line ends', async (t) => {
    const { code, settled } = await askBatch(
      t,
      'q.txt',
      '\ufeffQuel compte pour la caisse ?\r\n\r\n   \r\nComment comptabiliser un loyer ?',
    );
    assert.equal(code, 0);
    assert.deepEqual(settled.map(({ id, question }) => [id, question]).sort(), [
      ['1', 'Quel compte pour la caisse ?'],
      ['4', 'Comment comptabiliser un loyer ?'],
    ]);
  });

  it('one bad question keeps no other from its answer', async (t) => {
    const questions = ['Quel compte pour la caisse ?', 'a'.repeat(100_000), '"*NEAR(', '?!', '\u202e\u0007 571 ?', '😀'];
    const { code, settled } = await askBatch(t, 'q.txt', questions.join('\n'));
    assert.equal(code, 1);
    const all = byId(settled);
    assert.equal(settled.length, 6);
    assert.equal(all.get('1')?.status, 'answered');
    assert.equal(all.get('2')?.failure?.kind, 'question_too_long');
    assert.notEqual(all.get('3')?.status, 'failed');
    assert.equal(all.get('4')?.failure?.kind, 'question_unreadable');
    assert.equal(all.get('5')?.citations[0]?.id, 'compte-571');
    assert.equal(all.get('6')?.failure?.kind, 'question_unreadable');
  });

  it('ids that come twice are both answered', async (t) => {
    const lines = ['Quel compte pour la caisse ?', 'Comment comptabiliser un loyer ?'];
    const { settled } = await askBatch(
      t,
      'q.jsonl',
      lines.map((question) => JSON.stringify({ id: 'same', question })).join('\n'),
    );
    assert.deepEqual(
      settled.map(({ id, status }) => [id, status]),
      [
        ['same', 'answered'],
        ['same', 'answered'],
      ],
    );
    assert.deepEqual(new Set(settled.map(({ question }) => question)), new Set(lines));
  });

  it('an empty file prints nothing and succeeds', async (t) => {
    const path = join(temporaryFolder(t), 'q.jsonl');
    writeFileSync(path, '\n');
    const { code, stdout } = await runCli(['ask', '--json', '--batch', path]);
    assert.deepEqual([code, stdout], [0, '']);
  });

  it('bytes that are no text lose nothing', async (t) => {
    const { settled } = await askBatch(
      t,
      'q.txt',
      Buffer.concat([Buffer.from([0xff, 0xfe, 0x80, 0x0a]), Buffer.from('compte 571')]),
    );
    assert.deepEqual([settled.length, byId(settled).get('2')?.status], [2, 'answered']);
  });

  it('- reads standard input', async () => {
    const stdin = '{"id":"x","question":"Quel compte pour la caisse ?"}\n';
    const { code, stdout } = await runCli(['ask', '--json', '--batch', '-'], { stdin });
    assert.equal(code, 0);
    assert.deepEqual(
      settlementsOf(stdout).map(({ id, status }) => [id, status]),
      [['x', 'answered']],
    );
  });

  it('identical questions are computed once', async (t) => {
    const { settled } = await askBatch(t, 'q.txt', Array.from({ length: 20 }, () => 'Quel compte pour la caisse ?').join('\n'));
    assert.equal(settled.length, 20);
    assert.equal(settled.filter(({ cached }) => !cached).length, 1);
    assert.equal(new Set(settled.map(({ answer }) => answer)).size, 1);
  });
});
