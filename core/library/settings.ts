import type { Configuration } from '../configuration/schema.ts';
import { engineRestart, type RestartPolicy } from '../engine/settings.ts';
import type { LibraryOptions } from './contract.ts';

export interface LibrarySettings {
  options: LibraryOptions;
  restart: RestartPolicy;
  /** What could not be written, or opened, is tried again after this long, in milliseconds. */
  retryMs: number;
}

/** The library worker's settings, as configured; `run` names this run of the application. Undefined when nothing is to be kept. */
export function librarySettings(configuration: Configuration, dataDir: string, run: string): LibrarySettings | undefined {
  const { library } = configuration;
  if (!library.enabled) return undefined;
  return {
    options: {
      dataDir,
      run,
      busyTimeoutMs: library.busy_timeout_ms,
      vectors: library.vectors,
      backups: library.backups,
      backupEveryMs: library.backup_minutes * 60_000,
      walMb: library.wal_mb,
    },
    restart: engineRestart(configuration),
    retryMs: library.retry_s * 1_000,
  };
}
