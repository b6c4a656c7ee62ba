import { readFile } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';
import { PAGE_HEADERS } from '../core/page-policy.ts';
import { isAppUrl } from './app-origin.ts';

const MIME_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** Answers a request for a file of the page under `root`; anything that points outside is "not found". */
export async function serveStaticFile(root: string, request: Request): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, 'method not allowed');
  const file = isAppUrl(request.url) ? fileInside(root, request.url) : null;
  if (file === null) return plain(404, 'not found');
  try {
    const body = await readFile(file);
    const type = MIME_TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream';
    return new Response(request.method === 'HEAD' ? null : body, { headers: { ...PAGE_HEADERS, 'Content-Type': type } });
  } catch {
    return plain(404, 'not found');
  }
}

/** The file an address names, or null when it is malformed or leaves `root` (encoded dots, drive letters, NUL). */
export function fileInside(root: string, address: string): string | null {
  const base = resolve(root);
  try {
    const path = decodeURIComponent(new URL(address).pathname);
    if (path.includes('\0')) return null;
    const file = resolve(join(base, path.endsWith('/') ? `${path}index.html` : path));
    return file.startsWith(base + sep) ? file : null;
  } catch {
    return null;
  }
}

function plain(status: number, text: string): Response {
  return new Response(text, { status, headers: { ...PAGE_HEADERS, 'Content-Type': 'text/plain; charset=utf-8' } });
}
