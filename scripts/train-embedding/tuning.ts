import { contrastiveStep, heldOutLoss, newWorkspace, type Workspace } from './contrastive.ts';
import { shuffle, type Random } from './random.ts';
import { TUNING } from './recipe.ts';
import { addScaled, lengthOf, rowOf, type Table } from './table.ts';

/** A pair as rows of the table. `key` is the same for equal questions and within a group: such pairs are never each other's negatives. */
export interface EncodedPair {
  readonly question: Int32Array;
  readonly document: Int32Array;
  readonly key: number;
  /** How often it is shown in an epoch. */
  readonly repeats: number;
}

export interface TuningPairs {
  /** Questions and headings: a part of them is kept apart to see when to stop. */
  readonly pairs: EncodedPair[];
  /** Pairs that are only trained on. */
  readonly extra: readonly EncodedPair[];
}

/** Adagrad by row (Duchi et al., 2011): one running sum of mean squared gradients per row. */
interface Optimiser {
  readonly squares: Float32Array;
  /** Step factor of each row: the square root of its starting length, that is of its frequency weight. */
  readonly scale: Float32Array;
}

function newOptimiser(table: Table): Optimiser {
  const scale = new Float32Array(table.rows);
  for (let row = 0; row < table.rows; row++) scale[row] = Math.sqrt(Math.min(1, lengthOf(rowOf(table, row))));
  return { squares: new Float32Array(table.rows), scale };
}

function updateRow(table: Table, row: number, gradient: Float32Array, optimiser: Optimiser): void {
  let square = 0;
  for (const value of gradient) square += value * value;
  const sum = (optimiser.squares[row] as number) + square / gradient.length;
  optimiser.squares[row] = sum;
  const step = (TUNING.learningRate * (optimiser.scale[row] as number)) / Math.sqrt(sum + 1e-12);
  addScaled(rowOf(table, row), gradient, -step);
}

function applyGradients(table: Table, work: Workspace, optimiser: Optimiser): void {
  for (const [row, gradient] of work.gradients) updateRow(table, row, gradient, optimiser);
  work.gradients.clear();
}

/** The batches of one epoch: shuffled, the incomplete last one dropped. */
function batchesOf(pairs: EncodedPair[], random: Random): EncodedPair[][] {
  shuffle(pairs, random);
  const batches: EncodedPair[][] = [];
  for (let from = 0; from + TUNING.batch <= pairs.length; from += TUNING.batch) {
    batches.push(pairs.slice(from, from + TUNING.batch));
  }
  return batches;
}

/**
 * Contrastive tuning, in place. Stops when the loss on held-out pairs has not fallen for TUNING.patience checks, and
 * puts back the best table.
 */
export function tune(table: Table, { pairs, extra }: TuningPairs, random: Random, report: (line: string) => void): void {
  shuffle(pairs, random);
  const heldOut = pairs.slice(0, Math.min(TUNING.heldOut, pairs.length - (pairs.length % 4)));
  const kept = pairs.slice(TUNING.heldOut).flatMap((pair) => new Array<EncodedPair>(pair.repeats).fill(pair));
  const rest = [...kept, ...extra];
  const work = newWorkspace(TUNING.batch, table.dimension);
  const optimiser = newOptimiser(table);
  let best = { loss: heldOutLoss(table, heldOut, work), values: table.values.slice() };
  report(`réglage : perte de départ ${best.loss.toFixed(4)} sur ${String(heldOut.length)} paires gardées à part`);
  let worse = 0;
  for (let epoch = 1; epoch <= TUNING.epochs && worse < TUNING.patience; epoch++) {
    const batches = batchesOf(rest, random);
    const interval = Math.ceil(batches.length / TUNING.checksPerEpoch);
    for (const [index, batch] of batches.entries()) {
      contrastiveStep(table, batch, work);
      applyGradients(table, work, optimiser);
      if ((index + 1) % interval !== 0 && index + 1 !== batches.length) continue;
      const loss = heldOutLoss(table, heldOut, work);
      report(`réglage : passe ${String(epoch)}, lot ${String(index + 1)}/${String(batches.length)}, perte ${loss.toFixed(4)}`);
      worse = loss < best.loss ? 0 : worse + 1;
      if (loss < best.loss) best = { loss, values: table.values.slice() };
      if (worse >= TUNING.patience) break;
    }
  }
  table.values.set(best.values);
}
