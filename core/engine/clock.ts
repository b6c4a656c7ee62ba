/** Time as the engine sees it: monotonic, in milliseconds, so that a change of the system's date changes nothing. */
export interface Clock {
  now(): number;
  /** Runs `action` after `ms`; the function returned calls it off. */
  after(ms: number, action: () => void): () => void;
}
