import type { Warning } from '../contract.ts';
import type { Failure } from '../failures.ts';
import { failureSentence, LEXICAL_ONLY_FR } from '../messages.fr.ts';

/** What the user is told while workers search by words alone, for the reason given; nothing when none does. */
export function degradedWarnings(reason: Failure | null): Warning[] {
  return reason ? [{ kind: 'lexical_only', message: `${LEXICAL_ONLY_FR} ${failureSentence(reason)}` }] : [];
}
