import { ipcMain } from 'electron';
import type { WebContents } from 'electron';
import { APP_METHODS } from '../../core/contract.ts';
import type { AppApi, PageApi } from '../../core/contract.ts';
import type { QuestionState } from '../../core/domain/question.ts';
import { APP_ARGUMENTS } from '../../core/schemas.ts';
import { isAppUrl } from '../app-origin.ts';
import { channelOf, QUESTION_STATE_CHANNEL } from './channels.ts';
import { isTrustedSender } from './trusted-sender.ts';

/** Lets the page call the engine, one handler for each method of the contract, and sends it every change of state. */
export function setupPageIpc(engine: PageApi, page: () => WebContents | null): void {
  for (const method of APP_METHODS) {
    ipcMain.handle(channelOf(method), async (event, ...args: unknown[]) => {
      if (!isTrustedSender(event)) throw new Error('sender refused');
      return callEngine(engine, method, args);
    });
  }
  engine.onQuestionState((state) => {
    const contents = page();
    if (contents && isAppUrl(contents.getURL())) sendState(contents, state);
  });
}

/** A page that is just going away makes `send` throw; the engine's other listeners must not suffer from it. */
function sendState(contents: WebContents, state: QuestionState): void {
  try {
    contents.send(QUESTION_STATE_CHANNEL, state);
  } catch (error) {
    console.error('main: state not sent:', error);
  }
}

/** Checks the arguments against the contract's schema, then calls. What comes from the page may be anything. */
async function callEngine(engine: AppApi, method: keyof AppApi, args: unknown[]): Promise<unknown> {
  const checked = APP_ARGUMENTS[method].safeParse(args);
  if (!checked.success) throw new Error(`arguments refused: ${method}`);
  // The schema of a method yields its parameters; TypeScript cannot follow that through a union of methods.
  const call = engine[method].bind(engine) as (...values: unknown[]) => Promise<unknown>;
  return call(...(checked.data as unknown[]));
}
