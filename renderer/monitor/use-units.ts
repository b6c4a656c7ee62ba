import { useTranslation } from 'react-i18next';
import { showDuration } from '../format/duration.ts';
import type { Unit } from './charts.ts';

const WHOLE = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 0 });
const TENTHS = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 });

/** Values with their unit, for reading; a dash where there is none. */
export function useUnits(): (value: number | null, unit: Unit) => string {
  const { t } = useTranslation();
  return (value, unit) => {
    if (value === null) return t('monitor.none');
    if (unit === 'ms') {
      const shown = showDuration(value);
      return t(`timings.${shown.unit}`, { value: shown.value });
    }
    const number = (unit === 'perSecond' && value < 10 ? TENTHS : WHOLE).format(value).replaceAll('\u202f', '\u00a0');
    const name = t(`monitor.units.${unit}`);
    return name === '' ? number : `${number}\u00a0${name}`;
  };
}
