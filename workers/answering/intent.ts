import { analyse, fold } from '../analysis/analyser.ts';

/** What a question wants; `libre` when its form does not say. */
export type Intent = 'compte' | 'fiche_compte' | 'ecriture' | 'regle' | 'etat' | 'definition' | 'libre';

/** Say what kind of answer is wanted, not what it is about (stems). */
export const INTENT_STEMS: ReadonlySet<string> = new Set(
  analyse(
    `compte comptes comptabiliser comptabilise comptabilisation comptabilisez comptable enregistrer enregistrement enregistre écriture écritures
    passer passe journal utiliser utilise utilisation numéro imputer impute imputation servir sert mettre met quelle règle définition définir signifie
    expliquer explique expliquez constater constate schéma opération traiter traitement selon référentiel syscohada ohada svp question différence marche suivre
    correspond correspondant plan comptabilité concerne prévoit dit parler saisir saisie classer classe`,
  ).map((token) => token.stem),
);

const WHICH_ACCOUNT =
  /\b(quels?|dans quels?|a quels?|sur quels?|c'est quels?) (est |sont )?(le |les )?(numeros? (de |du ))?(sous-)?(comptes?|cptes?)\b|\bnumero d[eu]s? comptes?\b|^(compte|cpte) (pour|de|des|du|d')|\bou (imputer|classer|enregistrer|comptabiliser|mettre|passer|ranger)\b|\bquel(le)? (numero|imputation)\b|, (quel )?compte ?\?|\bcomptes? (de (charge|produit|dette|bilan|tiers|creance|stock)s?|d'(actif|immobilisation|attente))\b|\bquelle (charge|creance|dette|immobilisation)\b|[:.,;] ?(quelle |quel )?(charge|creance|produit|dette|stock|immobilisation|actif|passif) ?\?$|\bcompte (?!de resultat)(de|du|des|d'|pour) [^?.:;]*\?$|\bou (va|vont)\b|\b(va|vont|met|mettre|mets|mettons|passe|passer|range|classe) ou\b|\bnumero\s*\??$/;
const BOOKING =
  /\bcomptabilis|\becritures?\b|\bjournali|\bcomment (je |on |nous )?(enregistre|passe|constate|traite|saisi|sor|solde|annule|amorti|liquide)|\benregistrement comptable\b|\bpass(er|e) (l'|une |cette )ecriture|\bcomment (la |le |les )?passer|\bschema\b|\b(que|quoi|qu'est-ce qu'on|qu'est-ce que je|qu'est-ce que j') ?(passer|passe|ecris|ecrire|inscrire)\b|\b(on|je) (passe|met|ecrit|ecris) quoi\b|\bcomment (je |on |nous )?(le |la |les |l'|l' )(passer|passe|ecri[rst]\w*|entre\w*|inscri\w*|sortir|faire (entrer|sortir))\b|\bdebit(er|e)?\b.*\bcredit|\bque (debiter|crediter|debite|credite)/;
const STATEMENT =
  /\bpostes? ([a-z]{2}|du)\b|\b(quelles?|quel) (postes?|lignes?)\b|\blignes? ([a-z]{2}|du)\b|\btft\b|\btafire\b|\bflux de tresorerie\b|\bnotes? (annexes?|\d)|\b(au|du) (passif|compte de resultat)\b|\bau bilan\b|\b(ligne|poste|structure|presentation|rubrique)s? (du|au) bilan\b|\ba l'actif\b|\betats? financiers?\b|\bliasse\b|\b(deux|2) lettres\b/;
/** "comment la solder", "comment provisionner": an act upon the accounts, unless it is one of judging, measuring or showing. */
const HOW_TO =
  /\bcomment (?:on |je |nous |doit-on |dois-je |faut-il )?(?:l[ae] |les |l'|y |en )?(?!calcul|evalu|determin|estim|chiffr|valoris|choisi|savoir|distingu|present|rempli|tenir|lire|montr|evit|justifi|suivre|interpret|compt|fonction|tradui|appli|demand|contest|utilis|repar|supprim|ouvrir|trouver|class|organis|concili|dire|declar|faire\b|etablir|prouv|conserv|arret|consolid|definir|appel|repart|partag|identifi|reconnaitre|verifi)[a-z]+(?:er|ir|re)\b/;
/** Tells what happened, or what is to be done, and asks for nothing by name: how to book it. */
const EVENT =
  /\bj'ai\b|\bje (viens de|paie|paye|verse|recois|achete|vends|rembourse|preleve|prends|retire|depose|regle)\b|\b(on|nous) (a|avons|vient de|venons de|nous a|n'a|lui a)\b|^(?:constater|solder|regulariser|annuler|inscrire|reprendre|amortir|provisionner|deprecier|extourner|reclasser)\b|^(recu|paye|verse|achete|vendu|regle|encaisse|rembourse|preleve)e?s?\b/;
const RULE_ON_ACCOUNT = /\b(combien|pourquoi|peut-on|puis-je|peut-il|faut-il|doit-on|dois-je|jusqu'a quand)\b/;
/** A class only says where the account looked for stands. */
const ACCOUNT_OF_CLASS = /\bquels? comptes? (de |en |dans )?(la )?classe [1-9]\b/;
/** Parts of statements asked for by name; "au bilan" alone may only say on which side the account is. */
const STATEMENT_PART = /\b(postes?|deux lettres|lignes?|rubriques?|notes?|colonnes?|liasse|flux|tafire|tft|etats? financiers?)\b/;
const DEFINITION = /\b(c'est quoi|qu'est[- ]ce qu|definition|definis|definir|que signifie|veut dire|que designe|sens du mot)/;
const RULE =
  /\b(combien|quand|pourquoi|delais?|duree|seuils?|taux|obligat|obligatoire|interdit|autorise|definition|signifie|veut dire|c'est quoi|qu'est-ce|peut-on|puis-je|peut-il|doit-on|dois-je|faut-il|est-ce|quelles?|quels|comment|difference|principe|regle|conditions?|sont-ils|est-il|est-elle)\b/;

/** Whether a question asks how something is booked, in so many words. */
export function asksToBook(question: string): boolean {
  return BOOKING.test(fold(question));
}

/** The intent of a question. `named` when it names accounts, `figured` when it gives amounts. */
export function intentOf(question: string, { named, figured }: { named: boolean; figured: boolean }): Intent {
  const folded = fold(question);
  if (figured) return WHICH_ACCOUNT.test(folded) && !named ? 'compte' : 'ecriture';
  if (named) return intentOfNamed(folded);
  const [account, booking] = [WHICH_ACCOUNT.test(folded), BOOKING.test(folded) || HOW_TO.test(folded)];
  if (STATEMENT.test(folded) && (STATEMENT_PART.test(folded) || !(account || booking))) return 'etat';
  if (account) return 'compte';
  if (booking) return 'ecriture';
  if (DEFINITION.test(folded)) return 'definition';
  if (RULE.test(folded)) return 'regle';
  return EVENT.test(folded) ? 'ecriture' : 'libre';
}

/** What a question that names accounts wants: most often to know what they are for. */
function intentOfNamed(folded: string): Intent {
  if (ACCOUNT_OF_CLASS.test(folded)) return 'compte';
  if (BOOKING.test(folded) || /\bque faire\b/.test(folded)) return 'ecriture';
  return RULE_ON_ACCOUNT.test(folded) ? 'regle' : 'fiche_compte';
}
