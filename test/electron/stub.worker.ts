/**
 * A question worker that knows nothing but obeys: real channel and guard, answers by command in the question, so that a test can
 * decide when a worker is slow, hangs or dies.
 */
import { QUESTION_WORKER_METHODS } from '../../core/contract.ts';
import type { QuestionWorkerApi } from '../../core/contract.ts';
import { ok } from '../../core/failures.ts';
import { exposeGuarded } from '../../core/ipc/guarded-expose.ts';
import { parentEndpoint } from '../../workers/parent-endpoint.ts';
import { usage } from '../../workers/usage.ts';

const service: QuestionWorkerApi = {
  open: async () => ok({ pid: process.pid, indexVersion: 'stub', rssMb: 1 }),
  answer: async (question) => {
    if (question.includes('lente')) await new Promise((resolve) => setTimeout(resolve, 1_500));
    if (question.includes('sourde')) hang();
    return ok({
      finding: { status: 'answered', answer: `réponse de ${process.pid}`, entries: [], citations: [], confidence: 1 },
      timings: { embed_ms: 0, lexical_ms: 0, semantic_ms: 0, answer_ms: 0 },
      rssMb: 1,
    });
  },
  usage: async () => usage(),
};

/** Neither answers nor hears a polite request to end. */
function hang(): void {
  process.on('SIGTERM', () => {});
  const forever = new Int32Array(new SharedArrayBuffer(4));
  Atomics.wait(forever, 0, 0);
}

exposeGuarded(service, QUESTION_WORKER_METHODS, parentEndpoint());
