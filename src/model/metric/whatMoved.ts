import { cellIndex } from '#model/metric/series/cellIndex.ts';
import { differenceUnit, formatValue, listOf } from '#model/words/format.ts';
import { evaluate, formulaFactors, formulaParts, tokenise } from '#model/metric/series/formula.ts';
import type { MetricState } from './metricState.ts';
import { longPeriod, periodEnd, periodWords, span } from '#model/time/period.ts';
import { pooled } from '#model/metric/series/series.ts';
import { siteName, type Site } from '#model/record/site.ts';
import { shapley } from '#model/statistics/shapley.ts';
import { factorBridge } from '#model/statistics/factorBridge.ts';
import { mixEffects } from '#model/statistics/mixEffects.ts';

/** Where a change comes from, since the baseline. */
export interface WhatMoved {
  kind: 'sites' | 'factors';
  change: number;
  parts: { name: string; effect: number }[];
  unit: string;
  /** Digits with which the parts add up to the change as they are shown. */
  decimals: number;
  from: string;
  to: string;
  sentence: string;
  /** The total and the sites move in opposite directions: the split must be read. */
  opposed: boolean;
}

/** A ratio splits into what its sites did and what their shares did; a formula into its parts. Null for everything else. */
export function whatMoved(
  state: MetricState,
  metrics: ReadonlyMap<string, MetricState>,
  sites: readonly Site[],
): WhatMoved | null {
  const baseline = span(state.metric.baseline?.period ?? '');
  const newest = state.all.latest?.period;
  if (!baseline || newest === undefined || newest <= baseline.to) return null;
  const spans = {
    before: baseline,
    after: { from: newest, to: periodEnd(newest, state.metric.grain) },
  };
  const { value } = state.metric;
  return value.kind === 'ratio'
    ? ofSites(state, spans, sites)
    : value.kind === 'formula'
      ? ofParts(state, value.expression, spans, metrics)
      : null;
}

interface Spans {
  before: { from: string; to: string };
  after: { from: string; to: string };
}

function ofSites(state: MetricState, spans: Spans, sites: readonly Site[]): WhatMoved | null {
  const { metric, observations } = state;
  const cells = observations.latest;
  const scale = metric.value.kind === 'ratio' ? metric.value.scale : 1;
  const both = cellIndex(cells).sites.map((site) => ({
    site,
    before: pooled(metric, cells, { sites: [site] }, spans.before.from, spans.before.to),
    after: pooled(metric, cells, { sites: [site] }, spans.after.from, spans.after.to),
  }));
  // What is withheld for the size of its group is not told by a difference either.
  const isIn = (period: string) =>
    [spans.before, spans.after].some(({ from, to }) => period >= from && period <= to);
  if (
    state.bySite.some(
      (scope) =>
        scope.values.every((value) => value === null) ||
        scope.series.some((point) => point.withheld && isIn(point.period)),
    )
  )
    return null;
  const usable = both.flatMap(({ site, before, after }) =>
    before.denominator && after.denominator
      ? [
          {
            site,
            before: { numerator: before.numerator ?? 0, denominator: before.denominator },
            after: { numerator: after.numerator ?? 0, denominator: after.denominator },
          },
        ]
      : [],
  );
  if (usable.length < 2 || usable.length < both.length) return null;
  const result = mixEffects(
    usable.map((one) => one.before),
    usable.map((one) => one.after),
  );
  const [change, rate, mix] = [result.change, result.rate, result.mix].map(
    (part) => part * scale,
  ) as [number, number, number];
  const opposed = Math.sign(change) * Math.sign(rate) < 0;
  const unit = differenceUnit(metric);
  const decimals = digitsThatAdd([rate, mix], change, metric.decimals);
  const says = (effect: number) => signed(effect, unit, decimals);
  const moved = usable.map(
    ({ site, before, after }) =>
      `${siteName(sites, site)} ${says(scale * (after.numerator / after.denominator - before.numerator / before.denominator))}`,
  );
  const sentence = opposed
    ? `The total moves by ${says(change)} while the sites together move the other way (${listOf(moved)}): what they did makes ${says(rate)}, the change of their shares ${says(mix)}.`
    : `Of ${says(change)} in total, what the sites did makes ${says(rate)}, the change of their shares ${says(mix)}.`;
  return {
    kind: 'sites',
    change,
    unit,
    decimals,
    opposed,
    sentence,
    ...names(spans, state),
    parts: [
      { name: 'What the sites did', effect: rate },
      { name: 'The change of their shares', effect: mix },
    ],
  };
}

/** A product by its factors, any other formula by its parts in every order: both add up to the change. */
function ofParts(
  state: MetricState,
  expression: string,
  spans: Spans,
  metrics: ReadonlyMap<string, MetricState>,
): WhatMoved | null {
  const { metric } = state;
  const parts = formulaParts(expression).map((id) => ({
    id,
    name: metrics.get(id)?.metric.title ?? id,
    before: valueIn(id, spans.before, metrics) ?? Number.NaN,
    after: valueIn(id, spans.after, metrics) ?? Number.NaN,
  }));
  if (parts.length < 2) return null;
  const bridge = productBridge(expression, parts) ?? sumBridge(expression, parts);
  if (!bridge) return null;
  const scale = (state.all.latest?.value ?? Number.NaN) / bridge.after;
  if (!Number.isFinite(scale)) return null;
  const effects = parts.map(({ name }, at) => ({
    name,
    effect: (bridge.effects[at] ?? Number.NaN) * scale,
  }));
  const change = (bridge.after - bridge.before) * scale;
  const unit = differenceUnit(metric);
  const decimals = digitsThatAdd(
    effects.map(({ effect }) => effect),
    change,
    metric.decimals,
  );
  const says = (effect: number) => signed(effect, unit, decimals);
  return {
    kind: 'factors',
    change,
    unit,
    decimals,
    opposed: false,
    parts: effects,
    ...names(spans, state),
    sentence: `Of ${says(change)} in total: ${listOf(effects.map((part) => `${part.name} ${says(part.effect)}`))}.`,
  };
}

interface Part {
  id: string;
  before: number;
  after: number;
}

/** Of a product in which each part is a factor once; null for any other formula. */
function productBridge(expression: string, parts: readonly Part[]) {
  const factors = formulaFactors(expression);
  if (!factors || factors.length !== parts.length) return null;
  return factorBridge(
    parts.map(({ id, before, after }) => ({
      before,
      after,
      power: factors.find((factor) => factor.id === id)?.power ?? 1,
    })),
  );
}

function sumBridge(expression: string, parts: readonly Part[]) {
  const tokens = tokenise(expression);
  return shapley(parts, (values) =>
    evaluate(tokens, (id) => values[parts.findIndex((part) => part.id === id)] ?? null),
  );
}

/** A metric over a span, through formulas of formulas; what adds up is taken a period, since spans differ in length. */
function valueIn(
  id: string,
  span: Spans['before'],
  metrics: ReadonlyMap<string, MetricState>,
): number | null {
  const state = metrics.get(id);
  if (!state) return null;
  const { metric, observations } = state;
  if (metric.value.kind === 'formula')
    return evaluate(tokenise(metric.value.expression), (part) => valueIn(part, span, metrics));
  const { value } = pooled(metric, observations.latest, {}, span.from, span.to);
  if (value === null || !addsUp(metric)) return value;
  const periods = new Set(
    observations.latest.flatMap(({ period }) =>
      period >= span.from && periodEnd(period, metric.grain) <= span.to ? [period] : [],
    ),
  );
  return periods.size === 0 ? null : value / periods.size;
}

function addsUp({ value }: MetricState['metric']): boolean {
  return value.kind === 'column' && ['sum', 'count'].includes(value.of.aggregate);
}

function names({ after }: Spans, { metric }: MetricState): { from: string; to: string } {
  return {
    from: periodWords(metric.baseline?.period ?? ''),
    to: longPeriod(after.from, metric.grain),
  };
}

/** The fewest digits, from one on, with which every part shows and the shown parts add up to the shown change; at most three more than the metric's. */
function digitsThatAdd(parts: readonly number[], change: number, from: number): number {
  const least = Math.max(1, from);
  const adds = (digits: number) => {
    const units = (value: number) => Math.round(Math.abs(value) * 10 ** digits) * Math.sign(value);
    return (
      parts.every((part) => part === 0 || units(part) !== 0) &&
      parts.reduce((sum, part) => sum + units(part), 0) === units(change)
    );
  };
  return [0, 1, 2, 3].map((more) => least + more).find(adds) ?? least + 1;
}

/** An effect with its sign. */
export function signed(effect: number, unit: string, decimals: number): string {
  return `${effect > 0 ? '+' : ''}${formatValue({ unit, decimals }, effect)}`;
}
