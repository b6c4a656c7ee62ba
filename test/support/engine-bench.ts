import assert from 'node:assert/strict';
import type { QuestionState } from '../../core/domain/question.ts';
import type { Settlement } from '../../core/domain/settlement.ts';
import type { AnswerStore } from '../../core/engine/answer-store.ts';
import type { Engine } from '../../core/engine/engine-parts.ts';
import { createEngine } from '../../core/engine/engine.ts';
import { defaultSettings, type EngineSettings } from '../../core/engine/settings.ts';
import { FakeWorker, type AskedOfWorker, type Opening } from './fake-workers.ts';
import { ManualClock } from './manual-clock.ts';
import { settleMessages } from './memory-endpoints.ts';

export const OPENS: Opening = { version: 'v1' };

/** An engine whose workers and clock the test moves by hand, and everything it said. */
export class EngineBench {
  readonly clock = new ManualClock();
  readonly spawned: FakeWorker[] = [];
  /** When each worker was spawned, in milliseconds. */
  readonly spawnedAt: number[] = [];
  readonly states: QuestionState[] = [];
  readonly engine: Engine;
  readonly settings: EngineSettings;

  /** `openings` says how the first, second… worker process opens; the last one holds for all that follow. */
  constructor(overrides: Partial<EngineSettings> = {}, openings: Opening[] = [OPENS], answers?: AnswerStore) {
    this.settings = {
      ...defaultSettings({ cores: 2, memoryGb: 8 }, { indexDir: '/i', modelDir: '/m' }),
      closeGraceMs: 0,
      ...overrides,
    };
    const spawn = (): FakeWorker => {
      const worker = new FakeWorker(
        1000 + this.spawned.length,
        openings[Math.min(this.spawned.length, openings.length - 1)] ?? OPENS,
      );
      this.spawned.push(worker);
      this.spawnedAt.push(this.clock.now());
      return worker;
    };
    this.engine = createEngine({ spawn, clock: this.clock, settings: this.settings, answers });
    this.engine.onQuestionState((state) => this.states.push(state));
  }

  /** An engine whose workers have opened. */
  static async ready(overrides: Partial<EngineSettings> = {}, openings: Opening[] = [OPENS]): Promise<EngineBench> {
    const bench = new EngineBench(overrides, openings);
    await settleMessages();
    return bench;
  }

  /** Submits one question and lets it reach a worker. */
  async ask(id: string, question = `Question ${id} ?`): Promise<void> {
    await this.engine.submit([{ id, question }]);
    await settleMessages();
  }

  /** The living worker that holds a question. */
  holding(question: string): { worker: FakeWorker; held: AskedOfWorker } {
    for (const worker of this.spawned.filter(({ alive }) => alive)) {
      const held = worker.held.find((one) => one.question === question);
      if (held) return { worker, held };
    }
    throw new Error(`no worker holds « ${question} »`);
  }

  async reply(question: string): Promise<void> {
    this.holding(question).held.reply();
    await settleMessages();
  }

  async kill(worker: FakeWorker | undefined): Promise<void> {
    assert(worker);
    worker.die();
    await settleMessages();
  }

  /** How often workers were asked this. */
  timesAsked(question: string): number {
    return this.spawned.flatMap(({ asked }) => asked).filter((asked) => asked === question).length;
  }

  settlements(id: string): Settlement[] {
    return this.states.flatMap((state) => (state.state === 'settled' && state.id === id ? [state.settlement] : []));
  }

  /** The settlement of a question; fails when there is none or more than one. */
  settled(id: string): Settlement {
    const all = this.settlements(id);
    assert.equal(all.length, 1, `question ${id} settled ${all.length} times`);
    assert(all[0]);
    return all[0];
  }

  isOpen(id: string): boolean {
    return this.settlements(id).length === 0;
  }

  /** The states of a question in order, in short: "queued 2", "running 1", "answered". */
  story(id: string): string[] {
    return this.states
      .filter((state) => state.id === id)
      .map((state) => {
        if (state.state === 'queued') return `queued ${state.position}`;
        return state.state === 'running' ? `running ${state.worker}` : state.settlement.status;
      });
  }
}
