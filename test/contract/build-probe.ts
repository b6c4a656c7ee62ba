import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

/** Name under which the probe is spawned. */
export const PROBE_ENTRY = 'probe.worker';

/** Bundles the probe as the product's workers are bundled; the folder it lies in, and how to remove that. */
export async function buildProbe(): Promise<{ bundles: string; remove: () => void }> {
  const bundles = mkdtempSync(join(tmpdir(), 'ohada-probe-'));
  await build({
    entryPoints: [join(import.meta.dirname, 'probe.worker.ts')],
    outfile: join(bundles, `${PROBE_ENTRY}.js`),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
  });
  return { bundles, remove: () => rmSync(bundles, { recursive: true, force: true }) };
}
