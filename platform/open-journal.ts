import { join } from 'node:path';
import type { Configuration } from '../core/configuration/schema.ts';
import { Journal } from '../core/monitoring/journal.ts';
import { openLog, type Log } from './log.ts';

/** Folder of the logs inside the user's data. */
const LOGS_FOLDER = 'logs';

/** The journal of one kind of host, as configured; `name` is its file's, so that two hosts do not write into one. */
export function openJournal(
  dataDir: string,
  name: 'bureau' | 'serveur',
  { logs }: Pick<Configuration, 'logs'>,
): { journal: Journal; log: Log } {
  const { level, size_mb: sizeMb, files, question_text: questionText } = logs;
  const log = openLog({ file: join(dataDir, LOGS_FOLDER, name), level, sizeMb, files });
  log.write('info', 'starting', { pid: process.pid, node: process.version, platform: process.platform });
  return { journal: new Journal(log.write, { questionText }), log };
}
