import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { nativeTarget } from '../../scripts/packaging/native-file.ts';
import { ROOT } from '../support/project.ts';

test('the target of a native binary is read from its header, for every platform we ship', () => {
  const prebuilds = globSync('node_modules/better-sqlite3/prebuilds/*.node', { cwd: ROOT });
  assert.ok(prebuilds.length >= 6);
  for (const file of prebuilds) {
    const [platform, arch] = basename(file, '.node').replace('linuxmusl', 'linux').split('-');
    assert.deepEqual(nativeTarget(join(ROOT, file)), { platform, arch }, file);
  }
  const onnx = globSync('node_modules/onnxruntime-node/bin/napi-v6/*/*/onnxruntime_binding.node', { cwd: ROOT });
  for (const file of onnx) {
    const [platform, arch] = file.split(/[\\/]/).slice(-3);
    assert.deepEqual(nativeTarget(join(ROOT, file)), { platform, arch }, file);
  }
});

test('other files have no target', () => {
  for (const file of ['package.json', 'resources/icons/icon.png', 'LICENSE-that-is-not-there'])
    if (file.startsWith('LICENSE')) assert.throws(() => nativeTarget(join(ROOT, file)));
    else assert.equal(nativeTarget(join(ROOT, file)), null);
});
