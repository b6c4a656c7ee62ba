import assert from 'node:assert/strict';
import { appendFileSync, copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { programVersion } from '../../workers/program-version.ts';
import { indexVersion, readManifest } from '../../workers/store/manifest.ts';
import { INDEX_DIR, temporaryFolder } from '../support/knowledge.ts';
import { builtDist } from '../support/project.ts';

test('answers of another program are filed under another version, and those of an unknown one never again', (t) => {
  const bundle = join(builtDist(), 'workers/question.worker.js');
  const changed = join(temporaryFolder(t), 'question.worker.js');
  copyFileSync(bundle, changed);
  assert.equal(programVersion(changed), programVersion(bundle), 'the place does not matter');
  appendFileSync(changed, '\n');
  const missing = join(temporaryFolder(t), 'missing.js');
  const manifest = readManifest(INDEX_DIR);
  assert.ok(manifest);
  const versions = [bundle, changed, missing, missing].map((file) => indexVersion(manifest, programVersion(file)));
  assert.equal(new Set(versions).size, 4);
  assert.equal(indexVersion(manifest, programVersion(bundle)), versions[0]);
});
