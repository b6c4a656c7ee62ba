import { uiSuite } from './suite.ts';
import { doubleWay } from './ways/double.ts';

uiSuite(doubleWay);
