/** Maintainer's step: `node scripts/packaging/draw-icon.ts CHROMIUM` draws resources/icons/icon.png (1024 × 1024) from icon.svg. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { PROJECT } from '../lib/project.ts';

const ICONS = join(PROJECT, 'resources', 'icons');

const browser = await chromium.launch({ executablePath: process.argv[2] ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage({ viewport: { width: 1024, height: 1024 } });
await page.setContent(`<style>body{margin:0}</style>${readFileSync(join(ICONS, 'icon.svg'), 'utf8')}`);
await page.screenshot({ path: join(ICONS, 'icon.png'), omitBackground: true });
await browser.close();
