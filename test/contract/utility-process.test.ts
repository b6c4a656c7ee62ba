import { buildProbe } from './build-probe.ts';
import { contractSuite } from './suite.ts';

contractSuite('utilityProcess (the Electron double)', async () => {
  // Before anything asks for `electron`: hence the dynamic imports.
  await import('../electron/double/register.ts');
  const { app } = await import('../electron/double/app.ts');
  const { utilitySpawner } = await import('../../main/spawn-utility.ts');
  const { bundles, remove } = await buildProbe();
  await app.whenReady();
  const spawner = utilitySpawner(bundles);
  return { spawn: spawner.spawn, end: () => spawner.allExited().then(remove) };
});
