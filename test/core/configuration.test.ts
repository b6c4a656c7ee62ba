import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { resolveConfiguration, type ResolvedConfiguration } from '../../core/configuration/resolve.ts';
import { DEFAULT_CONFIGURATION } from '../../core/configuration/schema.ts';

/** Two files, the second one the user's. */
function resolve(bundled: string | null, user: string | null, options: string[] = []): ResolvedConfiguration {
  const files: Record<string, string | null> = { bundled, user };
  return resolveConfiguration({ files: ['bundled', 'user'], options, readText: (path) => files[path] ?? null });
}

const messages = (user: string): string[] => resolve(null, user).problems.map(({ message }) => message);

describe('the configuration', () => {
  it('is the default where nothing is said, and each later source wins key by key', () => {
    assert.deepEqual(resolve(null, null), { configuration: DEFAULT_CONFIGURATION, problems: [] });
    const { configuration, problems } = resolve(
      'workers:\n  count: 2\n  restart_max: 7\ntimeouts:\n  question_s: 30\n',
      'workers:\n  count: 3\ntimeouts:\n  # question_s: 40\n',
      ['workers.count=auto', 'server.port=8080'],
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(
      [
        configuration.workers.count,
        configuration.workers.restart_max,
        configuration.timeouts.question_s,
        configuration.server.port,
      ],
      ['auto', 7, 30, 8080],
    );
  });

  it('takes an empty file for no file', () => {
    for (const empty of ['', '# rien\n', 'workers:\n']) assert.deepEqual(resolve(null, empty).problems, []);
  });

  it('names every mistake of a file with its key and what is allowed, and leaves the whole file out', () => {
    const { configuration, problems } = resolve(
      'workers: { count: 2 }',
      'workers: { count: 0, threads: 2, trheads: 1 }\nserveur: {}\ntimeouts: { question_s: "20" }\ncache: 12\n',
    );
    assert.equal(configuration.workers.count, 2);
    assert.equal(configuration.workers.threads, 'auto');
    assert(problems.every(({ source }) => source === 'user'));
    const told = problems.map(({ message }) => message).sort();
    assert.equal(told.length, 5);
    assert.match(told[0] ?? '', /^clé inconnue : « workers\.trheads »\. Clés possibles : count, threads,/);
    assert.match(told[1] ?? '', /^section inconnue : « serveur »\. Sections possibles : workers, timeouts,/);
    assert.match(told[2] ?? '', /^« cache » est une section/);
    assert.equal(told[3], '« timeouts.question_s » attend un nombre entier de 1 à 3 600, pas "20".');
    assert.equal(told[4], '« workers.count » attend auto ou un nombre entier de 1 à 16, pas 0.');
  });

  it('tells the line where YAML itself is broken', () => {
    assert.match(messages('workers:\n  count: [2\n')[0] ?? '', /^ce n’est pas du YAML valide, ligne \d+ \(/);
    assert.match(messages('workers: {}\nworkers: {}\n')[0] ?? '', /^ce n’est pas du YAML valide, ligne 2/);
    assert.match(messages('- 1\n')[0] ?? '', /des sections/);
    assert.match(messages('deux mots')[0] ?? '', /des sections/);
  });

  it('survives hostile files', () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...'bcdefghi'.split('').map((name, at) => {
        const before = 'abcdefgh'[at] ?? '';
        return `${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(', ')}]`;
      }),
    ].join('\n');
    for (const hostile of [
      bomb,
      '__proto__:\n  count: 1\n',
      'constructor: {}',
      '\u0000',
      'workers: &w\n  count: *w\n',
      '{'.repeat(5000),
    ]) {
      const { configuration, problems } = resolve(null, hostile);
      assert.deepEqual(configuration, DEFAULT_CONFIGURATION);
      assert(problems.length > 0, hostile.slice(0, 30));
    }
  });

  it('tells a file that cannot be read', () => {
    const { configuration, problems } = resolveConfiguration({
      files: ['/locked'],
      readText: () => {
        throw new Error('EACCES');
      },
    });
    assert.deepEqual(problems, [{ source: '/locked', message: 'fichier illisible (EACCES).' }]);
    assert.deepEqual(configuration, DEFAULT_CONFIGURATION);
  });

  it('refuses a flag that does not say section.key=value', () => {
    for (const option of ['workers', 'workers.count', 'count=2', '=']) {
      const [problem] = resolve(null, null, [option]).problems;
      assert.equal(problem?.source, '--option');
      assert.match(problem?.message ?? '', /section\.clé=valeur est attendu/);
    }
    assert.match(resolve(null, null, ['workers.count=17']).problems[0]?.message ?? '', /« workers\.count » attend auto ou/);
  });
});
