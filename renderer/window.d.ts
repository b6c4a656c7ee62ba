import type { PAGE_API_KEY, PageApi } from '../core/contract.ts';

declare global {
  interface Window {
    /** Put there by the preload script of the desktop window; absent in a browser. */
    readonly [PAGE_API_KEY]?: PageApi;
  }
}
