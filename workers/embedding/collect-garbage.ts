import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Collects garbage now. A process that has just gone idle allocates nothing, so V8 would keep what a released model leaves behind
 * (buffers of its weights, its vocabulary) until the next question. The collector is reachable only through this flag.
 */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}
