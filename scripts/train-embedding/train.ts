import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { attribution, modelCard } from './card.ts';
import { readVectors, subwordVectors, trainSkipgram, writeLines, type WordVectors } from './fasttext.ts';
import { readKnowledgeBase, type KnowledgeBase } from './knowledge-base.ts';
import { contentWordsOf } from './normalise.ts';
import { onnxBytes } from './onnx-graph.ts';
import type { Options } from './options.ts';
import { fitPieces, refitPieces } from './pieces.ts';
import { quantise } from './quantise.ts';
import { seededRandom } from './random.ts';
import { FASTTEXT, SEED, TUNING } from './recipe.ts';
import { encoder } from './segment.ts';
import { spanPairs } from './spans.ts';
import { textPairs, trainingLines, type Pair } from './sources.ts';
import type { Table } from './table.ts';
import { tokenizerFiles } from './tokenizer-files.ts';
import { tune, type EncodedPair } from './tuning.ts';
import { chooseVocabulary, countWords, type Vocabulary } from './vocabulary.ts';
import { folded, startingTable, weights, type WeightOf } from './weighting.ts';

type Report = (line: string) => void;

/** Trains fastText unless earlier output was named; adds vectors for our own words that are too rare for it. */
async function wordVectors(
  options: Options,
  work: string,
  lines: readonly string[],
  own: ReadonlySet<string>,
): Promise<WordVectors> {
  const prefix = options.vectors ?? join(work, 'fasttext');
  if (options.vectors === null) {
    const input = join(work, 'train.txt');
    await writeLines(input, lines);
    await trainSkipgram(input, prefix, options.threads);
  }
  const vectors = await readVectors(prefix);
  const unseen = [...own].filter((word) => !vectors.has(word)).sort();
  for (const [word, vector] of await subwordVectors(prefix, unseen)) vectors.set(word, vector);
  return vectors;
}

/** The vectors that sums of pieces should give: of rare words their own, of misspelt words those of the words meant. */
function pieceTargets(vocabulary: Vocabulary, vectors: WordVectors, weightOf: WeightOf): Map<string, Float32Array> {
  const targets = new Map<string, Float32Array>();
  const add = (word: string, meant: string): void => {
    const target = folded(meant, vectors, weightOf);
    if (target !== null) targets.set(word, target);
  };
  for (const [wrong, meant] of vocabulary.misspelt) add(wrong, meant);
  for (const word of vectors.keys()) if (!vocabulary.words.has(word)) add(word, word);
  return targets;
}

/** Turns pairs into rows, leaving out pairs of which one side has no known word. Equal questions and pairs of one group get equal keys. */
function pairEncoder(vocabulary: Vocabulary): (pairs: readonly Pair[]) => EncodedPair[] {
  const encode = encoder(vocabulary.ids);
  const keys = new Map<string, number>();
  const encodePair = (pair: Pair): EncodedPair[] => {
    const words = contentWordsOf(pair.question);
    const text = pair.group ?? words.join(' ');
    const key = keys.get(text) ?? keys.size;
    keys.set(text, key);
    const question = encode(words);
    const document = encode(contentWordsOf(pair.document).slice(0, TUNING.documentWords));
    if (question.length === 0 || document.length === 0) return [];
    return [{ question, document, key, repeats: pair.own ? TUNING.ownRepeats : 1 }];
  };
  return (pairs) => pairs.flatMap(encodePair);
}

function writeModel(folder: string, vocabulary: Vocabulary, table: Table): number {
  const files: Record<string, string | Uint8Array> = {
    'onnx/model.onnx': onnxBytes(quantise(table)),
    ...tokenizerFiles(vocabulary, table.dimension),
  };
  const all = { ...files, 'model-card.json': modelCard(table.dimension, files), 'ATTRIBUTION.md': attribution() };
  let bytes = 0;
  for (const [name, content] of Object.entries(all)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    bytes += Buffer.byteLength(content);
  }
  return bytes;
}

function describe(base: KnowledgeBase): string {
  return `${String(base.documents)} fiches, ${String(base.paragraphs.length)} paragraphes, ${String(base.pairs.length)} paires`;
}

/**
 * The whole recipe, from text to the model's folder.
 * @param work an existing folder for the text given to fastText and its output (about 1 GB)
 */
export async function train(options: Options, work: string, report: Report): Promise<void> {
  const random = seededRandom(SEED);
  const base = readKnowledgeBase(options.corpus);
  report(`base de connaissances : ${describe(base)}`);
  const lines = trainingLines(options.text, base.paragraphs, random);
  const counts = countWords(lines);
  report(`texte : ${String(lines.length)} lignes, ${String(counts.size)} mots différents`);
  const vectors = await wordVectors(options, work, lines, base.words);
  report(`fastText : ${String(vectors.size)} vecteurs de ${String(FASTTEXT.dimension)} dimensions`);
  const vocabulary = chooseVocabulary(counts, base.words, random);
  const weightOf = weights(counts);
  const table = startingTable(vocabulary, vectors, weightOf, FASTTEXT.dimension);
  fitPieces(table, vocabulary, pieceTargets(vocabulary, vectors, weightOf), random);
  report(`vocabulaire : ${String(vocabulary.words.size)} mots entiers, ${String(vocabulary.tokens.length)} rangs en tout`);
  const encodePairs = pairEncoder(vocabulary);
  const pairs = encodePairs([...textPairs(options.text), ...base.pairs]);
  tune(table, { pairs, extra: encodePairs(spanPairs(lines, random)) }, random, report);
  refitPieces(table, vocabulary, vectors.keys(), random);
  const bytes = writeModel(options.out, vocabulary, table);
  report(`modèle écrit dans ${options.out} (${(bytes / 1e6).toFixed(1)} Mo)`);
}
