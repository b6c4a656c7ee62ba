import assert from 'node:assert/strict';
import { appendFileSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { corpusHash, readCorpus, type Probleme } from '../../workers/corpus/read-corpus.ts';
import { validateCorpus } from '../../workers/corpus/validate-corpus.ts';
import { CORPUS_DIR, copyOf } from '../support/knowledge.ts';

const SHEET = 'operations/achats/achat-marchandises-credit.md';
const USAGES = 'comptes/usages.yaml';

/** Everything the check says about a knowledge base. */
function problems(dir: string): Probleme[] {
  const { corpus, problemes } = readCorpus(dir);
  return [...problemes, ...validateCorpus(corpus)];
}

/** What the check says after one edit of one file in a copy. */
function afterEdit(t: TestContext, file: string, edit: (text: string) => string): Probleme[] {
  const dir = copyOf(CORPUS_DIR, t);
  const before = readFileSync(join(dir, file), 'utf8');
  const after = edit(before);
  assert.notEqual(after, before, 'the edit found nothing to edit');
  writeFileSync(join(dir, file), after);
  return problems(dir);
}

/** Each mistake: what somebody does to the sheet, and what the check must say. */
const MISTAKES: [what: string, edit: (text: string) => string, says: RegExp][] = [
  ['an unknown account in an entry', (text) => text.replace("compte: '6011'", "compte: '6999'"), /compte 6999 n'est pas au plan/],
  [
    'an unknown account in a reference',
    (text) => text.replace(/comptes: \['6011'/, "comptes: ['6998'"),
    /6998 n'est pas au plan/,
  ],
  ['an unbalanced entry', (text) => text.replace('montant: TTC', 'montant: HT'), /déséquilibrée de/],
  ['halves that balance for even amounts only', halves, /déséquilibrée de -?1 /],
  ['a negative amount', (text) => text.replaceAll('montant: TVA', 'montant: -TVA'), /nul, négatif ou incalculable/],
  ['a missing reference', (text) => text.replace(/reference:\n( {2}- .*\n)+/, 'reference: []\n'), /au moins une référence/],
  ['no reference at all', (text) => text.replace(/reference:\n( {2}- .*\n)+/, ''), /reference/],
  ['an article nobody confirmed', withReference("{ source: audcif, article: '999' }"), /article AUDCIF non confirmé/],
  ['a chapter the guide has not', withReference('{ source: guide, partie: 1, chapitre: 99 }'), /chapitre absent du guide/],
  ['a source we do not know', withReference('{ source: blog, adresse: x }'), /reference\.0/],
  ['a dead link', (text) => text.replace(/voir: \[/, 'voir: [fiche-inconnue, '), /« fiche-inconnue » n'existe pas/],
  ['HTML', (text) => `${text}\nUn <b>mot</b> en gras.\n`, /contient du HTML/],
  ['a script', (text) => `${text}\n<script>alert(1)</script>\n`, /contient du HTML/],
  ['a comment', (text) => `${text}\n<!-- caché -->\n`, /contient du HTML/],
  ['a link', (text) => `${text}\nVoir [ici](https://example.org).\n`, /un lien ou une image/],
  ['an image', (text) => `${text}\n![schéma](x.png)\n`, /un lien ou une image/],
  ['no text', (text) => text.replace(/(---\n[^]*?\n---\n)[^]*/, '$1'), /le texte manque/],
  ['an unknown name in a formula', (text) => text.replace('montant: HT', 'montant: PRIX'), /« PRIX » n'est ni un paramètre/],
  ['a formula that is none', (text) => text.replace('montant: HT', "montant: 'HT +'"), /formule/],
  ['an account without quotes', (text) => text.replace("compte: '6011'", 'compte: 6011'), /lignes\.0\.compte/],
  [
    'one line in an entry',
    (text) => text.replace(/( {6}- \{ compte[^\n]*\n)+/, "      - { compte: '571', sens: debit, montant: 1 }\n"),
    /au moins deux lignes/,
  ],
  ['a sense that is none', (text) => text.replace('sens: debit', 'sens: gauche'), /sens/],
  ['a field nobody reads', (text) => text.replace('titre:', 'auteur: moi\ntitre:'), /auteur/],
  ['an id that is not the file’s name', (text) => text.replace(/^id: .*/m, 'id: autre-nom'), /n'est pas le nom du fichier/],
  ['YAML that is broken', (text) => text.replace('titre:', 'titre: « : [\n'), /YAML illisible/],
  ['no head', (text) => text.replace(/^---\n/, ''), /en-tête YAML entre/],
];

function halves(text: string): string {
  const line = /^( +- \{ compte: '\d+', sens: credit, montant: )TTC( \})$/m;
  return text.replace(line, '$1TTC / 2$2\n$1TTC / 2$2');
}

function withReference(reference: string): (text: string) => string {
  return (text) => text.replace(/reference:\n( {2}- .*\n)+/, `reference:\n  - ${reference}\n`);
}

describe('the check of the knowledge base', () => {
  it('finds nothing wrong with ours: 1 412 accounts, and at least 40 operations, 25 rules, 15 on statements', () => {
    const { corpus } = readCorpus(CORPUS_DIR);
    assert.deepEqual(problems(CORPUS_DIR), []);
    const count = (type: string): number => corpus.fiches.filter((fiche) => fiche.type === type).length;
    assert.equal(corpus.plan.size, 1412);
    assert(count('operation') >= 40 && count('regle') >= 25 && count('etat') >= 15);
  });

  for (const [what, edit, says] of MISTAKES) {
    it(`finds ${what}`, (t) => {
      const found = afterEdit(t, SHEET, edit);
      assert(
        found.some(({ message }) => says.test(message)),
        JSON.stringify(found.slice(0, 3)),
      );
      const here = found.filter(({ message }) => says.test(message));
      assert(
        here.every(({ fichier }) => fichier.endsWith('achat-marchandises-credit.md')),
        'it names the file',
      );
    });
  }

  it('finds two sheets of one name', (t) => {
    const dir = copyOf(CORPUS_DIR, t);
    copyFileSync(join(dir, SHEET), join(dir, 'regles', 'achat-marchandises-credit.md'));
    assert.deepEqual(
      problems(dir).map(({ message }) => message),
      ['cet identifiant existe deux fois'],
    );
  });

  it('finds everyday words of an account that is not in the chart, and a file of them that cannot be read', (t) => {
    const unknown = afterEdit(t, USAGES, (text) => `${text}\n"6999": { mots: [rien] }\n`);
    assert.deepEqual(unknown, [{ fichier: USAGES, message: "le compte 6999 n'est pas au plan" }]);
    const neighbour = afterEdit(t, USAGES, (text) => `${text}\n"1": { mots: [rien], pas: [{ compte: "6999", si: jamais }] }\n`);
    assert.deepEqual(neighbour, [{ fichier: USAGES, message: "le compte 6999 n'est pas au plan" }]);
    for (const end of ['\n"6011: [', '\n"6012": { mot: [x] }\n', '\n- liste\n']) {
      const [first, ...others] = afterEdit(t, USAGES, (text) => text + end);
      assert.equal(first?.fichier, USAGES, end);
      assert.deepEqual(others, [], end);
    }
  });

  it('finds what people say put under no account or sheet, or under two', (t) => {
    const says = (text: string): string[] => {
      const dir = copyOf(CORPUS_DIR, t);
      mkdirSync(join(dir, 'formulations'), { recursive: true });
      writeFileSync(join(dir, 'formulations', 'essai.yaml'), text);
      return problems(dir).map(({ message }) => message);
    };
    assert.deepEqual(says('fiche-inconnue: [une chose]\n'), ['cette clé ne désigne ni un compte du plan ni une fiche']);
    assert.deepEqual(says('compte-6999: [une chose]\n'), ['cette clé ne désigne ni un compte du plan ni une fiche']);
    assert.deepEqual(says('compte-3111: [Une chosé]\ncompte-3112: [une chose]\n'), [
      '« une chose » se trouve déjà sous « compte-3111 »',
    ]);
    assert.deepEqual(says('compte-6055: [une <b>chose</b>]\n'), ['une formulation contient du HTML, un lien ou une image']);
    assert.match(says('compte-6055: une chose\n')[0] ?? '', /compte-6055/);
  });

  it('finds a list of words or of correspondences that cannot be read', (t) => {
    for (const [file, end, says] of [
      ['lexique/mots-courants.txt', 'deux mots\n', /ligne \d+ : « deux mots » n'est pas un mot/],
      ['lexique/mots-courants.txt', 'Paris\n', /« Paris » n'est pas un mot en minuscules/],
      ['lexique/raccourcis.yaml', 'koi: qui\n', /YAML illisible/],
      ['lexique/anglais.yaml', 'loan: [emprunt]\n', /YAML illisible|loan/],
      ['lexique/anglais.yaml', 'new word: 12\n', /new word/],
    ] as const) {
      const [first, ...others] = afterEdit(t, file, (text) => text + end);
      assert.equal(first?.fichier, file, end);
      assert.match(first.message, says);
      assert.deepEqual(others, [], end);
    }
  });
});

describe('the hash of the knowledge base', () => {
  it('changes with any word of any file, and not with the kind of line ends', (t) => {
    const dir = copyOf(CORPUS_DIR, t);
    const hash = corpusHash(dir);
    assert.equal(hash, corpusHash(CORPUS_DIR));
    writeFileSync(join(dir, SHEET), readFileSync(join(dir, SHEET), 'utf8').replaceAll('\n', '\r\n'));
    assert.equal(corpusHash(dir), hash);
    assert.deepEqual(problems(dir), [], 'a sheet written on Windows is read all the same');
    appendFileSync(join(dir, USAGES), '# fin\n');
    assert.notEqual(corpusHash(dir), hash);
  });
});
