import { COLOURS } from '#model/picture/chartColours.ts';
import type { Grain } from '#model/time/grain.ts';
import { shortPeriod } from '#model/time/period.ts';
import { formatDifference } from '#model/words/format.ts';
import { additiveOnly, groupsOf, isStop } from '../groups.ts';
import { quantity, type ChartAsk, type ChartKind, type ChartPlan, type Refusal } from '../kind.ts';
import { periodAt } from '../periodAt.ts';
import { FIT, namesBelow, words } from '../paint.ts';

export const waterfall: ChartKind = {
  says: 'A waterfall: from the total of one period to that of another, with what each group added or took away.',
  props: { metric: 'required', by: 'required', from: 'optional', to: 'optional' },
  example: '<Waterfall metric="{{sum}}" by="site" />',
  plan,
};

interface Step {
  name: string;
  low: number;
  high: number;
  change: number;
  kind: 'total' | 'better' | 'worse';
  label: string;
}

function plan(ask: ChartAsk): ChartPlan | Refusal {
  const state = ask.metrics[0];
  if (!state) return { prop: 'metric', found: 'no metric is named', fix: 'write metric="…"' };
  const refused = additiveOnly(state, 'Waterfall');
  if (refused) return refused;
  const { metric, all } = state;
  const groups = groupsOf(ask, state, ask.by ?? '');
  if (isStop(groups)) return groups;
  const told = all.periods.filter((_, at) => (all.values[at] ?? null) !== null);
  const to = placeOf('to', ask.to ?? told.at(-1), { told, grain: metric.grain });
  const yearBefore = told.findLast((period) => period <= yearEarlier(told.at(-1) ?? ''));
  const from = placeOf('from', ask.from ?? yearBefore ?? told[0], { told, grain: metric.grain });
  if (typeof to !== 'string') return to;
  if (typeof from !== 'string') return from;
  if (from >= to && told.length > 0)
    return {
      prop: 'from',
      found: `<Waterfall> goes from ${from} to ${to}`,
      allowed: 'an earlier period, then a later one',
      fix: 'write from="2025-09" to="2026-09"',
    };
  const at = (scope: typeof all, period: string) =>
    scope.values[scope.periods.indexOf(period)] ?? null;
  const [before, after] = [at(all, from) ?? 0, at(all, to) ?? 0];
  const changes = groups.map(({ name, scope }) => ({
    name,
    change: (at(scope, to) ?? 0) - (at(scope, from) ?? 0),
  }));
  // What no group explains is named, or the steps would not lead from one total to the other.
  const rest = after - before - changes.reduce((sum, { change }) => sum + change, 0);
  if (Math.abs(rest) > 1e-9 * Math.max(1, Math.abs(before), Math.abs(after)))
    changes.push({ name: 'in no group', change: rest });
  const signed = (change: number) =>
    `${change > 0 ? '+' : change < 0 ? '−' : ''}${formatDifference({ ...metric, unit: '' }, change)}`;
  const bare = (value: number) => words({ ...quantity(metric, value), unit: '' });
  const steps = stepsOf({ before, after, changes, isUpGood: metric.direction === 'up', signed });
  const [start, end] = [shortPeriod(from, metric.grain), shortPeriod(to, metric.grain)];
  return {
    sentence: `${metric.title}: ${words(quantity(metric, before))} to ${words(quantity(metric, after))}`,
    of: `${metric.title} by ${ask.by}, ${start} to ${end}`,
    head: ['Step', 'Change', 'Total'],
    rows: [
      [start, '', quantity(metric, before)],
      ...changes.map(({ name, change }) => [name, quantity(metric, change), '']),
      [end, '', quantity(metric, after)],
    ],
    spec: (width) =>
      specOf(
        [
          { ...total(start, before), label: bare(before) },
          ...steps,
          { ...total(end, after), label: bare(after) },
        ],
        width,
        metric.unit,
      ),
  };
}

function yearEarlier(period: string): string {
  return `${Number(period.slice(0, 4)) - 1}${period.slice(4)}`;
}

function placeOf(
  prop: 'from' | 'to',
  asked: string | undefined,
  { told, grain }: { told: readonly string[]; grain: Grain },
): string | Refusal {
  if (asked === undefined) return '';
  const period = periodAt(asked, grain) ?? '';
  return told.includes(period)
    ? period
    : {
        prop,
        found: `${prop} is "${asked}", ${period === '' ? 'which is no period' : 'of which there is no total'}`,
        allowed: `${told[0] ?? 'nothing yet'} to ${told.at(-1) ?? 'nothing yet'}`,
        fix: `write ${prop}="${told.at(-1)?.slice(0, 7) ?? '2026-09'}"`,
      };
}

function total(name: string, value: number): Omit<Step, 'label'> {
  return { name, low: Math.min(0, value), high: Math.max(0, value), change: value, kind: 'total' };
}

function stepsOf({
  before,
  changes,
  isUpGood,
  signed,
}: {
  before: number;
  after: number;
  changes: readonly { name: string; change: number }[];
  isUpGood: boolean;
  signed: (change: number) => string;
}): Step[] {
  let level = before;
  return changes.map(({ name, change }) => {
    const start = level;
    level += change;
    return {
      name,
      low: Math.min(start, level),
      high: Math.max(start, level),
      change,
      kind: change > 0 === isUpGood ? 'better' : 'worse',
      label: signed(change),
    };
  });
}

function specOf(steps: readonly Step[], width: number, unit: string): object {
  const x = {
    field: 'name',
    type: 'nominal',
    title: null,
    sort: steps.map(({ name }) => name),
    axis: namesBelow(
      steps.map(({ name }) => name),
      width,
    ),
  };
  const y = { field: 'high', type: 'quantitative', title: unit || null };
  // Words over neighbouring bars must not run into each other; the table has them.
  const longest = Math.max(...steps.map(({ label }) => label.length)) * 6.6;
  const hasRoom = longest < (width * 0.88) / steps.length;
  return {
    width,
    height: 280,
    ...FIT,
    data: { values: steps },
    layer: [
      {
        mark: { type: 'bar' },
        encoding: {
          x,
          y: { field: 'low', type: 'quantitative', title: unit || null },
          y2: { field: 'high' },
          color: {
            field: 'kind',
            type: 'nominal',
            legend: null,
            scale: {
              domain: ['total', 'better', 'worse'],
              range: [COLOURS.line, COLOURS.good, COLOURS.target],
            },
          },
        },
      },
      ...(hasRoom
        ? [
            {
              mark: { type: 'text', baseline: 'bottom', dy: -3, color: COLOURS.ink, fontSize: 12 },
              encoding: { x, y, text: { field: 'label' } },
            },
          ]
        : []),
    ],
  };
}
