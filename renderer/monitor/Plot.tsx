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
}: {
  times: number[];
  lines: (number | null)[][];
  label: string;
  tick: (value: number) => string;
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
      optionsFor(target, count, (value) => formatTick.current(value)),
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
  }, [count, scheme]);
  useEffect(() => {
    plot.current?.setData([times.map((time) => time / 1000), ...lines]);
  }, [times, lines, scheme]);
  return <div ref={place} className={classes.plot} role="img" aria-label={label} />;
}

/** Seconds are told only where minutes would repeat themselves. */
function timeTicks(moments: number[]): string[] {
  const step = (moments[1] ?? 60) - (moments[0] ?? 0);
  return moments.map((at) => formatTime(at * 1000, step < 60 ? 'seconds' : 'minutes'));
}

function optionsFor(target: HTMLElement, lines: number, tick: (value: number) => string): uPlot.Options {
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
    scales: { y: { range: (_plot, _low, high) => [0, high > 0 ? high * 1.1 : 1] } },
    axes: [
      { ...axis, size: 26, space: 70, values: (_plot, moments) => timeTicks(moments) },
      { ...axis, size: 56, space: 30, values: (_plot, values) => values.map(tick) },
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
