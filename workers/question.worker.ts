import { QUESTION_WORKER_METHODS } from '../core/contract.ts';
import { exposeGuarded } from '../core/ipc/guarded-expose.ts';
import { parentEndpoint } from './parent-endpoint.ts';
import { createQuestionService } from './question-service.ts';

exposeGuarded(createQuestionService(), QUESTION_WORKER_METHODS, parentEndpoint());
