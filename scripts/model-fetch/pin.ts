import { existsSync, renameSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelCard } from './card.ts';
import { FetchFailure } from './failure.ts';

const CARD = 'model-card.json';

/** The card that is already in the folder, or null. */
export async function pinnedCard(folder: string): Promise<ModelCard | null> {
  const path = join(folder, CARD);
  if (!existsSync(path)) return null;
  try {
    return JSON.parse(await readFile(path, 'utf8')) as ModelCard;
  } catch {
    throw new FetchFailure(
      `Le fichier ${path} est illisible : corrigez-le ou supprimez-le pour épingler de nouvelles empreintes.`,
    );
  }
}

/** Throws when the folder's card names another hash for this file. */
export function refuseChanged(pinned: ModelCard | null, name: string, hash: string): void {
  const expected = pinned?.files[name];
  if (pinned === null || expected === hash) return;
  const known = expected === undefined ? 'ce fichier n’y figure pas' : `attendu ${expected}`;
  throw new FetchFailure(
    `Le fichier ${name} a changé : reçu ${hash}, ${known} (model-card.json). Rien n’a été remplacé. ` +
      'Si ce changement est voulu, supprimez model-card.json et relancez.',
  );
}

/** Writes the card unless the folder already has one: a card is only ever made anew after somebody removed it. */
export async function writeCard(folder: string, pinned: ModelCard | null, card: ModelCard): Promise<void> {
  if (pinned !== null) return;
  const path = join(folder, CARD);
  await writeFile(`${path}.part`, `${JSON.stringify(card, null, 2)}\n`);
  renameSync(`${path}.part`, path);
}
