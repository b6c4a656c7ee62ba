import { useState } from 'react';
import { useApp } from '../app-context.ts';
import { focusComposer } from '../composer/focus.ts';
import { focusDetailIfLost } from '../detail/focus.ts';
import { MONITOR_HEADING_ID, MonitorPage } from '../monitor/MonitorPage.tsx';
import { QUALITY_HEADING_ID, QualityPage } from '../quality/QualityPage.tsx';
import { AlertBanners, Banners } from './Banners.tsx';
import { Header } from './Header.tsx';
import { LiveRegion } from './LiveRegion.tsx';
import type { PageName } from './Navigation.tsx';
import { QuestionsPage } from './QuestionsPage.tsx';
import { StatusBar } from './StatusBar.tsx';
import { useEngineStatus } from './use-engine-status.ts';
import classes from './App.module.css';

const HEADINGS = { quality: QUALITY_HEADING_ID, monitor: MONITOR_HEADING_ID } as const;

/** Puts the focus where the reading of a page begins, once it is drawn. */
function focusPage(page: PageName): void {
  requestAnimationFrame(() => {
    if (page === 'questions') focusComposer();
    else document.getElementById(HEADINGS[page])?.focus();
  });
}

/** The whole application: one page at a time between header and status bar. */
export function App() {
  const status = useEngineStatus();
  const { session } = useApp();
  const [page, setPage] = useState<PageName>('questions');
  const go = (to: PageName): void => {
    setPage(to);
    focusPage(to);
  };
  const ask = (question: string): void => {
    session.ask([question]);
    setPage('questions');
    focusDetailIfLost();
  };
  return (
    <div className={classes.shell}>
      <Header page={page} onGo={go} />
      <Banners failure={status?.failure ?? null} warnings={status?.warnings ?? []} />
      {page === 'monitor' ? null : <AlertBanners alerts={status?.alerts ?? []} />}
      <QuestionsPage hidden={page !== 'questions'} />
      {page === 'quality' ? (
        <main className={classes.other}>
          <QualityPage onAsk={ask} />
        </main>
      ) : null}
      {page === 'monitor' ? (
        <main className={classes.other}>
          <MonitorPage />
        </main>
      ) : null}
      <StatusBar status={status} />
      <LiveRegion />
    </div>
  );
}
