import { z } from 'zod';
import { resizeSchema, submissionSchema } from './read-submission.ts';
import * as replies from './reply-schemas.ts';

interface Operation {
  summary: string;
  body?: z.ZodType;
  /** Schema by status; a text is another kind of content. */
  replies: Record<number, z.ZodType | 'text/event-stream' | 'text/plain' | 'application/json'>;
  /** False where no token is asked for. */
  token?: false;
}

const id = (summary: string, statuses: Operation['replies']): Operation => ({ summary, replies: statuses });

/** Every route of the server beside the page's own files, by path and method. A test holds this against the real ones. */
const OPERATIONS: Record<string, Record<string, Operation>> = {
  '/api/questions': {
    post: {
      summary: 'Submits questions; each settles on its own.',
      body: submissionSchema,
      replies: { 202: replies.submitReply, 400: replies.failureReply, 409: replies.failureReply, 413: replies.failureReply },
    },
  },
  '/api/questions/{id}': {
    get: id('A question: its state while it is open, else its outcome.', {
      200: z.union([replies.openQuestion, replies.settlement]),
      404: replies.failureReply,
    }),
    delete: id('Cancels a question.', { 200: replies.settlement, 404: replies.failureReply, 409: replies.failureReply }),
  },
  '/api/events': {
    get: { summary: 'Server-sent events named "question": every change of state.', replies: { 200: 'text/event-stream' } },
  },
  '/api/status': { get: { summary: 'Workers, queue, cache, versions, alerts.', replies: { 200: replies.statusReply } } },
  '/api/recovered': {
    get: {
      summary: 'Questions of the page that were left over from the run before and are asked again.',
      replies: { 200: replies.recoveredReply },
    },
  },
  '/api/workers': {
    put: {
      summary: 'Changes the number of question workers until the server ends.',
      body: resizeSchema,
      replies: { 200: replies.statusReply, 400: replies.failureReply },
    },
  },
  '/api/monitoring': {
    get: { summary: 'Everything measured over the last minutes.', replies: { 200: replies.monitoringReply } },
  },
  '/metrics': { get: { summary: 'The same for Prometheus, in its text format.', replies: { 200: 'text/plain' } } },
  '/openapi.json': { get: { summary: 'This description.', replies: { 200: 'application/json' } } },
  '/health': {
    get: {
      summary: 'Whether questions can be answered now; for supervisors.',
      replies: { 200: replies.healthReply, 503: replies.healthReply },
      token: false,
    },
  },
};

const REASONS: Record<number, string> = {
  200: 'Done.',
  202: 'Accepted.',
  400: 'Does not fit the schema.',
  401: 'The token is missing or wrong.',
  403: 'Foreign Host or Origin.',
  404: 'Unknown id.',
  409: 'The id is taken, or the question is settled.',
  413: 'Too large.',
  429: 'Too many requests or questions; Retry-After tells when to come back.',
  503: 'Not now.',
};

/** The description of the local API in OpenAPI 3.1. */
export function openApiDocument(): Record<string, unknown> {
  const paths = Object.entries(OPERATIONS).map(([path, methods]) => {
    const described = Object.entries(methods).map(([method, operation]) => [method, describe(path, operation)] as const);
    return [path, Object.fromEntries(described)] as const;
  });
  return {
    openapi: '3.1.0',
    info: { title: 'OHADA Expert-Comptable', version: '1', description: 'Loopback only; the token is printed at the start.' },
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    security: [{ token: [] }],
    paths: Object.fromEntries(paths),
  };
}

function describe(path: string, { summary, body, replies: own, token }: Operation): object {
  const always = { 403: replies.failureReply, ...(token ?? { 401: replies.failureReply, 429: replies.failureReply }) };
  const responses = Object.entries({ ...own, ...always }).map(([status, reply]) => [status, response(Number(status), reply)]);
  return {
    summary,
    ...(token === false && { security: [] }),
    ...(path.includes('{id}') && {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', maxLength: 200 } }],
    }),
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(body, 'input') } } } }),
    responses: Object.fromEntries(responses) as object,
  };
}

function response(status: number, reply: Operation['replies'][number]): object {
  const content = typeof reply === 'string' ? { [reply]: {} } : { 'application/json': { schema: jsonSchema(reply, 'output') } };
  return { description: REASONS[status] ?? String(status), content };
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): object {
  // Every schema of OpenAPI 3.1 is of this dialect; it need not be said of each.
  return { ...z.toJSONSchema(schema, { io }), $schema: undefined };
}
