import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A stand-in for huggingface.co on this machine: `/<id>/resolve/<revision>/<file>`, with ETag, Range and If-Range. */
export interface ModelServer {
  readonly url: string;
  /** File contents by name: may be changed between two calls. */
  readonly files: Map<string, string>;
  /** One line per request: the file's name, and the range asked for. */
  readonly log: string[];
  /** The next answer for this file breaks off after so many bytes. */
  breakOff(name: string, after: number): void;
  close(): Promise<void>;
}

const PATH = /^\/[^/]+\/[^/]+\/resolve\/[^/]+\/(.+)$/;

function etagOf(content: string): string {
  return `"${createHash('sha256').update(content).digest('hex').slice(0, 16)}"`;
}

/** Where the answer begins: behind what the client has, if it is of the same version. */
function startOf(request: IncomingMessage, etag: string): number {
  const [, from] = /^bytes=(\d+)-$/.exec(request.headers.range ?? '') ?? [];
  return from !== undefined && request.headers['if-range'] === etag ? Number(from) : 0;
}

export async function modelServer(contents: Readonly<Record<string, string>>): Promise<ModelServer> {
  const files = new Map(Object.entries(contents));
  const log: string[] = [];
  const breaks = new Map<string, number>();
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const name = PATH.exec(request.url ?? '')?.[1] ?? '';
    log.push(`${name} ${request.headers.range ?? ''}`.trim());
    const content = files.get(name);
    if (content === undefined) {
      response.writeHead(404).end();
      return;
    }
    const bytes = Buffer.from(content);
    const start = startOf(request, etagOf(content));
    const headers = { etag: etagOf(content), 'content-length': bytes.length - start };
    response.writeHead(start > 0 ? 206 : 200, headers);
    const broken = breaks.get(name);
    breaks.delete(name);
    if (broken === undefined) response.end(bytes.subarray(start));
    else response.write(bytes.subarray(start, broken), () => setTimeout(() => response.destroy(), 50));
  };
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    files,
    log,
    breakOff: (name, after) => breaks.set(name, after),
    close: async () => {
      if (!server.listening) return;
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
