import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { formatTime } from '../format/time.ts';
import classes from './MonitorPage.module.css';

const HEIGHT = 150;

/** Colour (a variable of tokens.css) and dashes of the 1st, 2nd, 3rd line: told apart without colours too. */
export const STROKES = [
  { token: '--accent', dash: [] },
  { token: '--warn', dash: [6, 3] },
  { token: '--bad', dash: [2, 2] },
] as const;

/**
 * Lines over time, drawn on a canvas: thousands of points cost a few milliseconds. `label` is what is read aloud; the numbers
 * themselves are in the table beside it.
 */
export function Plot({
  times,
  lines,
  label,
  tick,
  step,
}: {
  times: number[];
  lines: (number | null)[][];
  label: string;
  tick: (value: number) => string;
  /** The smallest step between two values that `tick` writes differently. */
  step: number;
}) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const scheme = useComputedColorScheme('light');
  const count = lines.length;
  const formatTick = useRef(tick);
  useEffect(() => {
    const target = place.current;
    if (target === null) return;
    const drawn = new uPlot(
      optionsFor(target, count, step, (value) => formatTick.current(value)),
      [[]],
      target,
    );
    plot.current = drawn;
    const observer = new ResizeObserver(() => drawn.setSize({ width: target.clientWidth, height: HEIGHT }));
    observer.observe(target);
    return () => {
      observer.disconnect();
      drawn.destroy();
      plot.current = null;
    };
    // Canvas colours do not follow the style sheet: another scheme, another drawing.
  }, [count, step, scheme]);
  useEffect(() => {
    plot.current?.setData([times.map((time) => time / 1000), ...lines]);
  }, [times, lines, step, scheme]);
  return <div ref={place} className={classes.plot} role="img" aria-label={label} />;
}

/** Distances between two times below a chart, in seconds. The library's own leave out two minutes: one time alone says little. */
const TIME_STEPS = [5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600, 86_400];

/** Seconds are told only where minutes would repeat themselves. `step`: seconds between two of them. */
function timeTicks(moments: number[], step: number): string[] {
  return moments.map((at) => formatTime(at * 1000, step < 60 ? 'seconds' : 'minutes'));
}

/** Distances between two values beside a chart: no smaller than can be read, else "1, 1, 0" would be written. */
const valueSteps = (step: number): number[] =>
  Array.from({ length: 12 }, (_, power) => [1, 2, 5].map((factor) => factor * step * 10 ** power)).flat();

function optionsFor(target: HTMLElement, lines: number, step: number, tick: (value: number) => string): uPlot.Options {
  const style = getComputedStyle(target);
  const colour = (token: string): string => style.getPropertyValue(token).trim();
  const axis = {
    stroke: colour('--ink-soft'),
    font: `11px ${style.fontFamily}`,
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { show: false },
  };
  return {
    width: target.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    padding: [8, 28, 0, 0],
    scales: { y: { range: (_plot, _low, high) => [0, Math.max(high * 1.1, step)] } },
    axes: [
      {
        ...axis,
        size: 26,
        space: 70,
        incrs: TIME_STEPS,
        values: (_plot, moments, _axis, _space, step) => timeTicks(moments, step),
      },
      { ...axis, size: 56, space: 30, incrs: valueSteps(step), values: (_plot, values) => values.map(tick) },
    ],
    series: [
      {},
      ...STROKES.slice(0, lines).map(({ token, dash }) => ({
        stroke: colour(token),
        width: 1.75,
        dash: [...dash],
        points: { size: 4, fill: colour(token) },
      })),
    ],
  };
}
