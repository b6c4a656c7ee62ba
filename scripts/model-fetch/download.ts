import { createHash } from 'node:crypto';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FetchFailure } from './failure.ts';

/** One file of the folder: the first name that the server has is taken. */
interface Wanted {
  readonly names: readonly string[];
  readonly needed: boolean;
}

/** A Sentence-Transformers folder as transformers.js and our loader read it. */
const WANTED: readonly Wanted[] = [
  { names: ['config.json'], needed: true },
  { names: ['tokenizer.json'], needed: true },
  { names: ['tokenizer_config.json'], needed: true },
  { names: ['onnx/model_quantized.onnx', 'onnx/model.onnx'], needed: true },
  { names: ['special_tokens_map.json'], needed: false },
  { names: ['modules.json'], needed: false },
  { names: ['1_Pooling/config.json'], needed: false },
  { names: ['sentence_bert_config.json'], needed: false },
];

/** SHA-256 by file name. */
export type Hashes = Readonly<Record<string, string>>;

/** Throws FetchFailure when a file with this hash must not replace what is pinned. */
type Judge = (name: string, hash: string) => void;

async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** A network error says nothing to a reader: what could not be reached, and why, in one sentence. */
function unreachable(url: string, error: unknown): FetchFailure {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
  return new FetchFailure(
    `Impossible de joindre ${new URL(url).origin} (${cause}). ` +
      'Cette commande a besoin d’internet : lancez-la sur un poste connecté, puis copiez le dossier du modèle.',
  );
}

/** What an interrupted download left: its size in bytes and the ETag of the version it belongs to. */
interface Rest {
  readonly size: number;
  readonly etag: string;
}

function restOf(part: string): Rest | null {
  const tag = `${part}.etag`;
  if (!existsSync(part) || !existsSync(tag)) return null;
  return { size: statSync(part).size, etag: readFileSync(tag, 'utf8') };
}

/** Asks for the file, or for what is missing of it if it is still the same version; null when the server has none. */
async function request(url: string, rest: Rest | null): Promise<Response | null> {
  const headers: Record<string, string> = rest === null ? {} : { range: `bytes=${String(rest.size)}-`, 'if-range': rest.etag };
  const response = await fetch(url, { headers }).catch((error: unknown) => {
    throw unreachable(url, error);
  });
  if (response.ok) return response;
  await response.body?.cancel();
  if (response.status === 404) return null;
  // Nothing is missing after the part on disk, or it is no part of this file: have it anew.
  if (response.status === 416 && rest !== null) return request(url, null);
  throw new FetchFailure(`Le serveur a répondu ${String(response.status)} pour ${url}.`);
}

/** Remembers which version the part belongs to; without an ETag a part cannot be continued safely. */
function keepEtag(part: string, etag: string | null): void {
  if (etag === null) rmSync(`${part}.etag`, { force: true });
  else writeFileSync(`${part}.etag`, etag);
}

function dropPart(part: string): void {
  rmSync(part, { force: true });
  rmSync(`${part}.etag`, { force: true });
}

/**
 * Downloads into `<path>.part`, going on where an earlier attempt stopped.
 * @returns false when the server does not have the file
 */
async function downloadPart(url: string, path: string): Promise<boolean> {
  const response = await request(url, restOf(path));
  if (response === null) return false;
  const resumed = response.status === 206;
  if (!resumed) keepEtag(path, response.headers.get('etag'));
  const body = response.body === null ? Readable.from([]) : Readable.fromWeb(response.body);
  try {
    await pipeline(body, createWriteStream(path, { flags: resumed ? 'a' : 'w' }));
  } catch (error) {
    throw unreachable(url, error);
  }
  return true;
}

/** Downloads, judges and puts in place one file; returns its hash, or null when the server does not have it. */
async function downloadFile(base: string, folder: string, name: string, judge: Judge): Promise<string | null> {
  const path = join(folder, name);
  const part = `${path}.part`;
  mkdirSync(dirname(path), { recursive: true });
  if (!(await downloadPart(`${base}/${name}`, part))) {
    dropPart(part);
    return null;
  }
  const hash = await sha256OfFile(part);
  try {
    judge(name, hash);
  } catch (error) {
    dropPart(part);
    throw error;
  }
  renameSync(part, path);
  dropPart(part);
  return hash;
}

/**
 * Downloads all files of the folder. A file is in place only once complete and judged: what is there stays usable.
 * @param base URL of the folder, without a slash at the end
 */
export async function downloadFolder(base: string, folder: string, say: (line: string) => void, judge: Judge): Promise<Hashes> {
  const hashes: Record<string, string> = {};
  for (const { names, needed } of WANTED) {
    let found = false;
    for (const name of names) {
      const hash = await downloadFile(base, folder, name, judge);
      if (hash === null) continue;
      hashes[name] = hash;
      found = true;
      say(`${name} : ${hash}`);
      break;
    }
    if (needed && !found) {
      throw new FetchFailure(`Introuvable (404) : ${base}/${names.join(' ou ')}. L’identifiant ou la révision sont-ils justes ?`);
    }
  }
  return hashes;
}
