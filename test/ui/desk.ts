import type { Locator, Page } from 'playwright-core';
import { fr } from '../../renderer/i18n/fr.ts';

/** States in which a question stays. */
export const SETTLED = [fr.state.answered, fr.state.no_answer, fr.state.failed, fr.state.cancelled, fr.state.timed_out];

/** The page as its user sees it: everything is found by role and name, never by class. */
export class Desk {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get box(): Locator {
    return this.page.getByRole('textbox', { name: fr.composer.label });
  }

  get sendButton(): Locator {
    return this.page.locator('form').getByRole('button');
  }

  /** The questions of the list; the name of each ends with its state. */
  get rows(): Locator {
    return this.page.getByRole('list', { name: fr.list.label }).getByRole('button');
  }

  get answer(): Locator {
    return this.page.getByRole('region', { name: fr.answer.title, exact: true });
  }

  get detail(): Locator {
    return this.page.getByRole('region', { name: fr.detail.region });
  }

  get entryTable(): Locator {
    return this.page.getByRole('table', { name: fr.entry.caption });
  }

  marker(number: number): Locator {
    return this.answer.getByRole('button', { name: fr.answer.marker.replace('{{number}}', String(number)) }).first();
  }

  source(number: number): Locator {
    return this.page.getByRole('button', { name: new RegExp(`^Source ${number} :`) });
  }

  detailButton(name: string): Locator {
    return this.detail.getByRole('button', { name, exact: true });
  }

  /** Rows in one of these states. */
  rowsIn(states: readonly string[]): Locator {
    return this.rows.filter({ hasText: new RegExp(states.join('|')) });
  }

  async ask(...questions: string[]): Promise<void> {
    await this.box.fill(questions.join('\n'));
    await this.box.press('Enter');
  }

  /** Asks and waits until every question of the list has settled. */
  async askAndWait(...questions: string[]): Promise<void> {
    const before = await this.rows.count();
    await this.ask(...questions);
    await this.allSettled(before + questions.length);
  }

  async allSettled(count: number): Promise<void> {
    await this.rowsIn(SETTLED)
      .nth(count - 1)
      .waitFor({ timeout: 30_000 });
  }

  /** An empty page, as at the start. */
  async fresh(): Promise<void> {
    await this.page.reload();
    await this.box.waitFor();
  }
}

/** What the page reported while it was watched: every entry would be a defect. */
export interface Watch {
  problems: string[];
  requests: string[];
}

/** Notes console errors (refusals by the security policy among them), uncaught errors and every request. */
export function watch(page: Page): Watch {
  const seen: Watch = { problems: [], requests: [] };
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) seen.problems.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => seen.problems.push(`uncaught: ${error.message}`));
  page.on('request', (request) => seen.requests.push(request.url()));
  return seen;
}
