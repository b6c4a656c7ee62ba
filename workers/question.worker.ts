import { QUESTION_WORKER_METHODS } from '../core/contract.ts';
import { exposeGuarded } from '../core/ipc/guarded-expose.ts';
import { parentEndpoint } from './parent-endpoint.ts';
import { programVersion } from './program-version.ts';
import { createQuestionService } from './question-service.ts';
import { keepHeapSmall } from './small-heap.ts';

keepHeapSmall();
exposeGuarded(createQuestionService(programVersion(import.meta.filename)), QUESTION_WORKER_METHODS, parentEndpoint());
