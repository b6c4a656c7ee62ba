/** What the contract suite calls on the other side of every transport. */
export interface ProbeApi {
  echo(value: unknown): Promise<unknown>;
  sum(numbers: Float32Array): Promise<number>;
  /** Resolves after the given number of further calls have arrived. */
  afterCalls(count: number): Promise<number>;
  fail(message: string): Promise<never>;
  hang(): Promise<never>;
  die(code: number): Promise<never>;
  /** Returns what cannot be sent. */
  leakFunction(): Promise<unknown>;
}

export const PROBE_METHODS = ['echo', 'sum', 'afterCalls', 'fail', 'hang', 'die', 'leakFunction'] as const;

/** The probe with two members that are not listed and so must stay out of reach. */
export function createProbe(exit: (code: number) => void): ProbeApi & { secret: string; unlisted(): Promise<string> } {
  let calls = 0;
  const waiting: { until: number; resolve: (calls: number) => void }[] = [];
  const heard = (): void => {
    calls++;
    for (const { until, resolve } of waiting) if (calls >= until) resolve(until);
  };
  return {
    secret: 'not to be read',
    unlisted: async () => 'not to be called',
    echo: async (value) => {
      heard();
      return value;
    },
    sum: async (numbers) => numbers.reduce((total, number) => total + number, 0),
    afterCalls: (count) => new Promise((resolve) => waiting.push({ until: calls + count, resolve })),
    fail: async (message) => {
      throw new RangeError(message);
    },
    hang: () => new Promise(() => {}),
    die: (code) => {
      exit(code);
      return new Promise(() => {});
    },
    leakFunction: async () => () => 'code',
  };
}
