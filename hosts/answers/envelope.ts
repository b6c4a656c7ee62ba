import { createHash } from 'node:crypto';
import { findingSchema } from '../../core/domain/finding-schema.ts';
import type { Finding } from '../../core/domain/settlement.ts';

/** Changes with the layout of what is kept, so that old values are not even looked at. */
const LAYOUT = 'v1';

/** Longest value written or read, in bytes; real ones are some 5 to 20 KB. */
export const MOST_BYTES = 256 * 1024;

const DIGEST_LENGTH = 64;

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The name under which a finding is kept; it tells nothing of the question. */
export const storedName = (prefix: string, key: string): string => `${prefix}${LAYOUT}:${digest(key)}`;

/** A finding as text, preceded by a digest over it and the key it answers; null when it is too long to be kept. */
export function seal(key: string, finding: Finding): string | null {
  const json = JSON.stringify(finding);
  const sealed = digest(`${key}\n${json}`) + json;
  return Buffer.byteLength(sealed) > MOST_BYTES ? null : sealed;
}

/** The finding in a kept text; undefined when it was cut, altered, written for another key, or is no finding. Never throws. */
export function unseal(key: string, sealed: string): Finding | undefined {
  const json = sealed.slice(DIGEST_LENGTH);
  if (sealed.slice(0, DIGEST_LENGTH) !== digest(`${key}\n${json}`)) return undefined;
  try {
    return findingSchema.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}
