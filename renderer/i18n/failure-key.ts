import { fr, type Catalogue } from './fr.ts';

type FailureName = keyof Catalogue['failures'];

const isKnown = (kind: string): kind is FailureName => Object.hasOwn(fr.failures, kind);

/** The catalogue key of a failure's sentence; kinds of a newer engine fall back to the general one. */
export function failureKey(kind: string): `failures.${FailureName}` {
  return isKnown(kind) ? `failures.${kind}` : 'failures.internal';
}
