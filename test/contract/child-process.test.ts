import { spawnChild } from '../../hosts/spawn-child.ts';
import { buildProbe } from './build-probe.ts';
import { contractSuite } from './suite.ts';

contractSuite('child_process', async () => {
  const { bundles, remove } = await buildProbe();
  return { spawn: spawnChild(bundles), end: remove };
});
