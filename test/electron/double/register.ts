/**
 * Resolves `electron` to the double, in this process only: `node --import ./test/electron/double/register.ts dist/main/main.js`.
 * This file is a test double's entry; it is never part of the product.
 */
import { registerHooks } from 'node:module';

const DOUBLE = new URL('./electron.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: DOUBLE, shortCircuit: true } : next(specifier, context),
});
