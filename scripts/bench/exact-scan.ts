import hnswlib from 'hnswlib-node';

/** The nearest vectors by inner product, nearest first; ties go to the smaller id, as in the graph's own ranking. */
export type ExactScan = (question: Float32Array, count: number) => { id: number; similarity: number }[];

/** All vectors of a graph's file, one after the other; ids count from 1. */
export function storedVectors(path: string, dimension: number): Float32Array {
  const stored = new hnswlib.HierarchicalNSW('ip', dimension);
  stored.readIndexSync(path);
  const size = stored.getCurrentCount();
  const table = new Float32Array(size * dimension);
  for (let id = 1; id <= size; id++) table.set(stored.getPoint(id), (id - 1) * dimension);
  return table;
}

/** Inner products with every vector of the table. */
export function exactScan(table: Float32Array, dimension: number): ExactScan {
  const size = table.length / dimension;
  const scores = new Float32Array(size);
  return (question, count) => {
    for (let row = 0; row < size; row++) {
      let similarity = 0;
      const from = row * dimension;
      for (let at = 0; at < dimension; at++) similarity += (table[from + at] ?? 0) * (question[at] ?? 0);
      scores[row] = similarity;
    }
    // Only what reaches the last place asked for becomes an object.
    const least = scores.toSorted()[Math.max(0, size - count)] ?? 0;
    const near: { id: number; similarity: number }[] = [];
    scores.forEach((similarity, row) => {
      if (similarity >= least) near.push({ id: row + 1, similarity });
    });
    return near.sort((a, b) => b.similarity - a.similarity || a.id - b.id).slice(0, count);
  };
}
