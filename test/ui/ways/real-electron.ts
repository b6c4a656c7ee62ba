import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from 'playwright-core';
import { findElectron, windowObstacle } from '../../../scripts/lib/electron-binary.ts';
import { ROOT } from '../../support/project.ts';
import type { Way } from '../open-app.ts';

const binary = findElectron();

/** The application in Electron itself, where its binary was installed (`npx install-electron`). */
export const realElectronWay: Way = {
  name: 'Electron',
  obstacle:
    binary === null
      ? 'no Electron binary in node_modules/electron (npx install-electron downloads it where there is internet)'
      : windowObstacle(),
  open: async () => {
    const userData = mkdtempSync(join(tmpdir(), 'ohada-electron-'));
    const app = await _electron.launch({
      executablePath: binary ?? '',
      args: ['.', `--user-data-dir=${userData}`],
      cwd: ROOT,
    });
    return {
      page: await app.firstWindow(),
      ownOrigin: 'app://ohada/',
      close: async () => {
        await app.close();
        rmSync(userData, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
      },
    };
  },
};
