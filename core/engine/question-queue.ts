import type { QuestionSource } from '../domain/question.ts';
import type { Computation } from './computation.ts';
import { FairLanes, type SourceWeights } from './fair-lanes.ts';

/**
 * Computations that wait for a worker. Sources take turns; one whose worker was lost goes to the front. Bulk ones wait behind all
 * others and take turns among themselves.
 */
export class QuestionQueue {
  readonly #interactive: Tier;
  readonly #bulk: Tier;

  constructor(weights: SourceWeights) {
    this.#interactive = new Tier(weights);
    this.#bulk = new Tier(weights);
  }

  get length(): number {
    return this.#interactive.length + this.#bulk.length;
  }

  push(computation: Computation): void {
    this.#tierOf(computation).lanes.push(computation);
  }

  pushFront(computation: Computation): void {
    this.#tierOf(computation).front.unshift(computation);
  }

  shift(): Computation | undefined {
    return this.#interactive.shift() ?? this.#bulk.shift();
  }

  /** True when it was waiting. */
  remove(computation: Computation): boolean {
    return this.#tierOf(computation).remove(computation);
  }

  /**
   * Somebody of `source` waits for it now as well, and not among the bulk: it takes a place there when that is nearer to the front
   * than its own.
   */
  promote(computation: Computation, source: QuestionSource): void {
    const here = this.position(computation);
    const wasBulk = computation.bulk;
    if (here === 0) return void (computation.bulk = false);
    if (!wasBulk && this.#interactive.nextPosition(source) >= here) return;
    this.remove(computation);
    computation.bulk = false;
    computation.source = source;
    this.push(computation);
  }

  /** 1 for the next to run; 0 when it does not wait. */
  position(computation: Computation): number {
    const at = this.#tierOf(computation).position(computation);
    return at > 0 && computation.bulk ? this.#interactive.length + at : at;
  }

  /** The waiting computations in order. */
  *[Symbol.iterator](): Iterator<Computation> {
    for (const { front, lanes } of [this.#interactive, this.#bulk]) {
      yield* front;
      yield* lanes;
    }
  }

  #tierOf({ bulk }: Computation): Tier {
    return bulk ? this.#bulk : this.#interactive;
  }
}

/** Those asked again come first. */
class Tier {
  front: Computation[] = [];
  readonly lanes: FairLanes;

  constructor(weights: SourceWeights) {
    this.lanes = new FairLanes(weights);
  }

  get length(): number {
    return this.front.length + this.lanes.length;
  }

  shift(): Computation | undefined {
    return this.front.shift() ?? this.lanes.shift();
  }

  remove(computation: Computation): boolean {
    const at = this.front.indexOf(computation);
    if (at >= 0) this.front.splice(at, 1);
    return at >= 0 || this.lanes.remove(computation);
  }

  position(computation: Computation): number {
    const at = this.front.indexOf(computation);
    if (at >= 0) return at + 1;
    const behind = this.lanes.position(computation);
    return behind === 0 ? 0 : this.front.length + behind;
  }

  nextPosition(source: QuestionSource): number {
    return this.front.length + this.lanes.nextPosition(source);
  }
}
