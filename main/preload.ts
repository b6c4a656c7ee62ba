import { contextBridge, ipcRenderer } from 'electron';
import type { IpcRendererEvent } from 'electron';
import { APP_METHODS, PAGE_API_KEY } from '../core/contract.ts';
import type { AppApi } from '../core/contract.ts';
import type { QuestionState } from '../core/domain/question.ts';
import { channelOf, QUESTION_STATE_CHANNEL } from './ipc/channels.ts';

/**
 * Calls a method in the main process. Electron puts the channel's name into the message of an error; the page must not
 * learn it, and kinds, not sentences, cross borders.
 */
async function call(method: keyof AppApi, args: unknown[]): Promise<unknown> {
  try {
    return await ipcRenderer.invoke(channelOf(method), ...args);
  } catch {
    throw new Error('internal');
  }
}

function onQuestionState(listener: (state: QuestionState) => void): () => void {
  const forward = (_event: IpcRendererEvent, state: QuestionState): void => listener(state);
  ipcRenderer.on(QUESTION_STATE_CHANNEL, forward);
  return () => void ipcRenderer.off(QUESTION_STATE_CHANNEL, forward);
}

const methods = APP_METHODS.map((method) => [method, (...args: unknown[]) => call(method, args)] as const);
contextBridge.exposeInMainWorld(PAGE_API_KEY, { ...Object.fromEntries(methods), onQuestionState });
