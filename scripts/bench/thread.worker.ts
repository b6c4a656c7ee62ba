/** A question worker in a thread, for comparison only: the application runs them as processes. */
import { parentPort } from 'node:worker_threads';
import { QUESTION_WORKER_METHODS } from '../../core/contract.ts';
import { exposeGuarded } from '../../core/ipc/guarded-expose.ts';
import { createQuestionService } from '../../workers/question-service.ts';

exposeGuarded(createQuestionService(), QUESTION_WORKER_METHODS, {
  send: (message) => parentPort?.postMessage(message),
  onMessage: (listener) => void parentPort?.on('message', listener),
});
