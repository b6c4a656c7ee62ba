import { analyse, contentTokens, type Token } from '../analysis/analyser.ts';
import { NO_LEXICON, type Lexicon } from '../lexicon/lexicon.ts';
import type { Lecture } from '../lexicon/reading.ts';
import { accountNumbers, accountRanges, articleNumbers, type AccountRange } from './account-numbers.ts';
import { saysDirection } from './directions.ts';
import { INTENT_STEMS, intentOf, type Intent } from './intent.ts';
import { asksForArticle } from './named-places.ts';
import { lireMontants, lireTaux, type MontantLu, type TauxLu } from './montants.ts';
import { blanked, isWithin, paymentClauses } from './payment-clauses.ts';

/** A question as far as its form tells, before anything is searched. */
export interface Understanding {
  /** As it was typed. */
  posee: string;
  /** As it was read, in French: what all offsets point into. */
  question: string;
  /** The same without what is said in passing: what is searched by meaning. */
  sens: string;
  /** What was read otherwise than it was typed. */
  lectures: Lecture[];
  intent: Intent;
  /** Words of the subject: no amounts, no means of payment in passing, no stop words, no words of the intent. */
  subject: Token[];
  /** Account numbers named; they may not exist. */
  numeros: string[];
  /** Ranges of accounts named; their ends are among the numbers. */
  plages: AccountRange[];
  articles: string[];
  montants: MontantLu[];
  taux: TauxLu[];
}

/** Reads a question (NFC); without a lexicon, as it stands. */
export function understand(posee: string, lexicon: Lexicon = NO_LEXICON): Understanding {
  const { text: question, lectures } = lexicon.read(posee);
  const montants = lireMontants(question);
  const clauses = paymentClauses(question);
  // "40 % comptant" is no rate.
  const taux = lireTaux(question).filter((rate) => !isWithin(rate, clauses));
  const numeros = accountNumbers(question);
  const said = analyse(question).filter((token) => !isWithin(token, [...montants, ...taux]));
  const beside = said.filter((token) => !isWithin(token, clauses));
  const inPassing = tells(beside);
  return {
    posee,
    question,
    sens: inPassing ? blanked(question, clauses) : question,
    lectures,
    intent: intentOf(question, { named: numeros.length > 0, figured: montants.length > 0 }),
    subject: subjectOf(inPassing ? beside : said, asksForArticle(question)),
    numeros,
    plages: accountRanges(question),
    articles: articleNumbers(question),
    montants,
    taux,
  };
}

/** Who pays, that one pays, and what a payment costs: with nothing else said, the payment is what the question is about. */
const OF_PAYING: ReadonlySet<string> = new Set(
  analyse(
    `payer paye paiement régler réglé règlement verser versement encaisser encaissement acquitter solder client fournisseur créancier débiteur
    salarié employé associé banque facture somme argent montant frais commission`,
  ).map(({ stem }) => stem),
);

const tells = (tokens: Token[]): boolean =>
  subjectOf(tokens, false).some(({ stem, stop }) => !stop && !OF_PAYING.has(stem) && !saysDirection(stem));

/** Where the article asked for stands is no part of the subject. */
const ARTICLE_STEMS: ReadonlySet<string> = new Set(
  analyse('article articles acte uniforme audcif texte loi fixe prévoit précise').map((token) => token.stem),
);

function subjectOf(tokens: Token[], ofArticle: boolean): Token[] {
  const content = contentTokens(ofArticle ? tokens.filter(({ stem }) => !ARTICLE_STEMS.has(stem)) : tokens);
  const subject = content.filter((token) => !INTENT_STEMS.has(token.stem));
  return subject.length > 0 ? subject : content;
}
