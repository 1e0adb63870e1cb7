import type { MetricState, ScopeState } from '#model/metric/metricState.ts';
import { COLOURS, SERIES } from '#model/picture/chartColours.ts';
import type { Grain } from '#model/time/grain.ts';
import { periodName } from '#model/time/period.ts';
import { groupsOf, isStop } from '../groups.ts';
import { quantity, type ChartAsk, type ChartKind, type ChartPlan, type Refusal } from '../kind.ts';
import { noteLayers, notesWithin } from '../notes.ts';
import { FIT, timeAxis, words } from '../paint.ts';
import { sameUnit } from '../sameUnit.ts';

/** More lines than this are told apart by nobody; a heat map shows them. */
const MOST_LINES = 6;

export const lines: ChartKind = {
  says: 'Lines over time, each named at its end: the groups of one metric, or several metrics of one unit.',
  props: {
    metric: 'optional',
    metrics: 'optional',
    by: 'optional',
    last: 'optional',
    notes: 'optional',
    events: 'optional',
  },
  example: '<Lines metric="{{metric}}" by="site" last={24} />',
  plan,
};

interface Line {
  name: string;
  state: MetricState;
  scope: ScopeState;
}

function plan(ask: ChartAsk): ChartPlan | Refusal {
  const first = ask.metrics[0];
  if (!first) return { prop: 'metric', found: 'no metric is named', fix: 'write metric="…"' };
  const drawn = linesOf(ask, first);
  if (isStop(drawn)) return drawn;
  if (drawn.length > MOST_LINES)
    return {
      prop: 'by',
      found: `<Lines> would draw ${drawn.length} lines`,
      allowed: `at most ${MOST_LINES}`,
      fix: 'take <Heat>, or name fewer metrics',
    };
  const { metric, all } = first;
  const known = [...new Set(drawn.flatMap(({ scope }) => scope.periods))].sort();
  const periods = known.slice(-(ask.last ?? known.length));
  const notes = notesWithin(ask, all, { periods, grain: metric.grain });
  if (isStop(notes)) return notes;
  const valueAt = ({ scope }: Line, period: string) =>
    scope.values[scope.periods.indexOf(period)] ?? null;
  const points = drawn.flatMap((line) =>
    periods.map((period) => ({ period, line: line.name, value: valueAt(line, period) })),
  );
  const ends = drawn.flatMap((line) => {
    const period = periods.findLast((one) => valueAt(line, one) !== null);
    return period === undefined ? [] : [{ period, line: line.name, value: valueAt(line, period) }];
  });
  return {
    sentence:
      drawn.length === 1
        ? first.sentence
        : newestWords(drawn, ends, ask.metrics.length > 1 ? '' : metric.title),
    of: `${drawn.map(({ name }) => name).join(', ')}: ${metric.title} by ${metric.grain}`,
    head: ['Period', ...drawn.map(({ name }) => name)],
    rows: periods
      .toReversed()
      .map((period) => [
        periodName(period, metric.grain),
        ...drawn.map((line) => quantity(line.state.metric, valueAt(line, period))),
      ]),
    spec: (width) =>
      specOf({
        width,
        points,
        ends,
        names: drawn.map(({ name }) => name),
        unit: metric.unit,
        grain: metric.grain,
        notes,
      }),
  };
}

function linesOf(ask: ChartAsk, first: MetricState): Line[] | Refusal {
  if (ask.metrics.length === 1) {
    if (ask.by === undefined || ask.by === 'period')
      return [{ name: first.metric.title, state: first, scope: first.all }];
    const groups = groupsOf(ask, first, ask.by);
    return isStop(groups) ? groups : groups.map((group) => ({ ...group, state: first }));
  }
  if (ask.by !== undefined && ask.by !== 'period')
    return {
      prop: 'by',
      found: 'by is given beside several metrics',
      fix: 'name one metric, or leave by out',
    };
  return (
    sameUnit(ask.metrics, 'Lines') ??
    ask.metrics.map((state) => ({ name: state.metric.title, state, scope: state.all }))
  );
}

/** "Stops: North 50 min, South 30 min": where each line ends. */
function newestWords(drawn: readonly Line[], ends: readonly End[], title: string): string {
  const said = ends.map(({ line, value }) => {
    const metric = drawn.find(({ name }) => name === line)?.state.metric;
    return metric ? `${line} ${words(quantity(metric, value))}` : line;
  });
  return [title, said.join(', ')].filter(Boolean).join(': ');
}

interface End {
  period: string;
  line: string;
  value: number | null;
}

interface Drawn {
  width: number;
  points: object[];
  ends: object[];
  names: string[];
  unit: string;
  grain: Grain;
  notes: Parameters<typeof noteLayers>[0];
}

function specOf({ width, points, ends, names, unit, grain, notes }: Drawn): object {
  const x = {
    field: 'period',
    type: 'temporal',
    title: null,
    scale: { type: 'utc' },
    axis: timeAxis(grain, width),
  };
  const y = {
    field: 'value',
    type: 'quantitative',
    title: unit || null,
    scale: { zero: false },
  };
  const color = {
    field: 'line',
    type: 'nominal',
    scale: { domain: names, range: names.length === 1 ? [COLOURS.line] : SERIES },
    legend: null,
  };
  const room = Math.min(160, Math.max(...names.map((name) => name.length), 1) * 6.5 + 8);
  return {
    width,
    height: 260,
    ...FIT,
    padding: { left: 4, top: 4, bottom: 4, right: names.length > 1 ? room : 8 },
    autosize: { type: 'fit', contains: 'padding' },
    layer: [
      {
        data: { values: points },
        mark: { type: 'line', invalid: 'break-paths-show-path-domains' },
        encoding: { x, y, color },
      },
      {
        data: { values: ends },
        mark: { type: 'point', filled: true, size: 36 },
        encoding: { x, y, color },
      },
      ...(names.length > 1
        ? [
            {
              data: { values: ends },
              mark: { type: 'text', align: 'left', dx: 7, fontSize: 12, clip: false },
              encoding: { x, y, color, text: { field: 'line' } },
            },
          ]
        : []),
      ...noteLayers(notes, x),
    ],
  };
}
