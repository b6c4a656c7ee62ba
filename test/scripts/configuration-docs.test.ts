import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { DEFAULT_CONFIGURATION } from '../../core/configuration/schema.ts';
import { resolveConfiguration } from '../../core/configuration/resolve.ts';
import { CONFIGURATION_DOCUMENTS, configurationDocuments } from '../../scripts/lib/configuration-documents.ts';
import { ROOT } from '../support/project.ts';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

it('the bundled file and its page are what the schema says: else run « node scripts/run.js configuration-docs »', async () => {
  const { yaml, markdown } = await configurationDocuments();
  assert.equal(read(CONFIGURATION_DOCUMENTS.yaml), yaml);
  assert.equal(read(CONFIGURATION_DOCUMENTS.markdown), markdown);
});

it('the bundled file holds every key with its default, so that it may be copied and changed', () => {
  const { configuration, problems } = resolveConfiguration({ files: [CONFIGURATION_DOCUMENTS.yaml], readText: read });
  assert.deepEqual(problems, []);
  assert.deepEqual(configuration, DEFAULT_CONFIGURATION);
  const keys = Object.entries(DEFAULT_CONFIGURATION).flatMap(([section, values]) =>
    Object.keys(values).map((key) => [section, key]),
  );
  for (const [section, key] of keys) assert.match(read(CONFIGURATION_DOCUMENTS.markdown), new RegExp(`\`${section}\\.${key}\``));
});
