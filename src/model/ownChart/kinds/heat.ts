import { COLOURS } from '#model/picture/chartColours.ts';
import { periodName, shortPeriod } from '#model/time/period.ts';
import { formatNumber } from '#model/words/format.ts';
import { groupsOf, isStop } from '../groups.ts';
import { quantity, type ChartAsk, type ChartKind, type ChartPlan, type Refusal } from '../kind.ts';
import { FIT, namesAxis, ROW } from '../paint.ts';

const USUAL = 12;
/** A cell that is narrower holds no number of 12 px. */
const NUMBER_ROOM = 34;

export const heat: ChartKind = {
  says: 'A heat map: a row a group, a column a period, the darker the higher; an empty cell has no value.',
  props: { metric: 'required', by: 'required', last: 'optional' },
  example: '<Heat metric="{{metric}}" by="site" />',
  plan,
};

function plan(ask: ChartAsk): ChartPlan | Refusal {
  const state = ask.metrics[0];
  if (!state) return { prop: 'metric', found: 'no metric is named', fix: 'write metric="…"' };
  const { metric, all } = state;
  const by = ask.by ?? '';
  const groups = groupsOf(ask, state, by);
  if (isStop(groups)) return groups;
  const known = [
    ...new Set([...all.periods, ...groups.flatMap(({ scope }) => scope.periods)]),
  ].sort();
  const periods = known.slice(-(ask.last ?? USUAL));
  const at = (scope: typeof all, period: string) =>
    scope.values[scope.periods.indexOf(period)] ?? null;
  const cells = groups.flatMap(({ name, scope }) =>
    periods.flatMap((period) => {
      const value = at(scope, period);
      const column = shortPeriod(period, metric.grain);
      return value === null
        ? []
        : [{ name, column, value, label: formatNumber(value, metric.decimals) }];
    }),
  );
  return {
    sentence: `${metric.title} by ${by}`,
    of: `${metric.title} by ${by} and ${metric.grain}${metric.unit && `, ${metric.unit}`}`,
    head: [
      by.charAt(0).toUpperCase() + by.slice(1),
      ...periods.map((period) => periodName(period, metric.grain)),
    ],
    rows: groups.map(({ name, scope }) => [
      name,
      ...periods.map((period) => quantity(metric, at(scope, period))),
    ]),
    spec: (width) =>
      specOf({
        cells,
        names: groups.map(({ name }) => name),
        columns: periods.map((period) => shortPeriod(period, metric.grain)),
        width,
      }),
  };
}

interface Cell {
  name: string;
  column: string;
  value: number;
  label: string;
}

function specOf({
  cells,
  names,
  columns,
  width,
}: {
  cells: readonly Cell[];
  names: readonly string[];
  columns: readonly string[];
  width: number;
}): object {
  const values = cells.map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const half = (low + high) / 2;
  const room = (width * 0.75) / Math.max(1, columns.length);
  const longest = Math.max(0, ...cells.map(({ label }) => label.length)) * 7;
  const isSlanted = room < 60;
  const x = {
    field: 'column',
    type: 'nominal',
    title: null,
    sort: columns,
    axis: { orient: 'top', ticks: false, domain: false, labelAngle: isSlanted ? -60 : 0 },
  };
  const y = {
    field: 'name',
    type: 'nominal',
    title: null,
    sort: names,
    axis: namesAxis(names, width),
  };
  return {
    width,
    height: Math.max(1, names.length) * (ROW + 4) + (isSlanted ? 84 : 34),
    ...FIT,
    data: { values: cells },
    layer: [
      {
        mark: { type: 'rect', stroke: COLOURS.surface, strokeWidth: 2, color: COLOURS.line },
        encoding: {
          x,
          y,
          // The one colour in more or less of it is read in light, in dark and on paper.
          opacity: {
            field: 'value',
            type: 'quantitative',
            legend: null,
            scale: { domain: low === high ? [low - 1, high] : [low, high], range: [0.12, 1] },
          },
        },
      },
      ...(room >= Math.max(NUMBER_ROOM, longest)
        ? [
            {
              mark: { type: 'text', baseline: 'middle', fontSize: 12 },
              encoding: {
                x,
                y,
                text: { field: 'label' },
                color: {
                  condition: { test: `datum.value > ${half}`, value: COLOURS.surface },
                  value: COLOURS.ink,
                },
              },
            },
          ]
        : []),
    ],
  };
}
