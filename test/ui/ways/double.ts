import { launchDouble } from '../../electron/launch-double.ts';
import type { Way } from '../open-app.ts';

/** The built main process and preload script on the Electron double. */
export const doubleWay: Way = {
  name: 'Electron double',
  obstacle: null,
  open: async () => {
    const run = launchDouble();
    try {
      return { page: await run.page(), ownOrigin: 'https://ohada.app.invalid/', close: () => run.close() };
    } catch (error) {
      await run.close();
      throw error;
    }
  },
};
