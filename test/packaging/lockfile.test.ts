import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../support/project.ts';

interface Locked {
  resolved?: string;
  integrity?: string;
  link?: boolean;
}

const read = <T>(name: string): T => JSON.parse(readFileSync(join(ROOT, name), 'utf8')) as T;

test('every package comes from the registry, with a strong digest', () => {
  const { packages } = read<{ packages: Record<string, Locked> }>('package-lock.json');
  const locked = Object.entries(packages).filter(([path]) => path !== '');
  assert.ok(locked.length > 100);
  for (const [path, { resolved, integrity, link }] of locked) {
    assert.equal(link, undefined, path);
    // Left out for what comes from the registry npm is set up for; named for a git repository, a file or another address.
    assert.equal(resolved, undefined, path);
    assert.match(integrity ?? '', /^sha512-/, path);
  }
});

test('only the packages that need it may run a script while they are installed', () => {
  const { allowScripts } = read<{ allowScripts: Record<string, boolean> }>('package.json');
  const allowed = Object.entries(allowScripts).flatMap(([name, may]) => (may ? [name] : []));
  assert.deepEqual(allowed.sort(), ['hnswlib-node', 'node']);
});
