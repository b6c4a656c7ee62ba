const STORED_AS = 'ohada.token';

/** The token in "#token=…", null when there is none. */
export function tokenFromHash(hash: string): string | null {
  const token = new URLSearchParams(hash.replace(/^#/, '')).get('token');
  return token === null || token === '' ? null : token;
}

/**
 * Takes the per-run token out of the address bar, where it would end in the history and in screenshots, and keeps it for
 * this tab only, so that a reload still works. Null when the page was opened without one.
 */
export function takeToken(page: Pick<Window, 'location' | 'history' | 'sessionStorage'>): string | null {
  const given = tokenFromHash(page.location.hash);
  if (given === null) return page.sessionStorage.getItem(STORED_AS);
  page.sessionStorage.setItem(STORED_AS, given);
  page.history.replaceState(null, '', page.location.pathname + page.location.search);
  return given;
}
