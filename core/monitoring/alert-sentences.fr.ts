import type { AlertName } from './report.ts';

/** What a user reads for each alert, in the log, at /api/status and in the window. */
export const ALERT_SENTENCES_FR: Record<AlertName, string> = {
  p95: 'Les réponses sont lentes : une sur vingt a pris plus de {{value}} ms (seuil {{threshold}} ms).',
  queue: 'La file est longue (questions en attente : {{value}}, seuil {{threshold}}).',
  memory: 'L’application occupe beaucoup de mémoire : {{value}} Mo (seuil {{threshold}} Mo).',
  restarts: 'Des moteurs de recherche s’arrêtent (redémarrages récents : {{value}}, seuil {{threshold}}).',
  errors: 'Des questions échouent : {{value}} % des dernières (seuil {{threshold}} %).',
};

/** The French sentence of an alert; numbers are rounded. */
export function alertSentence(rule: AlertName, value: number, threshold: number): string {
  const shown = (number: number): string => String(Math.round(number * 10) / 10).replace('.', ',');
  return ALERT_SENTENCES_FR[rule].replace('{{value}}', shown(value)).replace('{{threshold}}', shown(threshold));
}
