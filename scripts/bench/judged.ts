import { existsSync } from 'node:fs';
import { UsageError } from '../../hosts/cli/usage.ts';
import { readCorpus } from '../../workers/corpus/read-corpus.ts';
import { readDataset, type Dataset } from '../../workers/evaluation/dataset.ts';
import { documentsOf } from '../../workers/indexing/documents.ts';
import { CORPUS_DIR } from '../lib/project.ts';

/** Documents, and questions with the documents that answer them. */
export type Judged = Pick<Dataset, 'name' | 'documents' | 'queries'>;

/** The data set in `dir` when there is one; otherwise our own sheets, without the questions they list, asked those questions. */
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
  return { name: 'fiches', documents: documents.map((document) => ({ ...document, questions: [] })), queries };
}
