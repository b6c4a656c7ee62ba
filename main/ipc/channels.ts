import type { AppApi } from '../../core/contract.ts';

/** Channel of a call of AppApi; known to main and preload only. */
export const channelOf = (method: keyof AppApi): string => `ohada:${method}`;

/** Channel of the state events, from main to the window. */
export const QUESTION_STATE_CHANNEL = 'ohada:question-state';
