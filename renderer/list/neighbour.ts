/** The id a key leads to from `current`; null when the key is none of the list's or there is nowhere to go. */
export function neighbourOf(ids: readonly string[], current: string | null, key: string): string | null {
  const at = current === null ? -1 : ids.indexOf(current);
  const last = ids.length - 1;
  const target = { ArrowDown: Math.min(at + 1, last), ArrowUp: Math.max(at - 1, 0), Home: 0, End: last }[key];
  return target === undefined || target === at ? null : (ids[target] ?? null);
}
