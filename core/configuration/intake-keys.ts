import { z } from 'zod';
import { whole } from './keys.ts';

/** What is taken in at once, and in which turns. */
export const queueKeys = z.strictObject({
  max_questions: whole([100, 1_000_000], 10_000, {
    unit: 'questions',
    about: 'Questions prises en même temps, en attente ou en cours ; au-delà, elles sont refusées (429) et à reposer plus tard.',
  }),
  source_share_percent: whole([10, 100], 60, {
    unit: '%',
    about:
      'Part de cette place que la fenêtre, les programmes (API) ou les lots peuvent occuper, chacun : il en reste aux autres.',
  }),
  weight_window: whole([1, 12], 4, {
    unit: 'tours',
    about: 'Questions de la fenêtre traitées dans un tour de file, quand d’autres attendent aussi.',
  }),
  weight_api: whole([1, 12], 2, { unit: 'tours', about: 'De même pour les programmes (API).' }),
  weight_batch: whole([1, 12], 1, { unit: 'tours', about: 'De même pour les lots.' }),
});

/** What is taken in over time. */
export const limitsKeys = z.strictObject({
  questions_per_minute: whole([0, 10_000_000], 30_000, {
    unit: 'questions',
    about: 'Questions qu’un même client peut poser par minute à la longue ; au-delà, refus (429). 0 : sans limite.',
  }),
  questions_burst: whole([1, 1_000_000], 5_000, {
    unit: 'questions',
    about: 'Questions qu’il peut poser d’un coup après un repos.',
  }),
  all_questions_per_minute: whole([0, 10_000_000], 60_000, {
    unit: 'questions',
    about: 'Questions par minute de tous les clients ensemble. 0 : sans limite.',
  }),
  all_questions_burst: whole([1, 1_000_000], 10_000, { unit: 'questions', about: 'Questions de tous les clients d’un coup.' }),
  requests_per_minute: whole([0, 10_000_000], 30_000, {
    unit: 'demandes',
    about: 'Demandes HTTP d’un même client par minute, de tout genre ; au-delà, refus (429). 0 : sans limite.',
  }),
  requests_burst: whole([1, 1_000_000], 5_000, { unit: 'demandes', about: 'Demandes HTTP d’un même client d’un coup.' }),
  all_requests_per_minute: whole([0, 10_000_000], 60_000, {
    unit: 'demandes',
    about: 'Demandes HTTP par minute de tous les clients ensemble. 0 : sans limite.',
  }),
  all_requests_burst: whole([1, 1_000_000], 10_000, {
    unit: 'demandes',
    about: 'Demandes HTTP de tous les clients d’un coup.',
  }),
});
