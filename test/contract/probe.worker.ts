import { exposeGuarded } from '../../core/ipc/guarded-expose.ts';
import { parentEndpoint } from '../../workers/parent-endpoint.ts';
import { createProbe, PROBE_METHODS } from './probe-api.ts';

exposeGuarded(
  createProbe((code) => process.exit(code)),
  PROBE_METHODS,
  parentEndpoint(),
);
