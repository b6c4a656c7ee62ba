import { after, before, beforeEach, describe, test } from 'node:test';
import { accessibilityScenarios } from './accessibility.ts';
import { askingScenarios } from './asking.ts';
import { containmentScenarios } from './containment.ts';
import { explainScenarios } from './explain.ts';
import { monitorScenarios } from './monitor.ts';
import { qualityScenarios } from './quality.ts';
import { Desk, watch } from './desk.ts';
import type { Watch } from './desk.ts';
import type { OpenApp, Way } from './open-app.ts';

/** What a scenario works with; filled before each. */
export interface Scene {
  desk: Desk;
  app: OpenApp;
  seen: Watch;
}

/** The one suite of the interface, run in one of its ways. A way that cannot be run is a skipped test that says why. */
export function uiSuite(way: Way): void {
  if (way.obstacle !== null) {
    console.error(`UI suite, ${way.name}: SKIPPED — ${way.obstacle}`);
    test(`interface, ${way.name}`, { skip: way.obstacle }, () => {});
    return;
  }
  describe(`interface, ${way.name}`, () => {
    const scene = {} as Scene;
    before(async () => {
      scene.app = await way.open();
      scene.desk = new Desk(scene.app.page);
      scene.seen = watch(scene.app.page);
    });
    beforeEach(() => scene.desk.fresh());
    after(() => scene.app.close());
    askingScenarios(scene);
    accessibilityScenarios(scene);
    explainScenarios(scene);
    qualityScenarios(scene);
    monitorScenarios(scene);
    // Last: it looks at everything the others made the page do.
    containmentScenarios(scene);
  });
}
