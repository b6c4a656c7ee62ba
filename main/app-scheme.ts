import { protocol } from 'electron';
import { APP_SCHEME } from './app-origin.ts';
import { serveStaticFile } from './static-files.ts';

/** Declares app:// as a standard, secure scheme. Electron allows this once, and only before `ready`. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Serves the built renderer under app://ohada/. */
export function setupAppProtocol(rendererDir: string): void {
  protocol.handle(APP_SCHEME, (request) => serveStaticFile(rendererDir, request));
}
