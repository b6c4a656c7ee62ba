import { setTimeout as delay } from 'node:timers/promises';
import type { Configuration } from '../../core/configuration/schema.ts';
import type { EngineApi } from '../../core/contract.ts';
import { failureSentence } from '../../core/messages.fr.ts';
import { sharedAnswers } from '../answers/shared-answers.ts';
import { openJournal } from '../../platform/open-journal.ts';
import { readConfiguration } from '../configuration.ts';
import { locateFolders, type Folders } from '../resources.ts';
import { startMonitoredEngine } from '../start-engine.ts';
import { PortUnavailable, startWebShell, type WebShellOptions } from '../web.ts';
import { OPTION_FLAG, readArguments, wholeNumber } from './arguments.ts';
import { openBrowser } from './open-browser.ts';
import { UsageError } from './usage.ts';

/** Workers that have not said a word after this long do not keep the address from being printed. */
const READY_WITHIN_MS = 60_000;
const READY_CHECK_MS = 20;

const PARENT_CHECK_MS = 250;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** Ctrl-C comes from the terminal and from npm as well: signals so close together are one wish to stop. */
const ONE_WISH_MS = 500;

/** What a process may still do after everything was closed, before it is ended. */
const LAST_BREATH_MS = 1_000;

/** `serve`: the web shell until a signal ends it. Resolves to the exit status. */
export async function serve(args: string[]): Promise<number> {
  const { values, positionals } = readArguments({
    args,
    options: { port: { type: 'string' }, open: { type: 'boolean' }, ...OPTION_FLAG },
    allowPositionals: true,
  });
  if (positionals.length > 0) throw new UsageError(`Argument inattendu : ${positionals.join(' ')}.`);
  const folders = locateFolders();
  const configuration = readConfiguration(folders, values.option);
  const port = values.port === undefined ? configuration.server.port : wholeNumber('--port', values.port, 0, 65_535);
  const stopped = stopSignal();
  const { journal, log } = openJournal(folders.dataDir, 'serveur', configuration);
  const engine = startMonitoredEngine(folders, configuration, journal, sharedAnswers(configuration));
  try {
    const shell = await startWebShell(engine, shellOptions(configuration, folders, port));
    if ((await Promise.race([ready(engine), stopped])) === 'ready') {
      process.stdout.write(`listening ${shell.origin} token=${shell.token}\n`);
      const page = `${shell.origin}/#token=${shell.token}`;
      process.stderr.write(`Adresse à ouvrir dans un navigateur : ${page}\n(Ctrl-C pour arrêter)\n`);
      if (values.open) openBrowser(page);
    }
    await stopped;
    await shell.close();
    await log.close();
  } catch (error) {
    if (!(error instanceof PortUnavailable)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
  setTimeout(() => process.exit(), LAST_BREATH_MS).unref();
  return 0;
}

function shellOptions({ server, limits }: Configuration, { renderer }: Folders, port: number): WebShellOptions {
  return {
    rendererDir: renderer,
    port,
    bodyLimit: server.body_mb * 2 ** 20,
    requestTimeoutMs: server.request_s * 1_000,
    maxConnections: server.connections,
    requestRates: {
      client: { perMinute: limits.requests_per_minute, burst: limits.requests_burst },
      all: { perMinute: limits.all_requests_per_minute, burst: limits.all_requests_burst },
    },
    lastRepliesMs: server.shutdown_s * 1_000,
  };
}

/** Resolves once a worker can answer, or none ever will: the page then tells why, and so does stderr. */
async function ready(engine: EngineApi): Promise<'ready'> {
  for (const end = performance.now() + READY_WITHIN_MS; performance.now() < end; await delay(READY_CHECK_MS)) {
    const { versions, failure } = await engine.status();
    if (failure) process.stderr.write(`${failureSentence(failure)}\n`);
    if (failure || versions.index !== null) break;
  }
  return 'ready';
}

/**
 * The first signal asks to stop; a second one, whichever it is, ends the process in the usual hard way. npm hands a signal to its
 * shell, which dies of it without telling us: under npm, a parent that is gone counts as a signal.
 */
function stopSignal(): Promise<'stopped'> {
  return new Promise((resolve) => {
    const stop = (): void => {
      resolve('stopped');
      setTimeout(() => SIGNALS.forEach((signal) => process.off(signal, stop)), ONE_WISH_MS).unref();
    };
    for (const signal of SIGNALS) process.on(signal, stop);
    if (process.env['npm_lifecycle_event'] === undefined) return;
    const parent = process.ppid;
    setInterval(() => void (process.ppid !== parent && resolve('stopped')), PARENT_CHECK_MS).unref();
  });
}
