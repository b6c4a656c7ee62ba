/**
 * Chromium knows no `app://`: pages of a custom scheme are served as https://<host>.<scheme>.invalid, a name that never resolves.
 * Main and its handlers see the custom scheme only.
 */
export function toBrowserUrl(url: string): string {
  const parsed = new URL(url);
  if (parsed.protocol === 'about:' || parsed.protocol === 'data:') return url;
  if (parsed.protocol === 'http:' || parsed.protocol === 'https:') return url;
  return `https://${parsed.host}.${parsed.protocol.slice(0, -1)}.invalid${parsed.pathname}${parsed.search}${parsed.hash}`;
}

/** The address as Electron would report it. */
export function toElectronUrl(url: string): string {
  const match = /^https:\/\/([^/?#]+)\.([a-z][a-z0-9-]*)\.invalid(?=[/?#]|$)(.*)$/s.exec(url);
  return match ? `${match[2]}://${match[1]}${match[3]}` : url;
}
