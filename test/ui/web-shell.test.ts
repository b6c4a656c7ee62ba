import { uiSuite } from './suite.ts';
import { webShellWay } from './ways/web-shell.ts';

uiSuite(webShellWay);
