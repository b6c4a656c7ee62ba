import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { pino } from 'pino';
import { createStream } from 'rotating-file-stream';
import type { LogLevel, WriteLog } from '../core/monitoring/journal.ts';

export interface LogOptions {
  /** File without its extension, absolute: `logs/serveur` is written to logs/serveur.log, then kept as logs/serveur.1.log… */
  file: string;
  /** Less urgent lines are left out. */
  level: LogLevel;
  /** A file that has grown to this is put aside, in MiB. */
  sizeMb: number;
  /** Files kept aside; the oldest goes. */
  files: number;
}

export interface Log {
  write: WriteLog;
  /** Settles once everything is on disk, or cannot be. */
  close(): Promise<void>;
}

/** Not to be waited for longer than this at the end, in milliseconds: a disk that hangs must not keep the application. */
const CLOSE_WAIT_MS = 1_000;

/**
 * Opens a log of JSON lines. A folder that cannot be written, or a full disk, costs the log and one line on stderr, never an answer.
 */
export function openLog({ file, level, sizeMb, files }: LogOptions): Log {
  let broken = false;
  const giveUp = (error: Error): void => {
    if (!broken) process.stderr.write(`Le journal ${file}.log ne peut pas être écrit : ${error.message}\n`);
    broken = true;
  };
  try {
    mkdirSync(dirname(file), { recursive: true });
  } catch (error) {
    giveUp(error as Error);
    return { write: () => {}, close: () => Promise.resolve() };
  }
  const stream = createStream((index) => (index ? `${file}.${Number(index)}.log` : `${file}.log`), {
    size: `${Math.max(1, Math.round(sizeMb * 1024))}K`,
    rotate: files,
    mode: 0o600,
  });
  stream.on('error', giveUp).on('warning', giveUp);
  const logger = pino(
    {
      level,
      base: null,
      messageKey: 'event',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line: string) => void (!broken && stream.write(line)) },
  );
  return {
    write: (at, event, facts = {}) => logger[at](facts, event),
    close: () =>
      new Promise((resolve) => {
        setTimeout(resolve, CLOSE_WAIT_MS).unref();
        stream.end(() => resolve());
      }),
  };
}
