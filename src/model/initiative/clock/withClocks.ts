import { formulaCells } from '#model/metric/series/formulaCells.ts';
import { formulaParts } from '#model/metric/series/formula.ts';
import { partsOf } from '#model/metric/series/pooledValue.ts';
import { CLOCK_WORDS } from '#model/record/clock.ts';
import type { Metric, ValueRule } from '#model/record/metric.ts';
import { byPeriod, type Observation, type Observations } from '#model/record/observation.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import { median } from '#model/statistics/median.ts';
import { periodStart } from '#model/time/period.ts';
import { clockRuns, type ClockRun } from './clockRuns.ts';

type ClockRule = Extract<ValueRule, { kind: 'clock' }>;

/**
 * The portfolio with the values of metrics that are clocks, and of formulas over them. They come from records, so that an edition
 * has those of its own records, and a day of the past those of what was known then.
 */
export function withClocks(portfolio: Portfolio): Portfolio {
  const clocks = portfolio.metrics.filter(({ value }) => value.kind === 'clock');
  if (clocks.length === 0) return portfolio;
  const runs = clockRuns(portfolio);
  const observations = new Map(portfolio.observations);
  for (const metric of clocks) observations.set(metric.id, observed(metric, runs));
  const known = { ...portfolio, observations };
  const isOf = (id: string, under: readonly string[]): boolean => {
    const value = portfolio.metrics.find((metric) => metric.id === id)?.value;
    if (value?.kind !== 'formula' || under.includes(id)) return value?.kind === 'clock';
    return formulaParts(value.expression).some((part) => isOf(part, [...under, id]));
  };
  for (const metric of portfolio.metrics)
    if (metric.value.kind === 'formula' && isOf(metric.id, [])) addFormula(metric, known);
  return known;
}

function addFormula({ id, value }: Metric, portfolio: Portfolio): void {
  if (value.kind !== 'formula') return;
  const latest = formulaCells(value.expression, partsOf(portfolio), portfolio.asOf);
  portfolio.observations.set(id, { metric: id, latest, superseded: [] });
}

/** Runs by the period in which they began: by their end, those that never end would be in none. */
function observed(metric: Metric, runs: readonly ClockRun[]): Observations {
  const { value: rule, grain, id } = metric;
  if (rule.kind !== 'clock') return { metric: id, latest: [], superseded: [] };
  const own = runs.filter((run) => isCounted(rule, run));
  const cells = Map.groupBy(own, ({ from, site }) => `${periodStart(from, grain)}|${site ?? ''}`);
  const latest = [...cells]
    .map(([key, group]) => cellOf(key, group, rule.unit === 'hours' ? 24 : 1))
    .toSorted((a, b) => byPeriod(a, b) || ((a.site ?? '') < (b.site ?? '') ? -1 : 1));
  const { lacks } = CLOCK_WORDS[rule.clock];
  return {
    metric: id,
    latest,
    superseded: [],
    ...(own.length === 0 ? { doubts: [`This clock has no run: ${lacks}.`] } : {}),
  };
}

function isCounted({ clock, initiative, from, to }: ClockRule, run: ClockRun): boolean {
  return (
    run.kind === clock &&
    (initiative === undefined || run.initiative === initiative) &&
    (from === undefined || run.pair?.from === from) &&
    (to === undefined || run.pair?.to === to)
  );
}

function cellOf(key: string, runs: readonly ClockRun[], scale: number): Observation {
  const [period = '', site = ''] = key.split('|');
  const times = (isEnded: boolean) =>
    runs
      .filter(({ to }) => (to !== null) === isEnded)
      .map(({ days }) => days * scale)
      .toSorted((a, b) => a - b);
  const [closed, open] = [times(true), times(false)];
  return {
    period,
    site: site === '' ? null : site,
    line: null,
    value: median([...closed, ...open]),
    n: runs.length,
    events: { closed, open },
    combine: 'pool',
  };
}
