/** Scheme and host the page is served from. `file://` pages have no origin worth checking. */
export const APP_SCHEME = 'app';
const APP_HOST = 'ohada';

/** First address the window opens. */
export const APP_URL = `${APP_SCHEME}://${APP_HOST}/index.html`;

/** True for addresses of the page itself. Node's `URL.origin` is "null" for own schemes: compare the parts. */
export function isAppUrl(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && url.protocol === `${APP_SCHEME}:` && url.host === APP_HOST;
}
