import { ExpectedFailure, type Failure } from '../../core/failures.ts';

/** The database itself is damaged, as SQLite says it. */
export class DamagedDatabase extends Error {}

const codeOf = (error: unknown): string => (error as { code?: string } | null)?.code ?? '';

/** Whether an error says that the file is not, or no longer, a sound database. */
export function isDamage(error: unknown): boolean {
  return error instanceof DamagedDatabase || /^SQLITE_(CORRUPT|NOTADB)/.test(codeOf(error));
}

/** The expected failure behind an error of SQLite or of the file system; null for a bug. */
export function failureOf(error: unknown): Failure | null {
  if (error instanceof ExpectedFailure) return error.failure;
  const code = codeOf(error);
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') return { kind: 'library_full' };
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return { kind: 'library_busy' };
  if (/^SQLITE_(READONLY|CANTOPEN|PERM|IOERR|AUTH)/.test(code)) return { kind: 'library_unwritable', detail: code };
  if (/^(EACCES|EPERM|EROFS|ENOENT|ENOTDIR|EEXIST|EIO|EFBIG)$/.test(code)) return { kind: 'library_unwritable', detail: code };
  return null;
}
