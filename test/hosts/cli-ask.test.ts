import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { failureSentence } from '../../core/messages.fr.ts';
import { collect, runCli, settlementsOf, startCli } from '../support/cli.ts';
import { temporaryFolder } from '../support/knowledge.ts';

const PURCHASE = 'Comment comptabiliser un achat de marchandises à crédit de 1 000 000 F HT, TVA 18 % ?';

describe('ask, one question', () => {
  it('--json prints one object and nothing else; the entry balances', async () => {
    const { code, stdout } = await runCli(['ask', '--json', PURCHASE]);
    assert.equal(code, 0);
    const [settled, ...others] = settlementsOf(stdout);
    assert.deepEqual(others, []);
    assert(settled);
    assert.deepEqual([settled.id, settled.question, settled.status, settled.worker], ['q1', PURCHASE, 'answered', 1]);
    const total = (sens: string): number =>
      settled.entries.reduce((sum, line) => sum + (line.sens === sens ? Number(line.montant) : 0), 0);
    assert.deepEqual([total('debit'), total('credit')], [1_180_000, 1_180_000]);
    assert.match(settled.answer, /\[1\]/);
    assert(settled.timings.total_ms > 0);
  });

  it('without --json prints text a person reads: entry with totals, numbered sources', async () => {
    const { code, stdout } = await runCli(['ask', PURCHASE]);
    assert.equal(code, 0);
    const text = stdout.replaceAll(/[\u00a0\u202f]/g, ' ');
    assert.match(text, /^\? Comment comptabiliser/);
    assert.match(text, /6011 +.* +1 000 000/);
    assert.match(text, /Total +1 180 000 +1 180 000/);
    assert.match(text, /^\[1\] .+ — .+$/m);
  });

  it('--explain tells what was understood, the candidates and why; without it nothing of that is there', async () => {
    const { code, stdout } = await runCli(['ask', '--explain', PURCHASE]);
    assert.equal(code, 0);
    const text = stdout.replaceAll(/[\u00a0\u202f]/g, ' ');
    assert.match(text, /Demande : comment comptabiliser/);
    assert.match(text, /Montants : 1 000 000 F HT/);
    assert.match(text, /^ +1\. Achat de marchandises à crédit \(opération\)/m);
    assert.match(text, /« Achat de marchandises à crédit » \(\d+,\d\d\) devance « /);
    const json = await runCli(['ask', '--json', '--explain', PURCHASE]);
    const [explained] = settlementsOf(json.stdout);
    assert.equal(explained?.explication?.[0]?.decision.retenu, 'achat-marchandises-credit');
    const [plain] = settlementsOf((await runCli(['ask', '--json', PURCHASE])).stdout);
    assert(plain && !('explication' in plain));
  });

  it('words may come unquoted', async () => {
    const { code, stdout } = await runCli(['ask', '--json', 'compte', '571', '?']);
    assert.equal(code, 0);
    assert.equal(settlementsOf(stdout)[0]?.question, 'compte 571 ?');
  });

  it('an honest refusal is no failure: status 0', async () => {
    const { code, stdout } = await runCli(['ask', '--json', 'Quelle est la recette du poulet yassa ?']);
    const [settled] = settlementsOf(stdout);
    assert.deepEqual([code, settled?.status, settled?.entries], [0, 'no_answer', []]);
  });

  it('an empty, an unreadable and an endless question fail with their sentence: status 1', async () => {
    for (const [question, kind] of [
      ['', 'question_empty'],
      ['?!…', 'question_unreadable'],
      ['a'.repeat(100_000), 'question_too_long'],
    ] as const) {
      const { code, stdout } = await runCli(['ask', '--json', question]);
      const [settled] = settlementsOf(stdout);
      assert.deepEqual([code, settled?.failure?.kind], [1, kind]);
      assert(settled?.failure?.message.startsWith(failureSentence({ kind })));
    }
  });
});

describe('ask, called wrongly: status 2, nothing on stdout, and how the call should look', () => {
  const WRONG: [what: string, args: string[], says: RegExp][] = [
    ['an unknown option', ['ask', '--fast', 'caisse'], /Option inconnue : --fast/],
    ['an unknown short option', ['ask', '-x', 'caisse'], /Option inconnue : -x/],
    ['no question', ['ask'], /Donnez une question/],
    ['a question and a file', ['ask', '--batch', 'f.txt', 'caisse'], /Donnez une question/],
    ['--batch without a file', ['ask', '--batch'], /--batch/],
    ['no worker', ['ask', '--batch', 'f.txt', '--workers', '0'], /--workers attend un nombre entier de 1 à/],
    ['half a worker', ['ask', '--batch', 'f.txt', '--workers', '1.5'], /--workers/],
    ['too many workers', ['ask', '--batch', 'f.txt', '--workers', '1000'], /--workers/],
    [
      'a file that is not there',
      ['ask', '--batch', '/nulle/part.jsonl'],
      /« \/nulle\/part\.jsonl » ne peut pas être lu \(ENOENT\)/,
    ],
    ['a folder', ['ask', '--batch', '/tmp'], /ne peut pas être lu \(EISDIR\)/],
    ['an unknown command', ['aks', 'caisse'], /Commande inconnue : « aks »/],
    ['no command', [], /Commande inconnue/],
  ];
  for (const [what, args, says] of WRONG) {
    it(what, async () => {
      const { code, stdout, stderr } = await runCli(args);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, says);
      assert.match(stderr, /Usage :\n/);
      assert.doesNotMatch(stderr, /\n {4}at /, 'no stack');
    });
  }
});

describe('ask, when something is missing', () => {
  it('says so in a sentence for each question: status 1', async (t) => {
    const nowhere = temporaryFolder(t);
    const { code, stdout } = await runCli(['ask', '--json', 'Quel compte pour la caisse ?'], {
      env: { OHADA_RESOURCES: nowhere },
    });
    const [settled] = settlementsOf(stdout);
    assert.deepEqual([code, settled?.failure?.kind], [1, 'index_missing']);
    assert.match(settled?.failure?.message ?? '', /npm run build:index/);
    const spoken = await runCli(['ask', 'Quel compte pour la caisse ?'], { env: { OHADA_RESOURCES: nowhere } });
    assert.equal(spoken.code, 1);
    assert.match(spoken.stdout, /La base de connaissances est introuvable/);
  });

  it('--help tells how it is called: status 0', async () => {
    for (const args of [['ask', '--help'], ['--help'], ['serve', '-h']]) {
      const { code, stdout, stderr } = await runCli(args);
      assert.deepEqual([code, stderr], [0, ''], args.join(' '));
      assert.match(stdout, /^Usage :\n.*\bask\b/);
    }
  });

  it('ends quietly when its reader goes away', async (t) => {
    const file = join(temporaryFolder(t), 'questions.txt');
    writeFileSync(file, Array.from({ length: 300 }, (_, at) => `Quel compte pour la dépense ${at} ?`).join('\n'));
    const child = startCli(['ask', '--json', '--batch', file]);
    const ended = collect(child);
    child.stdout?.once('data', () => child.stdout?.destroy());
    const { stderr } = await ended;
    assert.doesNotMatch(stderr, /EPIPE|\n {4}at /);
  });
});
