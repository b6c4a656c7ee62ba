import type * as Electron from 'electron';
import { app } from './app.ts';

type SchemeHandler = (request: Request) => Response | Promise<Response>;
type BeforeRequest = (
  details: Electron.OnBeforeRequestListenerDetails,
  callback: (response: Electron.CallbackResponse) => void,
) => void;
type PermissionCheck = Parameters<Electron.Session['setPermissionCheckHandler']>[0];
type PermissionRequest = Parameters<Electron.Session['setPermissionRequestHandler']>[0];

/** What the product registered, read by the windows. */
export const registered = {
  privileged: new Map<string, Electron.Privileges>(),
  schemes: new Map<string, SchemeHandler>(),
  beforeRequest: null as BeforeRequest | null,
  permissionCheck: null as PermissionCheck,
  permissionRequest: null as PermissionRequest,
};

let schemesRegistered = false;

/** Stand-in for `electron.protocol`. */
export const protocol: Pick<Electron.Protocol, 'registerSchemesAsPrivileged' | 'handle'> = {
  registerSchemesAsPrivileged(schemes) {
    app.mustNotBeReady('protocol.registerSchemesAsPrivileged should be called before');
    if (schemesRegistered) throw new Error('protocol.registerSchemesAsPrivileged can be called only once');
    schemesRegistered = true;
    for (const { scheme, privileges } of schemes) registered.privileged.set(scheme, privileges ?? {});
  },
  handle(scheme, handler) {
    app.mustBeReady('protocol.handle');
    if (registered.schemes.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    registered.schemes.set(scheme, handler);
  },
};

type DoubledSession = Pick<
  Electron.Session,
  'setPermissionCheckHandler' | 'setPermissionRequestHandler' | 'setDevicePermissionHandler' | 'setSpellCheckerEnabled'
> & { webRequest: { onBeforeRequest(listener: BeforeRequest | null): void } };

const defaultSession: DoubledSession = {
  setPermissionCheckHandler: (handler) => void (registered.permissionCheck = handler),
  setPermissionRequestHandler: (handler) => void (registered.permissionRequest = handler),
  setDevicePermissionHandler: () => {},
  setSpellCheckerEnabled: () => {},
  webRequest: { onBeforeRequest: (listener) => void (registered.beforeRequest = listener) },
};

/** Stand-in for `electron.session`; Electron has no session before `ready`. */
export const session = {
  get defaultSession(): DoubledSession {
    app.mustBeReady('Session can only be received when app is ready, not');
    return defaultSession;
  },
};
