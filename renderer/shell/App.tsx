import { useState } from 'react';
import { useApp } from '../app-context.ts';
import { focusComposer } from '../composer/focus.ts';
import { focusDetailIfLost } from '../detail/focus.ts';
import { QUALITY_HEADING_ID, QualityPage } from '../quality/QualityPage.tsx';
import { Banners } from './Banners.tsx';
import { Header } from './Header.tsx';
import { LiveRegion } from './LiveRegion.tsx';
import type { PageName } from './Navigation.tsx';
import { QuestionsPage } from './QuestionsPage.tsx';
import { StatusBar } from './StatusBar.tsx';
import { useEngineStatus } from './use-engine-status.ts';
import classes from './App.module.css';

/** Puts the focus where the reading of a page begins, once it is drawn. */
function focusPage(page: PageName): void {
  requestAnimationFrame(() => {
    if (page === 'questions') focusComposer();
    else document.getElementById(QUALITY_HEADING_ID)?.focus();
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
      <QuestionsPage hidden={page !== 'questions'} />
      {page === 'quality' ? (
        <main className={classes.other}>
          <QualityPage onAsk={ask} />
        </main>
      ) : null}
      <StatusBar status={status} />
      <LiveRegion />
    </div>
  );
}
