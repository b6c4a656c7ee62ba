import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Intent } from '../../workers/answering/intent.ts';
import { understand } from '../../workers/answering/understand.ts';

const WANTED: [question: string, intent: Intent][] = [
  ['Quel compte au passif pour un prêt bancaire ?', 'compte'],
  ['À quelle ligne du bilan figure le compte courant des associés ?', 'etat'],
  ['Dans quelle note annexe trouve-t-on les stocks ?', 'etat'],
  ['une paire de bœufs, dans quel compte de la classe 2 ?', 'compte'],
  ['À quoi sert le compte 2451 ?', 'fiche_compte'],
  ['Sur combien d’années étale-t-on le solde du 4751 ?', 'regle'],
  ['L’intérim est au 637 : que faire à la clôture ?', 'ecriture'],
  ['On a bâti sur le terrain d’un autre : compte de la construction ?', 'compte'],
  ['La subvention passe-t-elle par le compte de résultat ?', 'libre'],
  ['Le hangar est terminé, comment le faire entrer à l’actif ?', 'ecriture'],
  ['je retire de l’argent de la caisse pour ma famille, comment je l’écris', 'ecriture'],
  ['Que passer au 31 décembre pour une facture pas encore reçue ?', 'ecriture'],
  ['Faut-il garder les pièces dix ans ?', 'regle'],
  ['C’est quoi un actif éventuel ?', 'definition'],
  ['chèque impayé', 'libre'],
  ['on a reçu l’avertissement pour la patente', 'ecriture'],
  ['J’ai payé le plein du camion', 'ecriture'],
  ['constater l’impôt de l’année à la clôture', 'ecriture'],
  ['créance douteuse perdue pour de bon, comment la solder ?', 'ecriture'],
  ['Comment provisionner un procès en cours ?', 'ecriture'],
  ['Comment calculer le taux de marge ?', 'regle'],
  ['Comment évaluer un stock de sacs de riz ?', 'regle'],
  ['escompte obtenu : quelle référence à deux lettres du compte de résultat ?', 'etat'],
];

for (const [question, intent] of WANTED) test(question, () => assert.equal(understand(question).intent, intent));
