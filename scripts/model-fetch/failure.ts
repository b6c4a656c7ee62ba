/** An expected failure of fetching a model; its message is a French sentence for the person at the terminal. */
export class FetchFailure extends Error {
  override readonly name = 'FetchFailure';
}
