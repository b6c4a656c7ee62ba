const FRANCS = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 0 });

/**
 * An amount in whole francs as it is written in French: 1 180 000, with unbreakable spaces. Full ones: in many screen fonts
 * the narrow ones of the standard are hardly seen in a column of figures.
 */
export function formatAmount(francs: number): string {
  return FRANCS.format(francs).replaceAll('\u202f', '\u00a0');
}
