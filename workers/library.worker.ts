import { LIBRARY_WORKER_METHODS } from '../core/library/contract.ts';
import { exposeGuarded } from '../core/ipc/guarded-expose.ts';
import { createLibraryService } from './library/library-service.ts';
import { parentEndpoint } from './parent-endpoint.ts';

exposeGuarded(createLibraryService(), LIBRARY_WORKER_METHODS, parentEndpoint());
