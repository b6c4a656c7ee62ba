import { FAILURE_SENTENCES_FR } from '../../core/messages.fr.ts';
import { explain } from './fr-explain.ts';
import { monitor } from './fr-monitor.ts';
import { quality } from './fr-quality.ts';

/**
 * Every word the user reads in the window. Spaces before « ? ; : ! » are made unbreakable when shown (format/french-spacing.ts),
 * so they are typed here as plain spaces. Keys ending in `_one` and `_other` are the plural forms of i18next.
 */
export const fr = {
  app: {
    name: 'OHADA Expert-Comptable',
    subtitle: 'Comptabilité SYSCOHADA',
    introTitle: 'Posez votre question de comptabilité',
    intro:
      'Des réponses SYSCOHADA tirées d’une base de connaissances installée sur ce poste, avec leurs sources et, s’il y a lieu, l’écriture équilibrée.',
    offline: 'Rien ne quitte cet ordinateur.',
    examples: 'Pour commencer, par exemple',
  },
  examples: {
    purchase: 'Comment comptabiliser un achat de marchandises à crédit de 1 000 000 F HT avec une TVA à 18 % ?',
    account: 'Quel compte utiliser pour le loyer d’un bureau ?',
    depreciation: 'Comment enregistrer la dotation annuelle aux amortissements d’un véhicule ?',
    rule: 'Quels états financiers une entité du système normal doit-elle présenter ?',
  },
  composer: {
    label: 'Votre question',
    placeholder: 'Une question, ou plusieurs : une par ligne',
    hint: 'Entrée pour envoyer, Maj + Entrée pour aller à la ligne',
    send_one: 'Poser la question',
    send_other: 'Poser les {{count}} questions',
  },
  list: {
    label: 'Questions posées',
    region: 'Liste des questions',
    summary_one: '{{count}} question',
    summary_other: '{{count}} questions',
    open_one: '{{count}} en cours',
    open_other: '{{count}} en cours',
    clear: 'Effacer la liste',
    cleared_one: 'La question a été effacée.',
    cleared_other: 'Les {{count}} questions ont été effacées.',
    restore: 'Rétablir la liste',
    batch_one: '{{time}} · {{count}} question',
    batch_other: '{{time}} · {{count}} questions',
    recovered_one: 'Restée sans réponse à l’arrêt, reposée à {{time}}',
    recovered_other: '{{count}} questions restées sans réponse à l’arrêt, reposées à {{time}}',
  },
  state: {
    sending: 'Envoi…',
    queued: 'En file, position {{position}}',
    queuedFor: 'En file, position {{position}}, environ {{wait}}',
    running: 'Recherche…',
    answered: 'Répondu',
    no_answer: 'Hors base',
    failed: 'Échec',
    cancelled: 'Annulé',
    timed_out: 'Délai dépassé',
    unsent: 'Non envoyé',
  },
  detail: {
    region: 'Réponse à la question',
    back: 'Retour à la liste',
    empty: 'Choisissez une question dans la liste pour lire sa réponse.',
    queued: 'La question attend son tour : position {{position}} dans la file.',
    queuedFor: 'La question attend son tour : position {{position}} dans la file, réponse dans environ {{wait}}.',
    waitSeconds: '{{count}} s',
    waitMinutes: '{{count}} min',
    sending: 'La question part vers le moteur de recherche.',
    running: 'Recherche dans la base de connaissances…',
    cancelled: 'La question a été annulée avant d’avoir reçu une réponse.',
    timed_out: 'La recherche a dépassé le délai prévu et a été arrêtée. Reposez la question, ou formulez-la plus simplement.',
    notInBase: 'La base de connaissances ne contient pas de réponse sûre à cette question.',
    showAll: 'Afficher toute la question',
    cancel: 'Annuler',
    askAgain: 'Reposer',
    copy: 'Copier',
    copied: 'Copié',
    copyFailed: 'Copie refusée',
  },
  answer: {
    title: 'Réponse',
    marker: 'Voir la source {{number}}',
  },
  entry: {
    title: 'Écriture comptable',
    caption: 'Montants en F CFA',
    region: 'Tableau de l’écriture comptable',
    compte: 'Compte',
    intitule: 'Intitulé',
    debit: 'Débit',
    credit: 'Crédit',
    stepTotal: 'Total de l’étape',
    total: 'Total',
    unknown: 'non chiffré',
    hint: 'Indiquez un montant dans la question (par exemple « de 1 000 000 F HT ») pour obtenir une écriture chiffrée.',
    copy: 'Copier le tableau',
  },
  sources: {
    title: 'Sources',
    nearest: 'Passages les plus proches',
    comptes: 'Comptes cités',
    item: 'Source {{number}} : {{title}}',
  },
  nav: {
    label: 'Pages de l’application',
    questions: 'Questions',
    quality: 'Qualité',
    monitor: 'Moniteur',
  },
  explain,
  quality,
  monitor,
  timings: {
    total: 'en {{duration}}',
    cached: 'depuis le cache',
    worker: 'moteur {{number}}',
    stages: 'attente {{queued}}, recherche {{search}}, rédaction {{answer}}',
    milliseconds: '{{value}} ms',
    seconds: '{{value}} s',
  },
  copyText: {
    question: 'Question',
    sources: 'Sources',
    entry: 'Écriture comptable (F CFA)',
    moment: 'Étape',
  },
  live: {
    settled: '{{state}} : {{question}}',
    progress_one: '{{count}} question réglée, {{open}} en cours',
    progress_other: '{{count}} questions réglées, {{open}} en cours',
  },
  status: {
    label: 'État de l’application',
    workers_one: '{{count}} moteur prêt',
    workers_other: '{{count}} moteurs prêts',
    starting: 'Démarrage des moteurs…',
    index: 'base {{version}}',
    unavailable: 'Moteur indisponible',
    unknown: 'État inconnu',
  },
  theme: {
    auto: 'Thème : automatique',
    light: 'Thème : clair',
    dark: 'Thème : sombre',
  },
  connection: {
    token_missing:
      'Cette page a été ouverte sans son code d’accès. Ouvrez l’adresse complète affichée dans le terminal (elle se termine par « #token=… »).',
    token_rejected:
      'Le code d’accès de cette page n’est plus valable : l’application a été relancée. Ouvrez la nouvelle adresse affichée dans le terminal.',
    unreachable: 'L’application ne répond pas. Nouvelle tentative en cours ; les questions de la liste sont conservées.',
  },
  failures: {
    ...FAILURE_SENTENCES_FR,
    question_lost: 'L’application a été relancée et ne connaît plus cette question. Reposez-la.',
    unreachable: 'La question n’a pas pu être envoyée : l’application ne répond pas. Reposez-la dans un instant.',
    token_rejected: 'La question n’a pas pu être envoyée : le code d’accès de la page n’est plus valable.',
    too_large: 'Cet envoi est trop long. Posez les questions en plusieurs fois.',
    rejected: 'La question a été refusée par l’application. Reformulez-la.',
  },
};

/** Shape of a catalogue: an English one is `const en: Catalogue = {…}`. */
export type Catalogue = typeof fr;
