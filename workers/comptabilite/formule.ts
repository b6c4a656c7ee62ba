/**
 * Amount formulas of the sheets: numbers, names, + - * / ( ), min(a, b), max(a, b). A formula is parsed once and evaluated
 * with the values known; it is null as long as a name it needs has none.
 */
export type Formule =
  | { type: 'nombre'; valeur: number }
  | { type: 'nom'; nom: string }
  | { type: 'appel'; fonction: 'min' | 'max'; gauche: Formule; droite: Formule }
  | { type: 'operation'; signe: Signe; gauche: Formule; droite: Formule };

type Signe = '+' | '-' | '*' | '/';

/** Values by name; an absent name is an amount the question did not give. */
export type Valeurs = ReadonlyMap<string, number>;

const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|([A-Za-z_][A-Za-z0-9_]*)|([-+*/(),]))/y;

/** The sheets have some thousand formulas, and every question with an amount asks for hundreds of them. */
const MOST_KEPT = 5_000;

const kept = new Map<string, Formule>();

/** Parses a formula. Throws an Error that names the place when the text is not one. */
export function parseFormule(texte: string): Formule {
  const known = kept.get(texte);
  if (known) return known;
  if (kept.size === MOST_KEPT) kept.clear();
  const formule = parse(texte);
  kept.set(texte, formule);
  return formule;
}

function parse(texte: string): Formule {
  const jetons = decouper(texte);
  const [formule, suite] = somme(jetons, 0);
  if (suite !== jetons.length) throw new Error(`formule « ${texte} » : « ${jetons[suite]} » inattendu`);
  return formule;
}

/** The formula's value, unrounded; null when a name has no value or a divisor is zero. */
export function evaluer(formule: Formule, valeurs: Valeurs): number | null {
  switch (formule.type) {
    case 'nombre':
      return formule.valeur;
    case 'nom':
      return valeurs.get(formule.nom) ?? null;
    case 'appel':
    case 'operation': {
      const gauche = evaluer(formule.gauche, valeurs);
      const droite = evaluer(formule.droite, valeurs);
      if (gauche === null || droite === null) return null;
      return formule.type === 'appel' ? Math[formule.fonction](gauche, droite) : calculer(formule.signe, gauche, droite);
    }
  }
}

/** Every name the formula uses. */
export function noms(formule: Formule): string[] {
  if (formule.type === 'nombre') return [];
  if (formule.type === 'nom') return [formule.nom];
  return [...noms(formule.gauche), ...noms(formule.droite)];
}

function calculer(signe: Signe, gauche: number, droite: number): number | null {
  switch (signe) {
    case '+':
      return gauche + droite;
    case '-':
      return gauche - droite;
    case '*':
      return gauche * droite;
    case '/':
      return droite === 0 ? null : gauche / droite;
  }
}

function decouper(texte: string): string[] {
  const jetons: string[] = [];
  TOKEN.lastIndex = 0;
  while (texte.slice(TOKEN.lastIndex).trim() !== '') {
    const debut = TOKEN.lastIndex;
    const trouve = TOKEN.exec(texte);
    if (!trouve) throw new Error(`formule « ${texte} » : illisible à partir de « ${texte.slice(debut)} »`);
    jetons.push(trouve[1] ?? trouve[2] ?? trouve[3] ?? '');
  }
  return jetons;
}

type Lecture = [formule: Formule, suite: number];

function somme(jetons: string[], debut: number): Lecture {
  return enchainer(jetons, debut, produit, ['+', '-']);
}

function produit(jetons: string[], debut: number): Lecture {
  return enchainer(jetons, debut, facteur, ['*', '/']);
}

/** Left-associative chain of operands joined by `signes`. */
function enchainer(jetons: string[], debut: number, operande: typeof facteur, signes: Signe[]): Lecture {
  let [gauche, suite] = operande(jetons, debut);
  for (;;) {
    const signe = signes.find((candidat) => candidat === jetons[suite]);
    if (!signe) return [gauche, suite];
    const [droite, apres] = operande(jetons, suite + 1);
    gauche = { type: 'operation', signe, gauche, droite };
    suite = apres;
  }
}

function facteur(jetons: string[], debut: number): Lecture {
  const jeton = jetons[debut];
  if (jeton === undefined) throw new Error('formule incomplète');
  if (/^\d/.test(jeton)) return [{ type: 'nombre', valeur: Number(jeton) }, debut + 1];
  if (jeton === '(') {
    const [formule, suite] = somme(jetons, debut + 1);
    return [formule, attendre(jetons, suite, ')')];
  }
  if (jeton === '-') {
    const [droite, suite] = facteur(jetons, debut + 1);
    return [{ type: 'operation', signe: '-', gauche: { type: 'nombre', valeur: 0 }, droite }, suite];
  }
  if ((jeton === 'min' || jeton === 'max') && jetons[debut + 1] === '(') return appel(jeton, jetons, debut + 2);
  if (/^[A-Za-z_]/.test(jeton)) return [{ type: 'nom', nom: jeton }, debut + 1];
  throw new Error(`formule : « ${jeton} » inattendu`);
}

function appel(fonction: 'min' | 'max', jetons: string[], debut: number): Lecture {
  const [gauche, apresGauche] = somme(jetons, debut);
  const [droite, apresDroite] = somme(jetons, attendre(jetons, apresGauche, ','));
  return [{ type: 'appel', fonction, gauche, droite }, attendre(jetons, apresDroite, ')')];
}

function attendre(jetons: string[], place: number, jeton: string): number {
  if (jetons[place] !== jeton) throw new Error(`formule : « ${jeton} » attendu`);
  return place + 1;
}
