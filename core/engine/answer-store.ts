import type { SharedAnswersStatus } from '../domain/cache-status.ts';
import type { Finding } from '../domain/settlement.ts';

/**
 * A place for findings outside this process, shared by several engines of an office. It only ever saves work: whatever is wrong
 * with it, a call behaves as if it were empty.
 */
export interface AnswerStore {
  /** Kept finding under exactly this key, undefined when there is none or it cannot be had soon. Never rejects, never hangs. */
  get(key: string): Promise<Finding | undefined>;
  /** Keeps a finding if that is possible now; nobody waits for it. */
  set(key: string, finding: Finding): void;
  status(): SharedAnswersStatus;
  /** Ends the connection. */
  close(): void;
}
