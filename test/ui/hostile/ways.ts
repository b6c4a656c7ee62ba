import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { launchDouble } from '../../electron/launch-double.ts';
import { CHROMIUM_ARGUMENTS, chromiumPath } from '../../support/chromium.ts';
import { builtDist, ROOT } from '../../support/project.ts';
import { startServe } from '../../support/web-shell.ts';
import type { OpenApp } from '../open-app.ts';

/** The built application, unchanged but for its question worker, which answers with payloads. */
async function hostileDist(): Promise<{ dist: string; remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'ohada-hostile-'));
  const dist = join(folder, 'dist');
  for (const part of ['main', 'hosts', 'renderer']) cpSync(join(builtDist(), part), join(dist, part), { recursive: true });
  writeFileSync(join(dist, 'package.json'), '{"type":"module"}');
  await build({
    entryPoints: { 'question.worker': join(ROOT, 'test/ui/hostile/hostile.worker.ts') },
    outdir: join(dist, 'workers'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
  });
  return { dist, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }) };
}

/** In a browser that ignores the page's security policy: what is inert here is inert by itself, not because the policy stopped it. */
async function openWithoutPolicy(): Promise<OpenApp> {
  const { dist, remove } = await hostileDist();
  const shell = await startServe({ dist, env: { OHADA_RESOURCES: join(ROOT, 'resources') } });
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_ARGUMENTS });
  const context = await browser.newContext({ bypassCSP: true, viewport: { width: 1200, height: 820 } });
  const page = await context.newPage();
  await page.goto(`${shell.origin}/#token=${shell.token}`);
  const close = async (): Promise<void> => {
    await browser.close();
    await shell.stop();
    remove();
  };
  return { page, ownOrigin: `${shell.origin}/`, close };
}

/** In the window, on the double, with its policy: a refusal by it would show as an error of the page. */
async function openInWindow(): Promise<OpenApp> {
  const { dist, remove } = await hostileDist();
  const run = launchDouble({ dist });
  const page = await run.page();
  const close = async (): Promise<void> => {
    await run.close();
    remove();
  };
  return { page, ownOrigin: 'https://ohada.app.invalid/', close };
}

export const HOSTILE_WAYS = [
  { name: 'web shell without its security policy', open: openWithoutPolicy },
  { name: 'window, security policy in force', open: openInWindow },
];
