import type { Decision } from './answer.ts';
import type { Candidate } from './candidates.ts';
import { contributions } from './contributions.ts';
import type { Intent } from './intent.ts';
import { namedPlaces } from './named-places.ts';
import { RANKING } from './ranking.ts';
import type { Understanding } from './understand.ts';

/** Advantages of the winner that are named. */
const ADVANTAGES_TOLD = 3;

/** Why this answer and no other, or why none, in one or two French sentences. */
export function why({ rule, found, finding }: Decision, understanding: Understanding): string {
  const confidence = `Confiance ${decimal(finding.confidence)}, seuil ${decimal(RANKING.leastConfidence)}.`;
  switch (rule) {
    case 'classement': {
      const outside = found[0]?.document.kind === 'limite' ? ' C’est une fiche hors périmètre : elle dit où chercher.' : '';
      return `${victory(found, understanding.intent)} ${confidence}${outside}`;
    }
    case 'sous_le_seuil': {
      const [best] = found;
      if (!best) return 'Aucun document de la base n’a un mot ou un sens en commun avec la question : elle est refusée.';
      return `Le meilleur candidat, « ${best.document.title} », reste sous le seuil : la question est refusée plutôt que mal répondue. ${confidence}`;
    }
    case 'compte_nomme':
      return `La question nomme ${accounts(understanding.numeros)} : la fiche est lue directement, le classement ne compte pas.`;
    case 'compte_absent':
      return `La question nomme ${accounts(understanding.numeros)}, ${absent(understanding.numeros)} au plan de comptes SYSCOHADA : le classement ne compte pas.`;
    case 'lieu_nomme':
      return `La question nomme ${places(understanding)} : seules les fiches qui en parlent sont classées. ${victory(found, understanding.intent)}`;
    case 'lieu_absent':
      return `La question nomme ${places(understanding)}, qu’aucune fiche de la base ne cite : elle est refusée.`;
    case 'comparaison':
      return 'La question compare deux notions que le glossaire définit, et la fiche la mieux classée ne parle pas des deux : le classement ne compte pas.';
    case 'autre_referentiel':
      return 'La question porte sur un autre référentiel comptable : seules les fiches hors périmètre peuvent répondre.';
    case 'chiffre_national':
      return 'La question demande un chiffre que fixe la loi de chaque État : seules les fiches hors périmètre peuvent répondre.';
  }
}

/** By which contributions the winner beats the next. */
function victory([winner, next]: Candidate[], intent: Intent): string {
  if (!winner) return '';
  const name = `« ${winner.document.title} » (${decimal(winner.score)})`;
  if (!next) return `${name} est le seul candidat.`;
  const others = new Map(contributions(next, intent).map((one) => [comparable(one.nom), one.apport]));
  const advantages = contributions(winner, intent)
    .map((one) => ({ libelle: one.libelle, by: one.apport - (others.get(comparable(one.nom)) ?? 0) }))
    .filter(({ by }) => by >= LEAST_ADVANTAGE)
    .sort((a, b) => b.by - a.by)
    .slice(0, ADVANTAGES_TOLD)
    .map(({ libelle, by }) => `${libelle} (+${decimal(by)})`);
  const beaten = `${name} devance « ${next.document.title} » (${decimal(next.score)})`;
  return advantages.length === 0 ? `${beaten} de très peu.` : `${beaten}, surtout par : ${advantages.join(' ; ')}.`;
}

/** What would be shown as nought is no advantage. */
const LEAST_ADVANTAGE = 0.005;

/** Kinds of documents have weights of different names that stand for the same thing. */
const comparable = (name: string): string => (name.includes(' → ') ? '→' : name);

const accounts = (numeros: string[]): string =>
  numeros.length > 1 ? `les comptes ${numeros.join(', ')}` : `le compte ${numeros[0]}`;

const absent = (numeros: string[]): string => (numeros.length > 1 ? 'dont un au moins n’est pas' : 'qui n’est pas');

const places = (understanding: Understanding): string =>
  namedPlaces(understanding)
    .map(({ name }) => name)
    .join(' et ');

const decimal = (value: number): string => value.toFixed(2).replace('.', ',').replace('-', '−');
