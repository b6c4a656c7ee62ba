import { QUESTION_SOURCES, type QuestionSource } from '../domain/question.ts';
import type { Computation } from './computation.ts';

/** How many questions of each source run in a round, 1 to 12 each. */
export type SourceWeights = Record<QuestionSource, number>;

/** Divisible by 1 to 12: turns stay whole numbers, so that equal ones are equal. */
const ROUND = 27_720;

/** One source's questions. The first of them is due at `turn`, each further one `stride` later. */
interface Lane {
  readonly stride: number;
  waiting: Computation[];
  turn: number;
}

/**
 * Questions of several sources that take turns by weight (stride scheduling): within a source, first come first served; a source
 * that was silent comes at once, whatever the others have piled up, and has no claim to turns it did not use.
 */
export class FairLanes {
  readonly #lanes: ReadonlyMap<QuestionSource, Lane>;
  /** Turn of the question that ran last. */
  #now = 0;

  constructor(weights: SourceWeights) {
    this.#lanes = new Map(QUESTION_SOURCES.map((source) => [source, { stride: ROUND / weights[source], waiting: [], turn: 0 }]));
  }

  get length(): number {
    let sum = 0;
    for (const { waiting } of this.#lanes.values()) sum += waiting.length;
    return sum;
  }

  push(computation: Computation): void {
    const lane = this.#lane(computation.source);
    if (lane.waiting.length === 0) lane.turn = Math.max(lane.turn, this.#now);
    lane.waiting.push(computation);
  }

  shift(): Computation | undefined {
    let next: Lane | undefined;
    for (const lane of this.#lanes.values())
      if (lane.waiting.length > 0 && (next === undefined || lane.turn < next.turn)) next = lane;
    if (!next) return undefined;
    this.#now = next.turn;
    next.turn += next.stride;
    return next.waiting.shift();
  }

  /** True when it waited here. */
  remove(computation: Computation): boolean {
    const { waiting } = this.#lane(computation.source);
    const at = waiting.indexOf(computation);
    if (at >= 0) waiting.splice(at, 1);
    return at >= 0;
  }

  /** 1 for the next to run; 0 when it does not wait here. */
  position(computation: Computation): number {
    const at = this.#lane(computation.source).waiting.indexOf(computation);
    return at < 0 ? 0 : this.#place(computation.source, at);
  }

  /** The position that a question of this source would get now. */
  nextPosition(source: QuestionSource): number {
    return this.#place(source, this.#lane(source).waiting.length);
  }

  /** The waiting ones in the order in which they will run if nothing else comes. */
  *[Symbol.iterator](): Iterator<Computation> {
    const lanes = [...this.#lanes.values()].map((lane) => ({ ...lane, at: 0 }));
    for (;;) {
      const left = lanes.filter(({ at, waiting }) => at < waiting.length);
      if (left.length === 0) return;
      const next = left.reduce((best, lane) => (lane.turn < best.turn ? lane : best));
      next.turn += next.stride;
      yield next.waiting[next.at++] as Computation;
    }
  }

  /** Of lane `source`, the question at index `at` runs after those of the other lanes whose turn comes before its own. */
  #place(source: QuestionSource, at: number): number {
    const own = this.#lane(source);
    const first = own.waiting.length === 0 ? Math.max(own.turn, this.#now) : own.turn;
    const turn = first + at * own.stride;
    let before = at;
    let isEarlier = true;
    for (const [name, { waiting, turn: head, stride }] of this.#lanes) {
      if (name === source) isEarlier = false;
      // Of equal turns, that of the lane named first comes first.
      else
        before += clamp(isEarlier ? Math.floor((turn - head) / stride) + 1 : Math.ceil((turn - head) / stride), waiting.length);
    }
    return before + 1;
  }

  #lane(source: QuestionSource): Lane {
    return this.#lanes.get(source) as Lane;
  }
}

const clamp = (count: number, most: number): number => Math.min(Math.max(0, count), most);
