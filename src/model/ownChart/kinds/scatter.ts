import type { MetricState } from '#model/metric/metricState.ts';
import { COLOURS } from '#model/picture/chartColours.ts';
import { periodName } from '#model/time/period.ts';
import { groupsOf, isStop, pooled, windowFrom, windowOf } from '../groups.ts';
import { quantity, type ChartAsk, type ChartKind, type ChartPlan, type Refusal } from '../kind.ts';
import { aroundDomain, FIT } from '../paint.ts';

export const scatter: ChartKind = {
  says: 'Two metrics against each other: a point a site, line, role or group that both have, or a point a period.',
  props: { metrics: 'required', by: 'optional', last: 'optional' },
  example: '<Scatter metrics={["{{metric}}", "{{other}}"]} by="site" />',
  plan,
};

interface Point {
  name: string;
  x: number;
  y: number;
}

function plan(ask: ChartAsk): ChartPlan | Refusal {
  const [across, up, third] = ask.metrics;
  if (!across || !up || third)
    return {
      prop: 'metrics',
      found: `<Scatter> is over ${ask.metrics.length} metrics`,
      allowed: 'two: the first across, the second up',
      fix: 'write metrics={["one", "other"]}',
    };
  if (across.metric.grain !== up.metric.grain)
    return {
      prop: 'metrics',
      found: `"${across.metric.id}" is by ${across.metric.grain} and "${up.metric.id}" by ${up.metric.grain}`,
      allowed: 'two metrics of one grain',
      fix: 'take metrics whose periods are of one length',
    };
  const by = ask.by ?? 'period';
  const points =
    by === 'period' ? periodPoints(across, up, ask.last) : groupPoints(ask, [across, up], by);
  if (isStop(points)) return points;
  const [x, y] = [across.metric, up.metric];
  return {
    sentence: `${y.title} against ${x.title}`,
    of: `${y.title} (up) and ${x.title} (across), a point a ${by === 'period' ? x.grain : by}; that two move together does not say that one moves the other`,
    head: [by === 'period' ? 'Period' : by.charAt(0).toUpperCase() + by.slice(1), x.title, y.title],
    rows: points.map((point) => [point.name, quantity(x, point.x), quantity(y, point.y)]),
    spec: (width) =>
      specOf({ points, width, names: by !== 'period', titles: [titled(x), titled(y)] }),
  };
}

function titled({ title, unit }: MetricState['metric']): string {
  return unit ? `${title}, ${unit}` : title;
}

function periodPoints(across: MetricState, up: MetricState, last: number | undefined): Point[] {
  const { all } = across;
  const points = all.periods.flatMap((period, at): Point[] => {
    const x = all.values[at] ?? null;
    const y = up.all.values[up.all.periods.indexOf(period)] ?? null;
    return x === null || y === null
      ? []
      : [{ name: periodName(period, across.metric.grain), x, y }];
  });
  return last === undefined ? points : points.slice(-last);
}

/** Groups that both have, over the same periods. */
function groupPoints(
  ask: ChartAsk,
  [across, up]: readonly [MetricState, MetricState],
  by: string,
): Point[] | Refusal {
  const [left, right] = [groupsOf(ask, across, by), groupsOf(ask, up, by)];
  if (isStop(left)) return left;
  if (isStop(right)) return right;
  const window = windowOf(across, ask.last);
  if (isStop(window)) return window;
  const other = windowOf(up, ask.last);
  if (isStop(other)) return other;
  const shared = windowFrom(
    across,
    window.periods.filter((period) => other.periods.includes(period)),
  );
  return left.flatMap(({ name, scope }) => {
    const partner = right.find((group) => group.name === name);
    const x = pooled(across, scope, shared).value;
    const y = partner ? pooled(up, partner.scope, shared).value : null;
    return x === null || y === null ? [] : [{ name, x, y }];
  });
}

function specOf({
  points,
  width,
  names,
  titles,
}: {
  points: readonly Point[];
  width: number;
  names: boolean;
  titles: readonly [string, string];
}): object {
  const axis = (field: 'x' | 'y', title: string) => ({
    field,
    type: 'quantitative',
    title,
    scale: { domain: aroundDomain(points.map((point) => point[field])), nice: true, zero: false },
    axis: { tickCount: 5 },
  });
  const encoding = { x: axis('x', titles[0]), y: axis('y', titles[1]) };
  return {
    width,
    height: 300,
    ...FIT,
    data: { values: points },
    layer: [
      {
        mark: { type: 'point', filled: true, size: 60, opacity: 0.85, color: COLOURS.line },
        encoding,
      },
      ...(names
        ? [
            {
              mark: { type: 'text', align: 'center', dy: -11, fontSize: 12, color: COLOURS.ink },
              encoding: { ...encoding, text: { field: 'name' } },
            },
          ]
        : []),
    ],
  };
}
