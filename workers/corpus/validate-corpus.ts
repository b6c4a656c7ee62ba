import { fold } from '../analysis/analyser.ts';
import { noms, parseFormule } from '../comptabilite/formule.ts';
import { passerEcritures, soldes } from '../comptabilite/ecriture.ts';
import { peutEtreObjet, selonObjet } from '../comptabilite/objet.ts';
import type { PlanComptes } from '../comptabilite/plan-comptes.ts';
import { comptesDe, numeroDe, type Fiche, type FicheCompte, type FicheOperation } from './fiche.ts';
import type { Corpus, Probleme } from './read-corpus.ts';
import { comptesCites } from './reference.ts';
import { cleDeTerme } from './terme.ts';

/** Factors put on every example, so that an entry that balances only by luck of round figures is found. */
const FACTEURS = [1, 0.5, 0.3333, 1.7777, 3];

/** VAT rates in force somewhere in the OHADA states (percent); only to check that entries balance. */
const TAUX_ESSAYES = [18, 19.25, 10];

/** All that can be wrong between sheets, chart and entries. An empty list means the corpus may be indexed. */
export function validateCorpus(corpus: Corpus): Probleme[] {
  const fiches = [...corpus.fiches, ...corpus.comptes.values()];
  const ids = new Set(fiches.map((fiche) => fiche.id));
  const of = (fiche: Fiche): Probleme[] =>
    validateFiche(fiche, ids, corpus.plan).map((message) => ({ fichier: `${fiche.id}.md`, message }));
  return [
    ...duplicateIds(fiches),
    ...fiches.flatMap(of),
    ...validateUsages(corpus),
    ...validateFormulations(corpus, ids),
    ...validateTermes(corpus, ids),
  ];
}

function duplicateIds(fiches: Fiche[]): Probleme[] {
  const seen = new Set<string>();
  return fiches
    .filter((fiche) => seen.size === seen.add(fiche.id).size)
    .map((fiche) => ({ fichier: `${fiche.id}.md`, message: 'cet identifiant existe deux fois' }));
}

function validateFiche(fiche: Fiche, ids: Set<string>, plan: PlanComptes): string[] {
  return [
    ...absents([...comptesDe(fiche), ...comptesCites(fiche.reference)], plan),
    ...liensMorts(fiche.voir, ids),
    ...(fiche.corps === '' ? ['le texte manque'] : []),
    ...(marked(fiche.corps) ? ['le texte contient du HTML, un lien ou une image'] : []),
    ...(fiche.type === 'operation' ? validateOperation(fiche, plan) : []),
    ...(fiche.type === 'compte' ? validateCompte(fiche) : []),
  ];
}

const absents = (numeros: string[], plan: PlanComptes): string[] =>
  numeros.filter((numero) => !plan.has(numero)).map((numero) => `le compte ${numero} n'est pas au plan`);

const liensMorts = (voir: string[], ids: Set<string>): string[] =>
  voir.filter((id) => !ids.has(id)).map((id) => `« voir » : la fiche « ${id} » n'existe pas`);

const marked = (text: string): boolean => /<[a-z!/]|!?\[[^\]]*\]\(/i.test(text);

/** What an account excludes must go elsewhere. */
function validateCompte(fiche: FicheCompte): string[] {
  return fiche.exclusions
    .filter(({ compte }) => compte.startsWith(numeroDe(fiche)))
    .map(({ cas, compte }) => `« ${cas} » est exclu du compte et y revient par le ${compte}`);
}

function validateOperation(fiche: FicheOperation, plan: PlanComptes): string[] {
  const wrong = [...formulaProblems(fiche), ...validateObjet(fiche, plan)];
  if (wrong.length > 0) return wrong;
  return trialValues(fiche).flatMap((valeurs) => {
    const lignes = passerEcritures(fiche, valeurs, plan);
    const shown = [...valeurs].map(([nom, valeur]) => `${nom}=${valeur}`).join(', ');
    return [
      ...[...soldes(lignes)]
        .filter(([, solde]) => solde !== 0)
        .map(([moment, solde]) => `écriture « ${moment} » déséquilibrée de ${solde} pour ${shown}`),
      ...lignes
        .filter((ligne) => ligne.montant === null || ligne.montant <= 0)
        .map(
          (ligne) => `écriture « ${ligne.moment} », compte ${ligne.compte} : montant nul, négatif ou incalculable pour ${shown}`,
        ),
    ];
  });
}

/** An object exists, is one of those it may be, and changes something. */
function validateObjet({ objet, ...modele }: FicheOperation, plan: PlanComptes): string[] {
  if (!objet) return [];
  const other = objet.parmi.flatMap((debut) =>
    [...plan.keys()].filter((numero) => numero.length === 4 && numero.startsWith(debut)),
  );
  const changes = other.some((numero) => {
    const changed = selonObjet({ objet, ...modele }, numero, (compte) => plan.has(compte));
    return changed !== undefined && JSON.stringify(changed.ecritures) !== JSON.stringify(modele.ecritures);
  });
  return [
    ...absents([objet.defaut, ...objet.parmi], plan),
    ...(peutEtreObjet(objet, objet.defaut)
      ? []
      : [`« objet » : le compte ${objet.defaut} n'est pas parmi ${objet.parmi.join(', ')}`]),
    ...(changes ? [] : ["« objet » : aucun autre compte ne change l'écriture"]),
  ];
}

/** Unknown names and unreadable formulas. */
function formulaProblems(fiche: FicheOperation): string[] {
  const known = new Set(fiche.parametres.map((parametre) => parametre.nom));
  const problems: string[] = [];
  const check = (formule: string): void => {
    try {
      const unknown = noms(parseFormule(formule)).filter((nom) => !known.has(nom));
      problems.push(...unknown.map((nom) => `« ${nom} » n'est ni un paramètre ni un calcul précédent`));
    } catch (error) {
      problems.push((error as Error).message);
    }
  };
  for (const [nom, formule] of Object.entries(fiche.calculs)) {
    check(formule);
    known.add(nom);
  }
  for (const { lignes } of fiche.ecritures) for (const { montant } of lignes) check(montant);
  return problems;
}

/** The examples, scaled together; rates, months and years keep their example but for VAT, which takes several. */
function trialValues(fiche: FicheOperation): Map<string, number>[] {
  const rates = fiche.parametres.some((parametre) => parametre.nom === 'taux_tva') ? TAUX_ESSAYES : [0];
  const withDefaults = fiche.parametres.map(({ nom, exemple, defaut }) => [nom, defaut ?? exemple] as const);
  const scaled = FACTEURS.flatMap((facteur) =>
    rates.map(
      (taux) =>
        new Map(
          fiche.parametres.map(({ nom, exemple }) => {
            if (nom === 'taux_tva') return [nom, taux];
            return [nom, isAmount(nom, exemple) ? Math.round(exemple * facteur) : exemple];
          }),
        ),
    ),
  );
  return fiche.parametres.some(({ defaut }) => defaut !== undefined) ? [...scaled, new Map(withDefaults)] : scaled;
}

/** Amounts in francs scale; rates, durations and counts do not. */
function isAmount(nom: string, exemple: number): boolean {
  return exemple >= 1000 && !/^(taux|duree|mois|jours|ans|nombre|quantite)/.test(nom);
}

function validateUsages({ usages, plan }: Corpus): Probleme[] {
  const fichier = 'comptes/usages.yaml';
  return [...usages].flatMap(([numero, { pas }]) =>
    [numero, ...pas.map((voisin) => voisin.compte)]
      .filter((compte) => !plan.has(compte))
      .map((compte) => ({ fichier, message: `le compte ${compte} n'est pas au plan` })),
  );
}

/** A phrase belongs to one account or sheet that exists. */
function validateFormulations({ formulations, plan }: Corpus, ids: Set<string>): Probleme[] {
  const comptes = new Set([...plan.keys()].map((numero) => `compte-${numero}`));
  const owners = new Map<string, string>();
  return [...formulations].flatMap(([key, phrases]) => {
    const unknown = ids.has(key) || comptes.has(key) ? [] : ['cette clé ne désigne ni un compte du plan ni une fiche'];
    const shared = phrases.map(fold).flatMap((phrase) => {
      const owner = owners.get(phrase);
      owners.set(phrase, key);
      return owner === undefined ? [] : [`« ${phrase} » se trouve déjà sous « ${owner} »`];
    });
    const html = phrases.some(marked) ? ['une formulation contient du HTML, un lien ou une image'] : [];
    return [...unknown, ...shared, ...html].map((message) => ({ fichier: `formulations, « ${key} »`, message }));
  });
}

function validateTermes({ termes, plan }: Corpus, ids: Set<string>): Probleme[] {
  const seen = new Set<string>();
  return termes.flatMap((terme) => {
    const cle = cleDeTerme(terme.terme);
    const messages = [
      ...(seen.size === seen.add(cle).size ? ['ce terme existe deux fois'] : []),
      ...absents([...terme.comptes, ...comptesCites(terme.reference)], plan),
      ...liensMorts(terme.voir, ids),
      ...(marked(terme.definition) ? ['la définition contient du HTML, un lien ou une image'] : []),
    ];
    return messages.map((message) => ({ fichier: `glossaire, « ${terme.terme} »`, message }));
  });
}
