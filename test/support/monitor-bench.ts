import { createEngine } from '../../core/engine/engine.ts';
import { defaultSettings } from '../../core/engine/settings.ts';
import type { AlertChanges } from '../../core/monitoring/alerts.ts';
import { measuredSpawn } from '../../core/monitoring/measured-spawn.ts';
import { createMonitor, type Monitor } from '../../core/monitoring/monitor.ts';
import { DEFAULT_MONITORING, type MonitoringSettings } from '../../core/monitoring/settings.ts';
import type { SystemReading } from '../../core/monitoring/system-probe.ts';
import { FakeWorker } from './fake-workers.ts';
import { ManualClock } from './manual-clock.ts';
import { settleMessages } from './memory-endpoints.ts';

/** The real engine and monitor over workers, a clock and a machine that the test moves by hand. */
export class MonitorBench {
  readonly clock = new ManualClock();
  readonly workers: FakeWorker[] = [];
  readonly changes: AlertChanges[] = [];
  readonly monitor: Monitor;
  /** What the machine says at the next reading. */
  readonly system: SystemReading = {
    pid: 1,
    cpuMs: 0,
    rssMb: 100,
    cores: 2,
    machineBusyMs: 0,
    machineTotalMs: 0,
    totalMb: 8192,
    freeMb: 4096,
  };

  constructor(settings: Partial<MonitoringSettings> = {}) {
    const fake = (): FakeWorker => {
      const worker = new FakeWorker(1000 + this.workers.length, { version: 'v1' });
      this.workers.push(worker);
      return worker;
    };
    const { spawn, usage } = measuredSpawn(fake, this.clock);
    const engine = createEngine({
      spawn,
      clock: this.clock,
      settings: defaultSettings({ cores: 2, memoryGb: 8 }, { indexDir: '/i', modelDir: '/m' }),
    });
    this.monitor = createMonitor({
      engine,
      clock: this.clock,
      usage,
      settings: { ...DEFAULT_MONITORING, everyMs: 1000, ...settings },
      system: () => ({ ...this.system }),
      onAlerts: (changes) => this.changes.push(changes),
    });
  }

  static async ready(settings: Partial<MonitoringSettings> = {}): Promise<MonitorBench> {
    const bench = new MonitorBench(settings);
    await settleMessages();
    return bench;
  }

  /** Asks, lets `ms` pass, and has the worker answer. */
  async answer(question: string, ms: number, priority?: 'bulk'): Promise<void> {
    await this.monitor.submit([{ id: question, question, ...(priority && { priority }) }]);
    await settleMessages();
    await this.clock.advance(ms);
    this.workers
      .flatMap(({ held }) => held)
      .find((held) => held.question === question)
      ?.reply();
    await settleMessages();
  }
}
