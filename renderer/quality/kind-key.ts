import { fr, type Catalogue } from '../i18n/fr.ts';

type KindName = keyof Catalogue['quality']['kinds'];

const isKnown = (kind: string): kind is KindName => Object.hasOwn(fr.quality.kinds, kind);

/** The catalogue key of a kind of question; null for a kind that a newer set has. */
export function kindKey(kind: string): `quality.kinds.${KindName}` | null {
  return isKnown(kind) ? `quality.kinds.${kind}` : null;
}
