import { z } from 'zod';
import { decimal, toggle, whole } from './keys.ts';

/** What is kept in the folder of the user's data. */
export const libraryKeys = z.strictObject({
  enabled: toggle(
    true,
    'La fenêtre et « npm run serve » gardent, dans le dossier de vos données, les questions sans réponse, pour les reposer après un arrêt, et les vecteurs des questions. false : rien n’est gardé.',
  ),
  vectors: whole([0, 1_000_000], 50_000, {
    unit: 'vecteurs',
    about: 'Vecteurs de questions gardés (1 Ko environ chacun) ; les plus anciens partent d’abord.',
  }),
  backups: whole([0, 100], 5, { unit: 'sauvegardes', about: 'Sauvegardes automatiques gardées. 0 : aucune.' }),
  backup_minutes: decimal([0.01, 525_600], 1_440, { unit: 'minutes', about: 'Temps entre deux sauvegardes.' }),
  busy_timeout_ms: whole([0, 60_000], 2_000, {
    unit: 'millisecondes',
    about: 'Attente quand le fichier est occupé par un autre programme.',
  }),
  wal_mb: decimal([0.01, 1_024], 8, {
    unit: 'Mo',
    about: 'Taille du journal d’écriture au-delà de laquelle il est réuni à la base et vidé.',
  }),
  retry_s: whole([1, 3_600], 30, {
    unit: 'secondes',
    about: 'Nouvel essai quand le dossier ne peut pas être écrit, que le disque est plein ou qu’une autre instance l’utilise.',
  }),
});
