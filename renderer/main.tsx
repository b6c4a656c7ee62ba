import './theme/styles.ts';
import { MantineProvider } from '@mantine/core';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { asking } from '../core/asking.ts';
import { PAGE_API_KEY } from '../core/contract.ts';
import { AppContext } from './app-context.ts';
import { startI18n } from './i18n/start.ts';
import { createQualityRun, loadBundledSet } from './quality/quality-run.ts';
import { newPageName } from './questions/page-name.ts';
import { createSession } from './questions/session.ts';
import { createQuestionStore } from './questions/store.ts';
import { App } from './shell/App.tsx';
import { theme } from './theme/theme.ts';
import { createHttpClient } from './transport/http-client.ts';
import { preloadClient, type PageClient } from './transport/page-client.ts';
import { takeToken } from './transport/token.ts';

function connect(): PageClient {
  const api = window[PAGE_API_KEY];
  return api === undefined ? createHttpClient({ origin: '', token: takeToken(window) }) : preloadClient(api);
}

function start(root: HTMLElement): void {
  startI18n();
  const client = connect();
  const store = createQuestionStore();
  const page = newPageName();
  const session = createSession(client, store, page);
  const ask = asking(client, `${page}-beside-`);
  const quality = createQualityRun(ask, loadBundledSet);
  session.follow();
  createRoot(root).render(
    <StrictMode>
      {/* No <style> elements: the security policy allows none. The variables are in tokens.css. */}
      <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
        <AppContext value={{ client, store, session, ask, quality }}>
          <App />
        </AppContext>
      </MantineProvider>
    </StrictMode>,
  );
}

const root = document.getElementById('root');
if (root !== null) start(root);
