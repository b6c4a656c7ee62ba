/** Most question workers that may be asked for, in the configuration and while running. */
export const MOST_WORKERS_ASKED = 16;
