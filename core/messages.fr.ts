import { MAX_QUESTION_LENGTH } from './domain/question.ts';
import type { Failure, FailureKind } from './failures.ts';

/** What a user reads for each kind of failure: used by the command line, the local API and the window. */
export const FAILURE_SENTENCES_FR: Record<FailureKind, string> = {
  question_empty: 'La question est vide. Écrivez-la en quelques mots, par exemple « Quel compte pour un loyer ? ».',
  question_too_long: `La question dépasse ${MAX_QUESTION_LENGTH} caractères. Résumez-la ou posez-en plusieurs, une par ligne.`,
  question_unreadable: 'La question ne contient ni mot ni numéro lisible. Reformulez-la en français.',
  duplicate_id: 'Cet identifiant est déjà celui d’une question en cours. Choisissez-en un autre.',
  queue_full: 'Trop de questions attendent déjà : celle-ci n’a pas été prise. Reposez-la quand la file aura avancé.',
  rate_limited: 'Trop de questions ont été posées en peu de temps. Reposez celle-ci dans un instant.',
  line_unreadable: 'Cette ligne du fichier n’est pas une question : un objet JSON {"id", "question"} est attendu.',
  index_missing: 'La base de connaissances est introuvable. Lancez « npm run build:index », ou réinstallez l’application.',
  index_mismatch:
    'La base de connaissances ne correspond pas à cette version de l’application. Lancez « npm run build:index », ou réinstallez l’application.',
  index_corrupt: 'La base de connaissances est abîmée. Lancez « npm run build:index », ou réinstallez l’application.',
  model_missing: 'Le modèle de recherche est introuvable. Vérifiez le dossier resources/models, ou réinstallez l’application.',
  model_corrupt:
    'Le modèle de recherche est abîmé : ses fichiers ne correspondent pas à leur empreinte. Réinstallez l’application.',
  runtime_unavailable:
    'Le programme qui fait tourner le modèle de recherche (ONNX Runtime) ne se charge pas sur cette machine. Réinstallez l’application.',
  vectors_unavailable:
    'Le programme qui compare les vecteurs (hnswlib) ne se charge pas sur cette machine. Réinstallez l’application.',
  node_too_old: 'Cette version de Node.js est trop ancienne pour les modules natifs : il faut la version 22 ou plus récente.',
  worker_lost: 'Le moteur de recherche s’est arrêté deux fois sur cette question. Reposez-la autrement.',
  given_up:
    'L’application s’est arrêtée trois fois avant d’avoir répondu à cette question : elle ne la repose plus d’elle-même. Reposez-la seule.',
  workers_unavailable: 'Le moteur de recherche ne démarre pas. Fermez puis rouvrez l’application.',
  library_busy:
    'Une autre fenêtre ou un autre serveur utilise déjà ce dossier de données. Les questions reçoivent leur réponse, mais rien n’est gardé pour le prochain démarrage.',
  library_unwritable:
    'Le dossier de vos données ne peut pas être écrit. Les questions reçoivent leur réponse, mais rien n’est gardé pour le prochain démarrage.',
  library_full:
    'Le disque qui porte vos données est plein. Les questions reçoivent leur réponse, mais rien n’est gardé pour le prochain démarrage tant que la place manque.',
  library_newer:
    'Vos données ont été écrites par une version plus récente de l’application. Elles ne sont ni lues ni changées ; installez cette version.',
  library_lost:
    'Le programme qui enregistre vos données s’est arrêté plusieurs fois. Les questions reçoivent leur réponse ; un nouvel essai suit.',
  closing: 'L’application se ferme ; la question n’a pas été traitée.',
  internal: 'Une erreur inattendue est survenue. Reposez la question ; si elle revient, signalez-la.',
};

/** Said in each answer found without meaning, and in the window as long as that lasts. */
export const LEXICAL_ONLY_FR = 'Recherche par les mots seuls : la recherche par le sens n’est pas disponible.';

/** What the user is told of a database that was damaged; names are of files in the folder of the user's data. */
export function recoverySentence({ aside, backup }: { aside: string; backup: string | null }): string {
  const from =
    backup === null
      ? 'faute de sauvegarde, l’application en a commencé un nouveau'
      : `la sauvegarde « ${backup} » a pris sa place`;
  return `Le fichier de vos données était abîmé : ${from}. Le fichier abîmé est gardé sous le nom « ${aside} ».`;
}

/** The French sentence of a failure, with the file or number it concerns where one is known. */
export function failureSentence(failure: Failure): string {
  const sentence = FAILURE_SENTENCES_FR[failure.kind];
  return failure.detail === undefined ? sentence : `${sentence} (${failure.detail})`;
}
