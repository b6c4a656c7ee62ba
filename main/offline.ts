import { app, session } from 'electron';
import { isAppUrl } from './app-origin.ts';

/** Switches off what Chromium would fetch by itself, name resolution included. To be called before `ready`. */
export function disableChromiumNetwork(): void {
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  app.commandLine.appendSwitch('disable-background-networking');
  app.commandLine.appendSwitch('disable-component-update');
  app.commandLine.appendSwitch('no-pings');
}

/** Refuses every request but those for the page's own files. The application answers offline; nothing has to leave. */
export function setupNetworkDenial(): void {
  session.defaultSession.setSpellCheckerEnabled(false); // its dictionaries come from the network
  session.defaultSession.webRequest.onBeforeRequest((details, callback) => {
    callback({ cancel: !isAllowedRequest(details.url, !app.isPackaged) });
  });
}

/** `data:` never reaches the network; developer tools bring their own scheme. */
export function isAllowedRequest(url: string, development: boolean): boolean {
  return isAppUrl(url) || url.startsWith('data:') || (development && url.startsWith('devtools://'));
}
