import { COLOURS } from '#model/picture/chartColours.ts';
import { periodName, shortPeriod } from '#model/time/period.ts';
import { groupsOf, isStop, pooled, windowOf, type Group } from '../groups.ts';
import { quantity, type ChartAsk, type ChartKind, type ChartPlan, type Refusal } from '../kind.ts';
import { noteLayers, notesWithin } from '../notes.ts';
import { FIT, labelLayer, namesAxis, roomyDomain, ROW, words } from '../paint.ts';

export const bars: ChartKind = {
  says: 'Bars: one a site, line, role or group of a dimension, the longest first; or one a period.',
  props: {
    metric: 'required',
    by: 'optional',
    last: 'optional',
    notes: 'optional',
    events: 'optional',
  },
  example: '<Bars metric="{{metric}}" by="site" />',
  plan: (ask) => ((ask.by ?? 'period') === 'period' ? overTime(ask) : byGroup(ask, ask.by ?? '')),
};

function byGroup(ask: ChartAsk, by: string): ChartPlan | Refusal {
  const state = ask.metrics[0];
  if (!state) return NO_METRIC;
  const { metric } = state;
  const groups = groupsOf(ask, state, by);
  if (isStop(groups)) return groups;
  const window = windowOf(state, ask.last);
  if (isStop(window)) return window;
  const made = groups
    .map((group: Group) => ({ name: group.name, ...pooled(state, group.scope, window) }))
    .toSorted((a, b) => (b.value ?? -Infinity) - (a.value ?? -Infinity));
  const drawn = made.flatMap(({ name, value }) =>
    value === null ? [] : [{ name, value, label: words(quantity(metric, value)) }],
  );
  const [first, last] = [drawn[0], drawn.at(-1)];
  return {
    sentence:
      first && last && first !== last
        ? `${metric.title}: ${first.name} ${first.label}, ${last.name} ${last.label}`
        : metric.title,
    of: `${metric.title} by ${by}, ${window.words}`,
    head: [
      by.charAt(0).toUpperCase() + by.slice(1),
      'Value',
      `Periods with a value, of ${window.periods.length}`,
    ],
    rows: made.map(({ name, value, observed }) => [
      name,
      quantity(metric, value),
      { value: observed, unit: '', decimals: 0 },
    ]),
    spec: (width) => {
      const y = {
        field: 'name',
        type: 'nominal',
        title: null,
        sort: drawn.map(({ name }) => name),
        axis: namesAxis(
          drawn.map(({ name }) => name),
          width,
        ),
      };
      const domain = roomyDomain(
        drawn.map(({ value }) => value),
        Math.max(1, ...drawn.map(({ label }) => label.length)),
        width,
      );
      const x = {
        field: 'value',
        type: 'quantitative',
        title: null,
        axis: null,
        scale: { domain, nice: false, zero: true },
      };
      return {
        width,
        height: ROW * Math.max(1, drawn.length),
        ...FIT,
        data: { values: drawn },
        layer: [
          { mark: { type: 'bar', height: { band: 0.7 } }, encoding: { y, x } },
          ...labelLayer(y, 'value'),
        ],
      };
    },
  };
}

function overTime(ask: ChartAsk): ChartPlan | Refusal {
  const state = ask.metrics[0];
  if (!state) return NO_METRIC;
  const { metric, all } = state;
  const points = all.series.slice(-(ask.last ?? all.series.length));
  const periods = points.map(({ period }) => period);
  const notes = notesWithin(ask, all, { periods, grain: metric.grain });
  if (isStop(notes)) return notes;
  const drawn = points.map(({ period, value }) => ({
    name: shortPeriod(period, metric.grain),
    value,
  }));
  return {
    sentence: state.sentence || metric.title,
    of: `${metric.title} by ${metric.grain}`,
    head: ['Period', 'Value'],
    rows: points.map(({ period, value }) => [
      periodName(period, metric.grain),
      quantity(metric, value),
    ]),
    spec: (width) => {
      const names = drawn.map(({ name }) => name);
      const axis = { labelOverlap: 'greedy', labelAngle: 0, ticks: false };
      const x = { field: 'name', type: 'ordinal', title: null, sort: names, axis };
      return {
        width,
        height: 260,
        ...FIT,
        layer: [
          {
            data: { values: drawn },
            mark: { type: 'bar' },
            encoding: {
              x,
              y: { field: 'value', type: 'quantitative', title: metric.unit || null },
            },
          },
          ...(metric.target === undefined
            ? []
            : [
                {
                  data: { values: [{ target: metric.target.value }] },
                  mark: { type: 'rule', color: COLOURS.target },
                  encoding: { y: { field: 'target', type: 'quantitative' } },
                },
              ]),
          ...noteLayers(notes, x),
        ],
      };
    },
  };
}

const NO_METRIC: Refusal = {
  prop: 'metric',
  found: 'no metric is named',
  fix: 'write metric="…"',
};
