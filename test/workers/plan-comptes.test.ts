import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { intitulesComplets, lignee, lirePlanComptes } from '../../workers/comptabilite/plan-comptes.ts';
import { CORPUS_DIR, temporaryFolder } from '../support/knowledge.ts';

const plan = lirePlanComptes(join(CORPUS_DIR, 'plan-comptes.csv'));

function read(lines: string[], t: TestContext): () => unknown {
  const path = join(temporaryFolder(t), 'plan.csv');
  writeFileSync(path, ['numero,intitule,statut', ...lines].join('\n'));
  return () => lirePlanComptes(path);
}

describe('the chart of accounts', () => {
  it('is complete: 1 412 entries, the nine classes among them, each under its parent', () => {
    assert.equal(plan.size, 1412);
    const classes = [...plan.values()].filter(({ parent }) => parent === null).map(({ numero }) => numero);
    assert.deepEqual(classes, ['1', '2', '3', '4', '5', '6', '7', '8', '9']);
    for (const { numero, parent } of plan.values()) {
      if (parent === null) continue;
      assert(plan.has(parent), numero);
      assert.equal(parent, numero.slice(0, -1));
    }
  });

  it('knows the path of an account', () => {
    assert.deepEqual(
      lignee(plan, '6011').map(({ numero }) => numero),
      ['6', '60', '601', '6011'],
    );
    assert.deepEqual(lignee(plan, '99999'), []);
  });

  it('gives every account a title that says enough by itself', () => {
    const titles = intitulesComplets(plan);
    assert.equal(titles.size, plan.size);
    const repeated = Map.groupBy(titles, ([, title]) => title);
    const ambiguous = [...repeated].filter(([, accounts]) => accounts.length > 1).map(([title]) => title);
    assert(ambiguous.length <= 5, ambiguous.join('\n'));
    for (const [numero, title] of titles) assert.doesNotMatch(title, /^(autres?|dans la région|hors région)$/i, numero);
  });

  it('with a double, an orphan or a malformed line is refused', (t) => {
    assert.throws(read(['1,Capitaux,classe', '1,Capitaux,classe'], t), /1 figure deux fois/);
    assert.throws(read(['1,Capitaux,classe', '101,Capital,A'], t), /101 n'a pas de compte 10/);
    assert.throws(read(['1,Capitaux,classe', 'abc,Capital,A'], t));
    assert.throws(read(['1,Capitaux,classe', '10,,A'], t));
    assert.throws(read(['1,Capitaux,classe', '10,Capital,Z'], t));
  });
});
