import { analyse, fold, type Token } from '../analysis/analyser.ts';
import { contentTokens } from '../retrieval/lexical-search.ts';
import { accountNumbers, articleNumbers } from './account-numbers.ts';
import { lireMontants, lireTaux, type MontantLu, type TauxLu } from './montants.ts';

/** What a question wants: an account, what an account is for, an entry, or a rule. */
export type Intent = 'compte' | 'fiche_compte' | 'ecriture' | 'regle';

/** A question as far as its form tells, before anything is searched. */
export interface Understanding {
  question: string;
  intent: Intent;
  /** Words of the subject: no amounts, no stop words, no words of the intent. */
  subject: Token[];
  /** Account numbers named; they may not exist. */
  numeros: string[];
  articles: string[];
  montants: MontantLu[];
  taux: TauxLu[];
}

/** Say what kind of answer is wanted, not what it is about (stems). */
const INTENT_STEMS: ReadonlySet<string> = new Set(
  analyse(
    `compte comptes comptabiliser comptabilise comptabilisation comptabilisez comptable enregistrer enregistrement enregistre écriture écritures
    passer passe journal utiliser utilise utilisation numéro imputer impute imputation servir sert mettre met quelle règle définition définir signifie
    expliquer explique expliquez constater constate schéma opération traiter traitement selon syscohada ohada svp question différence marche suivre
    correspond correspondant plan comptabilité concerne prévoit dit parler saisir saisie classer classe`,
  ).map((token) => token.stem),
);

const WHICH_ACCOUNT =
  /\b(quels?|dans quels?|a quels?|sur quels?|c'est quels?) (est |sont )?(le |les )?(numeros? (de |du ))?(sous-)?(comptes?|cptes?)\b|\bnumero d[eu]s? comptes?\b|^(compte|cpte) (pour|de|des|du|d')|\bou (imputer|classer|enregistrer|comptabiliser|mettre|passer|ranger)\b|\bquel(le)? (numero|imputation)\b|\bwhich account\b/;
const BOOKING =
  /\bcomptabilis|\becritures?\b|\bjournali|\bcomment (enregistrer|passer|constater|traiter|saisir|sortir|solder|annuler|amortir|liquider)|\benregistrement\b|\bpasser\b|\bschema comptable|\bdebit(er|e)?\b.*\bcredit/;

/** Reads a question (NFC). */
export function understand(question: string): Understanding {
  const montants = lireMontants(question);
  const taux = lireTaux(question);
  const numeros = accountNumbers(question);
  const figures = [...montants, ...taux];
  const tokens = analyse(question).filter((token) => !figures.some(({ start, end }) => token.start >= start && token.end <= end));
  return {
    question,
    intent: intentOf(question, numeros),
    subject: subjectOf(tokens),
    numeros,
    articles: articleNumbers(question),
    montants,
    taux,
  };
}

function intentOf(question: string, numeros: string[]): Intent {
  const folded = fold(question);
  if (WHICH_ACCOUNT.test(folded) && numeros.length === 0) return 'compte';
  if (BOOKING.test(folded)) return 'ecriture';
  return numeros.length > 0 ? 'fiche_compte' : 'regle';
}

function subjectOf(tokens: Token[]): Token[] {
  const content = contentTokens(tokens);
  const subject = content.filter((token) => !INTENT_STEMS.has(token.stem));
  return subject.length > 0 ? subject : content;
}
