import { uiSuite } from './suite.ts';
import { realElectronWay } from './ways/real-electron.ts';

uiSuite(realElectronWay);
