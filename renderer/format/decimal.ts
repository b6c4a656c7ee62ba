const HUNDREDTHS = new Intl.NumberFormat('fr-FR', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const SIGNED = new Intl.NumberFormat('fr-FR', {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
  signDisplay: 'exceptZero',
});
const PERCENT = new Intl.NumberFormat('fr-FR', { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** "0,83". */
export const formatDecimal = (value: number): string => HUNDREDTHS.format(value);

/** "+0,83", "−0,20". */
export const formatSigned = (value: number): string => SIGNED.format(value).replace('-', '−');

/** A share, 0 to 1, as "83,1 %"; a dash where there is nothing to share. */
export const formatShare = (part: number, whole: number): string =>
  whole === 0 ? '–' : PERCENT.format(part / whole).replaceAll('\u202f', '\u00a0');
