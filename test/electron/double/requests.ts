import type * as Electron from 'electron';
import type { Frame, Page, Request as PageRequest, Route } from 'playwright-core';
import { toElectronUrl } from './address.ts';
import { registered } from './session.ts';
import type { DoubleWebContents } from './web-contents.ts';

/** What a window knows about a navigation that main itself asked for; Electron tells `will-navigate` only of the page's own. */
export type AskedByMain = (url: string) => boolean;

/** Puts Electron's questions in front of every request of a page; nothing ever leaves for the network. */
export async function interceptRequests(page: Page, contents: DoubleWebContents, askedByMain: AskedByMain): Promise<void> {
  await page.route('**/*', async (route, request) => {
    const url = toElectronUrl(request.url());
    if (request.isNavigationRequest() && !askedByMain(url) && !mayNavigate(contents, request.frame(), url)) {
      return route.abort('aborted');
    }
    if (await isCancelled(request, url)) return route.abort('blockedbyclient');
    return serve(route, request, url);
  });
  await page.routeWebSocket(/.*/, async (socket) => {
    console.error(`electron double: web socket refused: ${socket.url()}`);
    await socket.close();
  });
}

function mayNavigate(contents: DoubleWebContents, frame: Frame, url: string): boolean {
  let prevented = false;
  const isMainFrame = frame.parentFrame() === null;
  const event = { url, isMainFrame, isSameDocument: false, preventDefault: () => (prevented = true) };
  contents.emit('will-frame-navigate', event);
  if (isMainFrame) contents.emit('will-navigate', event, url, false, true);
  return !prevented;
}

function isCancelled(request: PageRequest, url: string): Promise<boolean> {
  const listener = registered.beforeRequest;
  if (!listener) return Promise.resolve(false);
  const details = { id: 0, url, method: request.method(), resourceType: resourceType(request) };
  return new Promise((resolve) => {
    // The rest of the details (timestamps, upload data) has no reader here.
    listener(details as Electron.OnBeforeRequestListenerDetails, (response) => resolve(response.cancel === true));
  });
}

function resourceType(request: PageRequest): string {
  return request.isNavigationRequest() ? 'mainFrame' : request.resourceType();
}

/** Answers from the handler of the custom scheme; without one, as Electron does for a scheme it does not know. */
async function serve(route: Route, request: PageRequest, url: string): Promise<void> {
  const scheme = new URL(url).protocol.slice(0, -1);
  const handler = registered.schemes.get(scheme);
  if (!handler || registered.privileged.get(scheme)?.standard !== true) {
    console.error(`electron double: request refused, no handler: ${url}`);
    return route.abort(scheme === 'http' || scheme === 'https' ? 'internetdisconnected' : 'failed');
  }
  const body = request.postDataBuffer();
  const response = await handler(new Request(url, { method: request.method(), ...(body ? { body: new Uint8Array(body) } : {}) }));
  await route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  });
}
