import type { RegleDecision } from '../../core/domain/explication.ts';
import { fold } from '../analysis/analyser.ts';
import type { Intent } from './intent.ts';
import type { Understanding } from './understand.ts';

/** Peoples whose charts and rules are not SYSCOHADA's (beginnings of adjectives, folded). */
const FOREIGN = String.raw`(?:francais|belge|suisse|luxembourgeois|marocain|tunisien|algerien|mauritanien|libyen|egyptien|canadien|quebecois|american|anglais|britannique|allemand|espagnol|portugais|italien|malgache|mauricien|rwandais|burundais|nigerian|ghaneen|liberien|gambien|angolais|capverdien|ethiopien|kenyan|djiboutien|haitien|libanais|turc|chinois|indien|russe|bresilien)[a-z]*`;
const ABROAD = String.raw`(?:en france|en belgique|en suisse|au luxembourg|au maroc|en tunisie|en algerie|en mauritanie|au canada|au quebec|aux etats-unis|en angleterre|en allemagne|a madagascar|a maurice|au rwanda|au burundi|au nigeria|au ghana)`;

/** Other charts and frameworks: what a question asks of them is not ours to answer, even where a number exists in both. */
const OTHER_FRAMEWORK = new RegExp(
  [
    String.raw`\bpcg\b|\bpcge\b|\bpcmn\b|\b(?:us |uk )?gaap\b|\b(?:ias|ifrs|ifric|ipsas|asc) ?\d+\b|\bm ?(?:14|52|57)\b|\bsycebnl\b|\bplan comptable bancaire\b|\bcode cima\b`,
    String.raw`\b(?:plan|comptabilite|systeme|referentiel|normes?|droit|sens|reglement) (?:comptables? )?(?:general )?(?:des entreprises )?${FOREIGN}\b`,
    String.raw`\b(?:plan comptable|comptes? \d{2,5})\b.*\b${ABROAD}\b|\b${ABROAD}\b.*\b(?:plan comptable|comptes? \d{2,5})\b`,
  ].join('|'),
);

/** Figures that each state's laws fix: rates, thresholds, dates and tariffs of taxes and social contributions. */
const TAX = String.raw`(?:impots?|patente|taxes?|tva|i\.?s\.?|irpp|imf|acompte provisionnel|cnss|cnps|css|ipres|inps|cotisations?|smig|smic|salaire minimum|droits? d'enregistrement|timbre fiscal|droits? de douane|tarif exterieur|vignette|contribution fonciere|retenue a la source|fiscalement|deductible fiscalement)`;
/** The member states, and the towns whose offices people ask about (folded). */
const PLACE = String.raw`(?:au (?:benin|burkina|cameroun|congo|gabon|mali|niger|senegal|tchad|togo)|en (?:cote d'ivoire|centrafrique|guinee|rdc)|aux comores|a (?:abidjan|bamako|bangui|bissau|brazzaville|conakry|cotonou|dakar|douala|kinshasa|libreville|lome|malabo|moroni|n'?djamena|niamey|ouagadougou|yaounde))`;
const FIXED_BY_STATE = String.raw`(?:amendes?|penalites?|majorations?|timbres?|smig|bareme|tarifs?|cotisations?|masse salariale|heures supplementaires|preavis)`;
const NATIONAL_FIGURE = new RegExp(
  [
    String.raw`\b(?:taux|tarifs?|bareme|plafonds?|montant (?:minimum|legal)|assiette|abattement|date limite|combien)\b[^?.]{0,40}\b${TAX}\b`,
    String.raw`\b${FIXED_BY_STATE}\b[^?.]{0,60}\b${PLACE}\b|\b${PLACE}\b[^?.]{0,60}\b${FIXED_BY_STATE}\b`,
  ].join('|'),
);

/** Why a question is not ours to answer, whatever is found: the rule, and a French sentence. */
export interface Outside {
  rule: Extract<RegleDecision, 'autre_referentiel' | 'chiffre_national'>;
  reason: string;
}

/** Says so of questions about other charts and about national figures; entries and accounts may well speak of those. */
export function outsideOf({ question, intent }: Pick<Understanding, 'question' | 'intent'>): Outside | undefined {
  const folded = fold(question);
  if (OTHER_FRAMEWORK.test(folded))
    return { rule: 'autre_referentiel', reason: 'La question porte sur un autre référentiel que le SYSCOHADA.' };
  if (WANTS_FIGURE.has(intent) && NATIONAL_FIGURE.test(folded))
    return { rule: 'chiffre_national', reason: 'Ce chiffre est fixé par la loi de chaque État : il ne relève pas du SYSCOHADA.' };
  return undefined;
}

const WANTS_FIGURE: ReadonlySet<Intent> = new Set<Intent>(['regle', 'libre', 'definition']);
