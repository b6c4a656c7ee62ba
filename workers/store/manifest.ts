import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { fail, ok, type Result } from '../../core/failures.ts';
import { ANALYSER_VERSION } from '../analysis/analyser.ts';
import { hashFile } from './hash-file.ts';
import { DATABASE_FILE, INDEX_FORMAT, MANIFEST_FILE, VECTORS_FILE } from './schema.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What an index was built from, and the hashes of its files. No date: the same input gives the same manifest. */
export const Manifest = z.object({
  format: z.int(),
  analyser: z.int(),
  corpus: sha256,
  model: z.object({ id: z.string(), hash: sha256, dimension: z.int().positive() }),
  counts: z.object({ documents: z.int(), passages: z.int(), comptes: z.int() }),
  files: z.object({ [DATABASE_FILE]: sha256, [VECTORS_FILE]: sha256 }),
});

export type Manifest = z.infer<typeof Manifest>;

/**
 * Short name of all that an answer depends on, the index's content and the program that reads it: part of every cache key, also of
 * those that servers of different releases share.
 */
export function indexVersion(manifest: Manifest, program = ''): string {
  return createHash('sha256').update(JSON.stringify(manifest)).update(program).digest('hex').slice(0, 12);
}

export function writeManifest(dir: string, content: Omit<Manifest, 'format' | 'analyser' | 'files'>): Manifest {
  const files = { [DATABASE_FILE]: hashFile(join(dir, DATABASE_FILE)), [VECTORS_FILE]: hashFile(join(dir, VECTORS_FILE)) };
  const manifest: Manifest = { format: INDEX_FORMAT, analyser: ANALYSER_VERSION, ...content, files };
  writeFileSync(join(dir, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

/** The manifest as it stands on disk, or null when there is none that can be read. */
export function readManifest(dir: string): Manifest | null {
  try {
    return Manifest.safeParse(JSON.parse(readFileSync(join(dir, MANIFEST_FILE), 'utf8'))).data ?? null;
  } catch {
    return null;
  }
}

/**
 * Checks an index folder before anything in it is opened: files there, unchanged since they were built, and made for this
 * analyser, format and model (null: there is none to compare). Fails with index_missing, index_corrupt or index_mismatch.
 */
export function verifyIndex(dir: string, modelHash: string | null): Result<Manifest> {
  if (!existsSync(join(dir, MANIFEST_FILE))) return fail('index_missing', dir);
  const manifest = readManifest(dir);
  if (!manifest) return fail('index_corrupt', MANIFEST_FILE);
  if (manifest.format !== INDEX_FORMAT || manifest.analyser !== ANALYSER_VERSION) return fail('index_mismatch', MANIFEST_FILE);
  if (modelHash !== null && manifest.model.hash !== modelHash) return fail('index_mismatch', manifest.model.id);
  for (const [name, hash] of Object.entries(manifest.files)) {
    if (!existsSync(join(dir, name))) return fail('index_missing', join(dir, name));
    if (hashFile(join(dir, name)) !== hash) return fail('index_corrupt', name);
  }
  return ok(manifest);
}
