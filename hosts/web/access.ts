import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** A fresh secret for one run of the server: 256 random bits, base64url. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** True when the Authorization header carries the token. Both sides are hashed: the comparison tells neither place nor length. */
export function carriesToken(authorization: string | undefined, token: string): boolean {
  const given = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  return given !== undefined && timingSafeEqual(digest(given), digest(token));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/**
 * True when a request was addressed to us by a loopback name and, where a page sent it, by our own page. A foreign Host is
 * how DNS rebinding shows: a page of another site whose name suddenly points to 127.0.0.1.
 */
export function isOwnAddress(port: number, { host, origin }: IncomingHttpHeaders): boolean {
  const names = ['127.0.0.1', 'localhost', '[::1]'];
  const hosts = names.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));
  if (host === undefined || !hosts.includes(host.toLowerCase())) return false;
  return origin === undefined || hosts.some((own) => origin === `http://${own}`);
}

/** The page itself, by the addresses it has. */
const PAGE = /^\/(index\.html)?(\?|$)/;

/**
 * False when a browser says that a page of another site, or of another port of this machine, is behind the request. Such a page may
 * only lead its reader to ours, as a link does. Programs other than browsers say nothing, and are told apart by the token.
 */
export function isOwnPage(headers: IncomingHttpHeaders, url: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none') return true;
  return headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document' && PAGE.test(url);
}
