import { z } from 'zod';
import { MOST_WORKERS_ASKED } from '../limits.ts';
import { limitsKeys, queueKeys } from './intake-keys.ts';
import { choice, decimal, text, toggle, whole, wholeOrAuto } from './keys.ts';
import { libraryKeys } from './library-keys.ts';

/**
 * Every key of concurrency.yaml, once: default, range, unit and what it does, in French. From here come the types, the checks and
 * their messages, resources/concurrency.yaml and docs/configuration.md.
 *
 * To add a key: (1) a line here, in a section of two levels (`section.key`; the unit at the end of the name: `_s`, `_ms`, `_mb`,
 * `_minutes`); (2) read it where it takes effect, in core/engine/settings.ts for the engine: no key without an effect; (3) run
 * `node scripts/run.js configuration-docs`, which writes the two files. A new section also gets its sentence in SECTIONS_FR.
 */
export const configurationSchema = z.strictObject({
  workers: z.strictObject({
    count: wholeOrAuto([1, MOST_WORKERS_ASKED], {
      unit: 'processus',
      about: 'Processus qui cherchent en même temps. auto : un par cœur, selon la mémoire, 4 au plus.',
    }),
    threads: wholeOrAuto([1, 64], {
      unit: 'fils',
      about: 'Fils de calcul du modèle dans chaque processus, jamais plus que cœurs divisés par processus. auto : autant.',
    }),
    warm_start: toggle(
      true,
      'Chaque processus charge le modèle et se pose une question avant de servir. false : le modèle est chargé à la première question.',
    ),
    recycle_after_questions: whole([0, 10_000_000], 20_000, {
      unit: 'questions',
      about: 'Un processus qui a répondu à tant de questions cède la place à un neuf, ouvert à côté de lui d’abord. 0 : jamais.',
    }),
    recycle_after_mb: whole([0, 65_536], 1_024, {
      unit: 'Mo',
      about: 'De même au-delà de cette mémoire, après 50 questions au moins. 0 : jamais.',
    }),
    restart_max: whole([0, 100], 5, {
      unit: 'redémarrages',
      about: 'Redémarrages d’un même processus pendant restart_window_s ; au-delà, il fait une pause.',
    }),
    restart_window_s: whole([1, 86_400], 60, { unit: 'secondes', about: 'Durée sur laquelle les redémarrages sont comptés.' }),
    restart_delay_ms: whole([0, 60_000], 100, {
      unit: 'millisecondes',
      about: 'Attente avant le premier redémarrage ; elle double à chaque fois.',
    }),
    retry_after_s: whole([0, 86_400], 300, {
      unit: 'secondes',
      about:
        'Pause avant un nouvel essai d’un processus qui a épuisé ses redémarrages, n’a pas pu ouvrir la base ou cherche sans le modèle. 0 : aucun essai.',
    }),
  }),
  timeouts: z.strictObject({
    question_s: whole([1, 3_600], 20, {
      unit: 'secondes',
      about: 'Délai d’une question, attente comprise ; au-delà, elle est rendue sans réponse.',
    }),
    answer_s: whole([1, 3_600], 5, {
      unit: 'secondes',
      about: 'Un processus muet aussi longtemps sur une question est tenu pour bloqué et remplacé.',
    }),
    open_s: whole([1, 3_600], 30, {
      unit: 'secondes',
      about: 'Un processus qui n’a pas ouvert le modèle et la base après ce temps est remplacé.',
    }),
    close_s: whole([0, 60], 3, {
      unit: 'secondes',
      about:
        'À la fermeture, temps laissé aux questions dont la recherche est en cours. Celles qui attendent sont rendues, puis reposées au démarrage suivant.',
    }),
  }),
  queue: queueKeys,
  limits: limitsKeys,
  cache: z.strictObject({
    size_mb: whole([0, 4_096], 64, { unit: 'Mo', about: 'Mémoire donnée aux réponses déjà trouvées ; 0 n’en garde aucune.' }),
    ttl_minutes: whole([1, 525_600], 1_440, {
      unit: 'minutes',
      about: 'Temps pendant lequel une réponse est gardée, ici et dans Redis.',
    }),
    store: choice(
      ['memory', 'redis'],
      'memory',
      'Où « npm run serve » garde les réponses : dans ce processus, ou aussi dans un Redis que plusieurs serveurs partagent. La fenêtre et la ligne de commande n’ouvrent jamais de connexion.',
    ),
    redis_url: text(/^rediss?:\/\/\S+$/, 'redis://127.0.0.1:6379', {
      allowed: 'une adresse redis:// ou rediss://',
      about: 'Adresse du serveur Redis, avec le mot de passe s’il en faut un. Qui peut y écrire peut changer les réponses.',
    }),
    redis_prefix: text(/^[\w:.-]{1,64}$/, 'ohada:reponses:', {
      allowed: '1 à 64 lettres sans accent, chiffres, « : », « . », « - » ou « _ »',
      about: 'Début des noms employés dans Redis.',
    }),
    redis_timeout_ms: whole([5, 10_000], 100, {
      unit: 'millisecondes',
      about: 'Une réponse de Redis plus lente compte pour une panne ; la question est alors traitée ici.',
    }),
    redis_retry_s: whole([1, 3_600], 10, { unit: 'secondes', about: 'Après une panne de Redis, temps avant un nouvel essai.' }),
  }),
  embedder: z.strictObject({
    idle_release_minutes: decimal([0, 1_440], 15, {
      unit: 'minutes',
      about: 'Le modèle est libéré après ce temps sans question et rechargé à la suivante. 0 : jamais libéré.',
    }),
  }),
  sqlite: z.strictObject({
    mmap_mb: whole([0, 4_096], 64, {
      unit: 'Mo',
      about: 'Part de la base de connaissances lue directement en mémoire partagée, par connexion.',
    }),
    cache_mb: whole([1, 1_024], 8, { unit: 'Mo', about: 'Pages gardées par chaque connexion de lecture.' }),
  }),
  library: libraryKeys,
  server: z.strictObject({
    port: whole([0, 65_535], 0, { unit: '', about: 'Port de « npm run serve » ; 0 prend un port libre. --port l’emporte.' }),
    body_mb: whole([1, 64], 4, { unit: 'Mo', about: 'Taille la plus grande d’une demande ; au-delà, elle est refusée (413).' }),
    request_s: whole([1, 600], 30, {
      unit: 'secondes',
      about:
        'Temps laissé à une demande pour arriver en entier (10 s au plus pour ses en-têtes) ; au-delà, elle est refusée (408).',
    }),
    connections: whole([8, 10_000], 256, {
      unit: 'connexions',
      about: 'Connexions ouvertes en même temps ; au-delà, les nouvelles sont fermées aussitôt.',
    }),
    shutdown_s: whole([0, 60], 2, {
      unit: 'secondes',
      about: 'À l’arrêt, temps laissé aux dernières réponses pour être envoyées.',
    }),
  }),
  monitoring: z.strictObject({
    every_s: decimal([0.1, 3_600], 5, { unit: 'secondes', about: 'Temps entre deux mesures.' }),
    window_minutes: whole([1, 1_440], 15, { unit: 'minutes', about: 'Durée couverte par la page Moniteur.' }),
    recent_s: whole([1, 3_600], 60, {
      unit: 'secondes',
      about: 'Durée sur laquelle les alertes jugent temps de réponse, redémarrages et erreurs.',
    }),
  }),
  alerts: z.strictObject({
    p95_ms: whole([0, 3_600_000], 2_000, {
      unit: 'millisecondes',
      about: 'Alerte quand une réponse sur vingt prend au moins ce temps. 0 : pas d’alerte.',
    }),
    p95_for_s: whole([0, 86_400], 30, { unit: 'secondes', about: 'Durée pendant laquelle le seuil p95_ms doit être atteint.' }),
    queue: whole([0, 1_000_000], 200, {
      unit: 'questions',
      about: 'Alerte quand autant de questions attendent. 0 : pas d’alerte.',
    }),
    queue_for_s: whole([0, 86_400], 30, { unit: 'secondes', about: 'Durée pendant laquelle le seuil queue doit être atteint.' }),
    memory_mb: whole([0, 1_048_576], 4_000, {
      unit: 'Mo',
      about: 'Alerte quand l’application, tous processus compris, occupe autant de mémoire. 0 : pas d’alerte.',
    }),
    memory_for_s: whole([0, 86_400], 60, {
      unit: 'secondes',
      about: 'Durée pendant laquelle le seuil memory_mb doit être atteint.',
    }),
    restarts: whole([0, 1_000], 3, {
      unit: 'redémarrages',
      about: 'Alerte quand autant de processus ont été redémarrés pendant monitoring.recent_s. 0 : pas d’alerte.',
    }),
    restarts_for_s: whole([0, 86_400], 0, {
      unit: 'secondes',
      about: 'Durée pendant laquelle le seuil restarts doit être atteint.',
    }),
    errors_percent: whole([0, 100], 5, {
      unit: '%',
      about: 'Alerte quand cette part des questions récentes échoue ou dépasse son délai. 0 : pas d’alerte.',
    }),
    errors_for_s: whole([0, 86_400], 30, {
      unit: 'secondes',
      about: 'Durée pendant laquelle le seuil errors_percent doit être atteint.',
    }),
    clear_percent: whole([1, 100], 80, {
      unit: '%',
      about: 'Une alerte prend fin quand sa valeur reste, aussi longtemps, sous cette part du seuil.',
    }),
  }),
  logs: z.strictObject({
    level: choice(
      ['debug', 'info', 'warn', 'error'],
      'info',
      'Ce qui est écrit : tout (debug), le cours normal (info), les incidents (warn), les pannes seulement (error).',
    ),
    size_mb: decimal([0.01, 1_000], 10, {
      unit: 'Mo',
      about: 'Taille à laquelle un journal est mis de côté et un nouveau commencé.',
    }),
    files: whole([1, 100], 5, { unit: 'fichiers', about: 'Journaux mis de côté ; le plus ancien est effacé.' }),
    question_text: toggle(false, 'Écrit aussi le texte des questions et des réponses. À n’activer que le temps d’une recherche.'),
  }),
});

/** Every setting, complete. */
export type Configuration = z.output<typeof configurationSchema>;

/** A section's name. */
export type SectionName = keyof Configuration;

/** What each section is about, for the files written from the schema. */
export const SECTIONS_FR: Record<SectionName, string> = {
  workers: 'Processus de recherche',
  timeouts: 'Délais',
  queue: 'File des questions',
  limits: 'Limites de débit',
  cache: 'Mémoire des réponses',
  embedder: 'Modèle de recherche par le sens',
  sqlite: 'Lecture de la base de connaissances',
  library: 'Données de l’utilisateur',
  server: 'Serveur local (npm run serve)',
  monitoring: 'Mesures (page Moniteur, /metrics)',
  alerts: 'Alertes',
  logs: 'Journaux (dossier logs des données de l’utilisateur)',
};

export const SECTION_NAMES = Object.keys(configurationSchema.shape) as SectionName[];

/** The schemas of a section's keys, by name. */
export const keysOf = (section: SectionName): Record<string, z.ZodType> => configurationSchema.shape[section].shape;

/** What applies without any file or flag. */
export const DEFAULT_CONFIGURATION: Configuration = configurationSchema.parse(
  Object.fromEntries(SECTION_NAMES.map((name) => [name, {}])),
);
