import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';

/** Confirmation of an account: A to D as explained in resources/corpus/LISEZMOI.md, "classe" for the nine classes. */
export type StatutCompte = 'A' | 'B' | 'C' | 'D' | 'classe';

export interface Compte {
  numero: string;
  intitule: string;
  statut: StatutCompte;
  /** The account it subdivides; null for a class. */
  parent: string | null;
}

/** The official chart by account number, in the order of the numbers. */
export type PlanComptes = ReadonlyMap<string, Compte>;

const Lignes = z.array(
  z.object({
    numero: z.string().regex(/^[1-9]\d{0,3}$/),
    intitule: z.string().min(1),
    statut: z.enum(['A', 'B', 'C', 'D', 'classe']),
  }),
);

/** Reads the chart. Throws when a line is malformed, a number comes twice or an account has no parent. */
export function lirePlanComptes(chemin: string): PlanComptes {
  const lignes = Lignes.parse(parse(readFileSync(chemin), { columns: true, bom: true, skip_empty_lines: true }));
  const plan = new Map<string, Compte>();
  for (const ligne of lignes) {
    if (plan.has(ligne.numero)) throw new Error(`plan-comptes.csv : le compte ${ligne.numero} figure deux fois`);
    const parent = ligne.numero.length === 1 ? null : ligne.numero.slice(0, -1);
    if (parent !== null && !plan.has(parent))
      throw new Error(`plan-comptes.csv : le compte ${ligne.numero} n'a pas de compte ${parent}`);
    plan.set(ligne.numero, { ...ligne, parent });
  }
  return plan;
}

/** The accounts from the class down to `numero`, itself included. */
export function lignee(plan: PlanComptes, numero: string): Compte[] {
  const compte = plan.get(numero);
  if (!compte) return [];
  return compte.parent === null ? [compte] : [...lignee(plan, compte.parent), compte];
}

/**
 * A title that says enough by itself: many accounts are only called "Dans la Région" or "Autres", so a title that several
 * accounts share is put behind its parent's, unless that one only repeats it ("Fournisseurs" in "Fournisseurs, dettes en compte").
 */
export function intitulesComplets(plan: PlanComptes): Map<string, string> {
  const uses = new Map<string, number>();
  for (const { intitule } of plan.values()) uses.set(intitule, (uses.get(intitule) ?? 0) + 1);
  const complet = ({ intitule, parent }: Compte): string => {
    const dessus = parent === null ? undefined : plan.get(parent);
    const vague = (uses.get(intitule) ?? 0) > 1;
    return dessus && vague && !dessus.intitule.startsWith(intitule) ? `${complet(dessus)} – ${intitule}` : intitule;
  };
  return new Map([...plan.values()].map((compte) => [compte.numero, complet(compte)]));
}
