const WHOLE = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 0 });
const TENTHS = new Intl.NumberFormat('fr-FR', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** A duration cut into a number ready to show and its unit, whose name the catalogue gives. */
export interface ShownDuration {
  value: string;
  unit: 'milliseconds' | 'seconds';
}

/** `milliseconds` for reading: "0,4" and "18" milliseconds, "2,4" seconds. */
export function showDuration(milliseconds: number): ShownDuration {
  if (milliseconds >= 1000) return { value: TENTHS.format(milliseconds / 1000), unit: 'seconds' };
  const value = milliseconds > 0 && milliseconds < 1 ? TENTHS.format(Math.max(milliseconds, 0.1)) : WHOLE.format(milliseconds);
  return { value, unit: 'milliseconds' };
}
