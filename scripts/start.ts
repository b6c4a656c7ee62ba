import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepare, runCommand } from './lib/command.ts';
import { findElectron, installElectron, runElectron, windowObstacle } from './lib/electron-binary.ts';
import { PROJECT, say } from './lib/project.ts';

await runCommand(async () => {
  say('Préparation de l’application…');
  await prepare();
  const why = await openWindow();
  if (why === null) return;
  say(`Pas de fenêtre Electron (${why}) : la même application est servie à l’adresse ci-dessous.`);
  process.argv.splice(2, Infinity, 'serve', '--open');
  await import(pathToFileURL(join(PROJECT, 'dist', 'hosts', 'cli.js')).href);
});

/** Shows the application in Electron until the user ends it; else the reason, in French, why there is no window. */
async function openWindow(): Promise<string | null> {
  const obstacle = windowObstacle();
  if (obstacle !== null) return obstacle;
  const program = findElectron() ?? (await fetchElectron());
  if (program === null) return 'son programme n’est pas installé et ne peut pas être téléchargé d’ici';
  const status = await runElectron(program);
  if (status === null) return 'son programme ne démarre pas sur cette machine';
  process.exitCode = status;
  return null;
}

async function fetchElectron(): Promise<string | null> {
  await installElectron({ onDownload: () => say('Téléchargement d’Electron, une seule fois (environ 120 Mo)…') });
  return findElectron();
}
