import type { AppStatus, EngineApi, EngineStatus, PageApi } from '../contract.ts';
import type { QuestionInput, QuestionState } from '../domain/question.ts';
import type { Clock } from '../engine/clock.ts';
import { AlertBoard, type AlertChanges, type AlertValues } from './alerts.ts';
import type { MonitoringReport, MonitoringSample } from './report.ts';
import type { MonitoringSettings } from './settings.ts';
import type { SystemProbe } from './system-probe.ts';
import { Tally, type Running } from './tally.ts';
import { TimeSeries } from './time-series.ts';
import { UsageMeter, type Usage } from './usage-meter.ts';
import type { WorkerUsage } from './worker-usage.ts';

/** Errors among fewer questions than this say nothing. */
const ENOUGH_TO_JUDGE = 5;

export interface MonitorParts {
  engine: EngineApi;
  clock: Clock;
  settings: MonitoringSettings;
  /** What the worker processes say of themselves: see measured-spawn.ts. */
  usage: (timeoutMs: number) => Promise<WorkerUsage[]>;
  system: SystemProbe;
  /** Told after each look at the rules that changed something. */
  onAlerts?(changes: AlertChanges): void;
  /** Told at each measurement. */
  onStatus?(status: EngineStatus): void;
}

/** An engine under observation: the page's calls, with alerts in the status and the report beside it. */
export interface Monitor extends PageApi, Pick<EngineApi, 'offer'> {
  /** Takes a measurement now, as it is done every `everyMs`; settles once it is in the report. */
  measure(): Promise<void>;
  /** Ends the measuring; the report stays. */
  stop(): void;
}

/** Listens to everything the engine says and measures it every `everyMs`. Questions should be submitted through it. */
export function createMonitor(parts: MonitorParts): Monitor {
  const watch = new Watch(parts);
  const { engine } = parts;
  return {
    submit: (questions) => {
      watch.expect(questions);
      return engine.submit(questions);
    },
    offer: async (questions, client) => {
      watch.expect(questions);
      const offer = await engine.offer(questions, client);
      if (!offer.ok) watch.expectNot(questions);
      return offer;
    },
    cancel: (id) => engine.cancel(id),
    status: () => watch.status(),
    resize: (workers) => engine.resize(workers),
    recovered: () => engine.recovered(),
    monitoring: () => watch.report(),
    onQuestionState: (listener) => engine.onQuestionState(listener),
    measure: () => watch.measure(),
    stop: () => watch.stop(),
  };
}

class Watch {
  readonly #parts: MonitorParts;
  readonly #series: TimeSeries;
  readonly #alerts: AlertBoard;
  readonly #meter = new UsageMeter();
  readonly #bulk = new Set<string>();
  readonly #unsubscribe: () => void;
  #tally = new Tally();
  #last: { at: number; running: Running };
  #usage: Usage;
  #stopped = false;
  #callOff: () => void = () => {};

  constructor(parts: MonitorParts) {
    const { engine, clock, settings, system } = parts;
    this.#parts = parts;
    this.#series = new TimeSeries(settings.windowMs);
    this.#alerts = new AlertBoard(settings);
    this.#last = { at: clock.now(), running: { lookedUp: 0, spared: 0, restarts: 0 } };
    this.#usage = this.#meter.read(this.#last.at, system(), []);
    this.#unsubscribe = engine.onQuestionState((state) => this.#note(state));
    this.#next();
  }

  expect(questions: readonly QuestionInput[]): void {
    for (const { id, priority } of questions) if (priority === 'bulk') this.#bulk.add(id);
  }

  /** They were refused: nothing will be heard of them. */
  expectNot(questions: readonly QuestionInput[]): void {
    for (const { id } of questions) this.#bulk.delete(id);
  }

  async status(): Promise<AppStatus> {
    const status = await this.#parts.engine.status();
    return { ...status, alerts: this.#alerts.active(this.#parts.clock.now()) };
  }

  async report(): Promise<MonitoringReport> {
    const { engine, clock, settings } = this.#parts;
    const { workers, queue, cache } = await engine.status();
    const now = clock.now();
    const { tally, ms } = this.#series.whole();
    const { host, machine, workers: uses } = this.#usage;
    return {
      now,
      every_ms: settings.everyMs,
      window_ms: settings.windowMs,
      samples: this.#series.samples,
      summary: tally.activity(ms),
      bottleneck: tally.bottleneck(),
      workers: workers.map((worker) => {
        const use = uses.get(worker.pid ?? -1);
        return { ...worker, rss_mb: use?.rss_mb ?? worker.rss_mb, cpu_percent: use?.cpu_percent ?? null };
      }),
      host,
      machine,
      queue: { waiting: queue.waiting, running: queue.running },
      cache,
      alerts: this.#alerts.active(now),
    };
  }

  async measure(): Promise<void> {
    const { engine, clock, settings, system, usage } = this.#parts;
    const [status, workers] = await Promise.all([engine.status(), usage(settings.everyMs / 2)]);
    if (this.#stopped) return;
    const at = clock.now();
    this.#usage = this.#meter.read(at, system(), workers);
    this.#close(at, status);
    this.#parts.onStatus?.(status);
    const changes = this.#alerts.look(at, this.#values(at, status));
    if (changes.raised.length > 0 || changes.cleared.length > 0) this.#parts.onAlerts?.(changes);
  }

  stop(): void {
    this.#stopped = true;
    this.#callOff();
    this.#unsubscribe();
  }

  #note(state: QuestionState): void {
    if (state.state !== 'settled') return;
    this.#tally.note(state.settlement, this.#bulk.delete(state.id));
  }

  #next(): void {
    this.#callOff = this.#parts.clock.after(this.#parts.settings.everyMs, () => {
      void this.measure().finally(() => {
        if (!this.#stopped) this.#next();
      });
    });
  }

  /** Ends the present point of the series and begins the next. */
  #close(at: number, { workers, queue, cache }: EngineStatus): void {
    const restarts = workers.reduce((sum, worker) => sum + worker.restarts, 0);
    const spared = cache.hits + cache.joined + (cache.shared?.hits ?? 0);
    const running: Running = { lookedUp: cache.hits + cache.misses, spared, restarts };
    const { at: from, running: last } = this.#last;
    // A total that fell was counted anew.
    const grown = (key: keyof Running): number => Math.max(0, running[key] - last[key]);
    const tally = this.#tally;
    tally.count({ lookedUp: grown('lookedUp'), spared: grown('spared'), restarts: grown('restarts') });
    this.#last = { at, running };
    this.#tally = new Tally();
    const sample: MonitoringSample = {
      at,
      ...tally.activity(at - from),
      queue: { waiting: queue.waiting, running: queue.running },
      application: this.#usage.application,
      machine_cpu_percent: this.#usage.machine.cpu_percent,
    };
    this.#series.add(sample, tally, at - from);
  }

  #values(at: number, { queue }: EngineStatus): AlertValues {
    const { recentMs } = this.#parts.settings;
    const recent = this.#series.since(at - recentMs);
    const { total_ms, error_rate, restarts } = recent.activity(recentMs);
    return {
      p95: total_ms?.p95 ?? null,
      queue: queue.waiting,
      memory: this.#usage.application.rss_mb,
      restarts,
      errors: error_rate === null || recent.judged < ENOUGH_TO_JUDGE ? null : error_rate * 100,
    };
  }
}
