import type { Page } from 'playwright-core';

/** The application, open and ready, whatever shows it. */
export interface OpenApp {
  page: Page;
  /** Beginning of every address the page may ask for. */
  ownOrigin: string;
  close(): Promise<void>;
}

/** One way to run the application. */
export interface Way {
  name: string;
  /** Why it cannot be run on this machine, null when it can. */
  obstacle: string | null;
  open(): Promise<OpenApp>;
}
