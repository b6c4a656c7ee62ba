const FRANCS = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 0 });

/** An amount in whole francs as it is written in French: 1 180 000 (narrow unbreakable spaces). */
export function formatAmount(francs: number): string {
  return FRANCS.format(francs);
}
