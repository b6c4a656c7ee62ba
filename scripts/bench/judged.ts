import { existsSync } from 'node:fs';
import { UsageError } from '../../hosts/cli/usage.ts';
import { readCorpus } from '../../workers/corpus/read-corpus.ts';
import { readDataset, type Dataset } from '../../workers/evaluation/dataset.ts';
import { documentsOf } from '../../workers/indexing/documents.ts';
import { CORPUS_DIR } from '../lib/project.ts';

/** Of our own questions, as many as say enough about an engine without taking minutes. */
const MOST_OWN = 3_000;

/** Documents, and questions with the documents that answer them. */
export type Judged = Pick<Dataset, 'name' | 'documents' | 'queries'>;

/** The data set in `dir` when there is one; otherwise our own sheets, without the questions they list, asked a sample of those. */
export async function judgedQuestions(dir: string): Promise<Judged> {
  if (!existsSync(dir)) return ownQuestions();
  const dataset = await readDataset(dir);
  if (!dataset.ok) throw new UsageError(`Jeu d’évaluation illisible : ${dataset.failure.detail}.`);
  return dataset.value;
}

function ownQuestions(): Judged {
  const documents = documentsOf(readCorpus(CORPUS_DIR).corpus);
  const queries = documents.flatMap(({ key, questions }) =>
    questions.map((text) => ({ text, intent: key, judgements: new Map([[key, 1]]) })),
  );
  const step = Math.ceil(queries.length / MOST_OWN);
  const sample = queries.filter((_, at) => at % step === 0);
  return { name: 'fiches', documents: documents.map((document) => ({ ...document, questions: [] })), queries: sample };
}
