import { fileURLToPath } from 'node:url';
import { EVAL_WORKER_METHODS } from '../core/contract.ts';
import { exposeGuarded } from '../core/ipc/guarded-expose.ts';
import { createEvaluationService } from './evaluation/evaluation-service.ts';
import { parentEndpoint } from './parent-endpoint.ts';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

// The bundle holds all of our own code that the index depends on.
exposeGuarded(createEvaluationService(fileURLToPath(import.meta.url), say), EVAL_WORKER_METHODS, parentEndpoint());
