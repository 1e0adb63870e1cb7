import { COLOURS } from '#model/picture/chartColours.ts';
import { sumOf } from '#model/statistics/sum.ts';
import { formatNumber } from '#model/words/format.ts';
import { additiveOnly, groupsOf, isStop, pooled, windowOf } from '../groups.ts';
import { quantity, type ChartAsk, type ChartKind, type ChartPlan, type Refusal } from '../kind.ts';
import { FIT, namesBelow } from '../paint.ts';

const USUAL_TOP = 8;

export const pareto: ChartKind = {
  says: 'A Pareto chart: the groups of a sum or count, the largest first, with their share added up; the small ones are one bar.',
  props: { metric: 'required', by: 'required', last: 'optional', top: 'optional' },
  example: '<Pareto metric="{{sum}}" by="{{dimension}}" />',
  plan,
};

interface Bar {
  name: string;
  value: number;
  /** Share of the whole of this bar and all before it, in per cent. */
  upTo: number;
}

function plan(ask: ChartAsk): ChartPlan | Refusal {
  const state = ask.metrics[0];
  if (!state) return { prop: 'metric', found: 'no metric is named', fix: 'write metric="…"' };
  const { metric } = state;
  const refused = additiveOnly(state, 'Pareto');
  if (refused) return refused;
  const by = ask.by ?? '';
  const groups = groupsOf(ask, state, by);
  if (isStop(groups)) return groups;
  const window = windowOf(state, ask.last);
  if (isStop(window)) return window;
  const values = groups.map(({ name, scope }) => ({
    name,
    value: pooled(state, scope, window).value ?? 0,
  }));
  const negative = values.find(({ value }) => value < 0);
  if (negative)
    return {
      prop: 'metric',
      found: `<Pareto> is over "${metric.id}", of which ${negative.name} is below zero: shares of a whole cannot be`,
      fix: 'take <Bars> or <Waterfall>',
    };
  const bars = barsOf(values, ask.top ?? USUAL_TOP);
  const most = bars.findIndex(({ upTo }) => upTo >= 80 - 1e-9) + 1;
  const shared = (share: number) => ({ value: share, unit: '%', decimals: 0 });
  return {
    sentence:
      bars.length === 0
        ? metric.title
        : most === 1
          ? `${bars[0]?.name} is ${formatNumber(bars[0]?.upTo ?? 0, 0)} % of ${metric.title}`
          : `${most} of ${bars.length} make ${formatNumber(bars[most - 1]?.upTo ?? 0, 0)} % of ${metric.title}`,
    of: `${metric.title} by ${by}, ${window.words}`,
    head: [by.charAt(0).toUpperCase() + by.slice(1), 'Value', 'Share up to here'],
    rows: bars.map(({ name, value, upTo }) => [name, quantity(metric, value), shared(upTo)]),
    spec: (width) => specOf(bars, width, metric.unit),
  };
}

function barsOf(values: readonly { name: string; value: number }[], top: number): Bar[] {
  const sorted = values.filter(({ value }) => value > 0).toSorted((a, b) => b.value - a.value);
  const rest = sorted.slice(top);
  const shown = [
    ...sorted.slice(0, top),
    ...(rest.length > 0
      ? [{ name: `${rest.length} others`, value: sumOf(rest.map(({ value }) => value)) }]
      : []),
  ];
  const whole = sumOf(shown.map(({ value }) => value));
  return shown.map(({ name, value }, at) => ({
    name,
    value,
    upTo: (sumOf(shown.slice(0, at + 1).map((bar) => bar.value)) / whole) * 100,
  }));
}

function specOf(bars: readonly Bar[], width: number, unit: string): object {
  const whole = sumOf(bars.map(({ value }) => value)) || 1;
  const x = {
    field: 'name',
    type: 'nominal',
    title: null,
    sort: bars.map(({ name }) => name),
    axis: namesBelow(
      bars.map(({ name }) => name),
      width,
    ),
  };
  // Both axes end at the whole, so that a bar and its share have one height.
  return {
    width,
    height: 280,
    ...FIT,
    data: { values: bars },
    layer: [
      {
        mark: { type: 'bar' },
        encoding: {
          x,
          y: {
            field: 'value',
            type: 'quantitative',
            title: unit || null,
            scale: { domain: [0, whole], nice: false },
          },
        },
      },
      {
        mark: {
          type: 'line',
          color: COLOURS.target,
          point: { filled: true, color: COLOURS.target },
        },
        encoding: {
          x,
          y: {
            field: 'upTo',
            type: 'quantitative',
            title: '%, added up',
            scale: { domain: [0, 100] },
            axis: { orient: 'right', grid: false, values: [0, 20, 40, 60, 80, 100] },
          },
        },
      },
    ],
    resolve: { scale: { y: 'independent' } },
  };
}
