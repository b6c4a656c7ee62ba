import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Scene } from './suite.ts';

/** What the page must not be able to do, and must not have done in any scenario before. */
export function containmentScenarios(scene: Scene): void {
  test('the page reaches nothing of Node or Electron', async () => {
    const names = ['require', 'module', 'process', 'Buffer', 'global', 'ipcRenderer', 'electron', 'contextBridge', '__dirname'];
    assert.deepEqual(await scene.app.page.evaluate(`${JSON.stringify(names)}.filter((name) => name in window)`), []);
  });

  test('inline scripts, eval and foreign addresses are refused', async () => {
    const { app, seen } = scene;
    const before = seen.problems.length;
    const outcome = await app.page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'window.inlineRan = true';
      document.head.append(script);
      const link = document.createElement('style');
      link.textContent = 'body { display: none }';
      document.head.append(link);
      const fetched = await fetch('https://example.org/').then(
        () => 'sent',
        () => 'refused',
      );
      return { inline: 'inlineRan' in window, display: getComputedStyle(document.body).display, fetched };
    });
    assert.deepEqual(outcome, { inline: false, display: outcome.display, fetched: 'refused' });
    assert.notEqual(outcome.display, 'none');
    // The refusals just provoked are expected; they are not to be counted below.
    seen.problems.splice(before);
    seen.requests = seen.requests.filter((url) => url !== 'https://example.org/');
  });

  test('no error, no policy violation and no foreign request in any scenario', () => {
    const { app, seen } = scene;
    assert.deepEqual(seen.problems, []);
    const foreign = seen.requests.filter((url) => !url.startsWith(app.ownOrigin) && !url.startsWith('data:'));
    assert.deepEqual(foreign, []);
    assert.ok(seen.requests.length > 0, 'the watch saw the page load');
  });
}
