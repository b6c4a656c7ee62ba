import { useQuestions } from '../app-context.ts';
import { Composer } from '../composer/Composer.tsx';
import { DetailPane } from '../detail/DetailPane.tsx';
import { QuestionList } from '../list/QuestionList.tsx';
import { StartScreen } from './StartScreen.tsx';
import classes from './App.module.css';

/** The question box, the list, the answer; only the box before the first question. Hidden, it keeps what is being typed. */
export function QuestionsPage({ hidden }: { hidden: boolean }) {
  const empty = useQuestions((state) => state.batches.length === 0);
  const detailOpen = useQuestions((state) => state.detailOpen);
  return (
    <main className={classes.desk} data-view={empty ? 'start' : detailOpen ? 'answer' : 'list'} hidden={hidden}>
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
  );
}
