import { useQuestions } from '../app-context.ts';
import { Composer } from '../composer/Composer.tsx';
import { DetailPane } from '../detail/DetailPane.tsx';
import { QuestionList } from '../list/QuestionList.tsx';
import { Banners } from './Banners.tsx';
import { Header } from './Header.tsx';
import { LiveRegion } from './LiveRegion.tsx';
import { StartScreen } from './StartScreen.tsx';
import { StatusBar } from './StatusBar.tsx';
import { useEngineStatus } from './use-engine-status.ts';
import classes from './App.module.css';

/** The whole page: the question box, the list, the answer; only the box before the first question. */
export function App() {
  const status = useEngineStatus();
  const empty = useQuestions((state) => state.batches.length === 0);
  const detailOpen = useQuestions((state) => state.detailOpen);
  return (
    <div className={classes.shell}>
      <Header />
      <Banners failure={status?.failure ?? null} />
      <main className={classes.desk} data-view={empty ? 'start' : detailOpen ? 'answer' : 'list'}>
        {empty ? <StartScreen.Intro /> : null}
        {/* Always the same element, so that the text being typed and the focus survive the first question. */}
        <div className={classes.composer}>
          <Composer />
        </div>
        {empty ? <StartScreen.Examples /> : null}
        {empty ? null : (
          <>
            <div className={classes.list}>
              <QuestionList />
            </div>
            <div className={classes.answer}>
              <DetailPane />
            </div>
          </>
        )}
      </main>
      <StatusBar status={status} />
      <LiveRegion />
    </div>
  );
}
