import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import type Database from 'better-sqlite3';
import type { SqliteOptions } from '../../core/contract.ts';
import type { KeptVector } from '../../core/library/contract.ts';
import { ANALYSER_VERSION } from '../analysis/analyser.ts';
import { LIBRARY_SQL } from '../library/statements.ts';
import { readVector } from '../library/vector-record.ts';
import { openReadOnly } from '../store/open-index.ts';
import type { Embedder } from './embedder.ts';
import type { RestingEmbedder } from './resting-embedder.ts';

/** How often it is looked whether the database is there, or is another one by now. */
const LOOK_EVERY_MS = 5_000;

/** Vectors computed and not handed over; a worker that nobody asks for them keeps no more. */
const MOST_COMPUTED = 256;

interface Row {
  vector: Buffer;
  checksum: number;
}

/** A reader's connection, and which file it has open. */
interface Connection {
  db: Database.Database;
  find: Database.Statement<[Buffer], Row>;
  inode: number;
}

/**
 * An embedder that first looks whether the vector of a question lies in the user's database. It only reads there: what it computes is
 * handed over with the answer. A database that is missing, damaged or being replaced costs nothing but the computation.
 */
export class KeptVectors implements Pick<Embedder, 'embed'> {
  readonly #embedder: RestingEmbedder;
  readonly #path: string | undefined;
  readonly #sqlite: SqliteOptions | undefined;
  readonly #model: string;
  readonly #dimension: number;
  #connection: Connection | null = null;
  #lookNotBefore = 0;
  #hits = 0;
  #computed: KeptVector[] = [];

  /** `model` is the model's hash; without `path` nothing is looked up. */
  constructor(
    embedder: RestingEmbedder,
    {
      path,
      sqlite,
      model,
      dimension,
    }: { path: string | undefined; sqlite?: SqliteOptions | undefined; model: string; dimension: number },
  ) {
    this.#embedder = embedder;
    this.#path = path;
    this.#sqlite = sqlite;
    this.#model = model;
    this.#dimension = dimension;
  }

  async embed(texts: string[], kind: 'query' | 'passage'): Promise<Float32Array[]> {
    if (this.#path === undefined || kind !== 'query' || this.#embedder.failure) return this.#embedder.embed(texts, kind);
    return Promise.all(texts.map((text) => this.#embedOne(normalised(text))));
  }

  /** What happened since the last call. */
  handOver(): { hits: number; computed: KeptVector[] } {
    const handed = { hits: this.#hits, computed: this.#computed };
    this.#hits = 0;
    this.#computed = [];
    return handed;
  }

  close(): void {
    this.#connection?.db.close();
    this.#connection = null;
  }

  async #embedOne(text: string): Promise<Float32Array> {
    const key = createHash('sha256').update(`${this.#model}\n${ANALYSER_VERSION}\n${text}`).digest();
    const kept = this.#find(key);
    if (kept) {
      this.#hits++;
      return kept;
    }
    const [vector = new Float32Array(this.#dimension)] = await this.#embedder.embed([text], 'query');
    // Without a model a text has no direction; that is not its vector.
    if (!this.#embedder.failure && this.#computed.length < MOST_COMPUTED)
      this.#computed.push({ key: key.toString('hex'), vector });
    return vector;
  }

  #find(key: Buffer): Float32Array | undefined {
    try {
      const row = this.#connected()?.find.get(key);
      return row && readVector(key, row.vector, row.checksum, this.#dimension);
    } catch {
      // Damaged, or in the middle of being replaced: looked at again later.
      this.#forget();
      return undefined;
    }
  }

  #connected(): Connection | null {
    const now = performance.now();
    if (this.#path === undefined || now < this.#lookNotBefore) return this.#connection;
    this.#lookNotBefore = now + LOOK_EVERY_MS;
    const inode = statSync(this.#path, { throwIfNoEntry: false })?.ino;
    if (inode === this.#connection?.inode) return this.#connection;
    this.close();
    if (inode === undefined) return null;
    const db = openReadOnly(this.#path, this.#sqlite);
    this.#connection = { db, find: db.prepare(LIBRARY_SQL.vector), inode };
    return this.#connection;
  }

  #forget(): void {
    try {
      this.close();
    } catch {
      this.#connection = null;
    }
  }
}

/** What the tokenizer would make the same of; the text itself is embedded in this form, so that a kept vector is the very same. */
const normalised = (text: string): string => text.normalize('NFC').replaceAll(/\s+/gu, ' ').trim();
