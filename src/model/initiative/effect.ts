import { commonChanges } from './commonChanges.ts';
import { compareLines, ONE_LINE, type Compared } from '#model/gate/criteria/comparison.ts';
import { differenceUnit, formatNumber, formatValue, listOf } from '#model/words/format.ts';
import type { IsoDate } from '#model/time/date.ts';
import type { Initiative } from '#model/record/initiative.ts';
import type { Metric } from '#model/record/metric.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import { lastCompletePeriod, periodEnd, span } from '#model/time/period.ts';
import { levelBetween } from '#model/metric/series/levelBetween.ts';
import { addsUpOverTime, isOfOnePeriod } from '#model/metric/series/perPeriod.ts';
import { partsOf } from '#model/metric/series/pooledValue.ts';
import { scopedTrace } from '#model/metric/series/scopedTrace.ts';
import type { Scope } from '#model/metric/series/scope.ts';
import { points as pointsOf, type SeriesPoint } from '#model/metric/series/series.ts';
import type { DifferenceInDifferences } from '#model/statistics/differenceInDifferences.ts';
import { limitsOf } from '#model/metric/limits/limitsOf.ts';
import { processSignals, signalKind } from '#model/statistics/chart/processSignals.ts';

/** Did it work: one metric before and after, with comparison lines where some are named. */
export interface Effect {
  metric: string;
  /** What was changed: the iteration's words, or the comparison. */
  about: string;
  before: { value: number; periods: number } | null;
  after: { value: number; periods: number } | null;
  comparison: DifferenceInDifferences | null;
  /** What is drawn: the values, or the difference to the comparison lines, with the limits of before where there are some. */
  level: {
    of: 'value' | 'difference';
    unit: string;
    start: IsoDate;
    points: { period: IsoDate; value: number }[];
    limits: { mean: number; lower: number; upper: number } | null;
  } | null;
  /** Honest words: what the data supports, or why it cannot say. */
  sentence: string;
  /** What a careful reader asks next: drift, washout, other changes, how the pilot was chosen. */
  notes: string[];
  state: 'favourable' | 'unfavourable' | 'indistinct' | 'unknown';
}

/** Effects of one initiative: its comparison first, then each iteration that names a metric and its spans. */
export function effects(initiative: Initiative, portfolio: Portfolio): Effect[] {
  const metric = (id: string) => portfolio.metrics.find((one) => one.id === id);
  const design = initiative.comparison;
  const compared = design ? metric(design.metric) : undefined;
  return [
    ...(design && compared ? [comparisonEffect(initiative, design, compared, portfolio)] : []),
    ...initiative.iterations.flatMap((entry) => {
      const measured = entry.metric ? metric(entry.metric) : undefined;
      return measured && entry.before && entry.after
        ? [
            beforeAfter(
              initiative,
              measured,
              portfolio,
              entry.before,
              entry.after,
              entry.changed || entry.tried,
            ),
          ]
        : [];
    }),
  ];
}

function comparisonEffect(
  initiative: Initiative,
  design: NonNullable<Initiative['comparison']>,
  metric: Metric,
  portfolio: Portfolio,
): Effect {
  const cells = portfolio.observations.get(metric.id)?.latest ?? [];
  const compared = compareLines(initiative, metric, cells, portfolio.asOf);
  const name = (id: string) =>
    portfolio.sites.flatMap((site) => [site, ...site.lines]).find((place) => place.id === id)
      ?.name ?? id;
  const plain = beforeAfter(
    initiative,
    metric,
    portfolio,
    design.before,
    design.after,
    `${listOf(design.treated.map(name))} against ${listOf(design.controls.map(name))}`,
    design.treated,
  );
  const others = commonChanges(initiative, portfolio);
  const changes = [...design.coInterventions, ...others.map((other) => other.title)];
  const notes = [
    ...(changes.length > 0
      ? [`Other changes at the same place in that time: ${listOf(changes)}.`]
      : []),
    ...(design.spillover ? [`It may have reached the comparison lines: ${design.spillover}.`] : []),
    ...design.excluded.map(({ line, reason }) => `Left out: ${name(line)}, ${reason}.`),
    design.whyThesePilots
      ? `Why this pilot: ${design.whyThesePilots}.`
      : 'How the pilot was chosen is not recorded.',
  ];
  if (typeof compared === 'string')
    return {
      ...plain,
      sentence: `${plain.sentence} No comparison: ${compared}.`,
      notes: [...plain.notes, ...notes],
    };
  const { result } = compared;
  const good = metric.direction === 'up' ? result.effect > 0 : result.effect < 0;
  const unit = differenceUnit(metric);
  const [low, high] = [result.interval.low, result.interval.high].map((value) =>
    number(metric, value),
  );
  const size = `${number(metric, Math.abs(result.effect))} ${unit} ${result.effect < 0 ? 'lower' : 'higher'} than the comparison lines' development would suggest (80 % interval ${low} to ${high}), ${formatNumber(Math.abs(100 * result.ofCounterfactual), 0)} % of it`;
  const lines = result.placebos.length;
  const rank =
    result.rank === 1
      ? `larger than in each of the ${lines} comparison lines; with ${lines + 1} lines the smallest possible p is 1/${lines + 1}`
      : `${result.rank - 1} of ${lines} comparison lines moved as much without it`;
  const shown: Effect = {
    ...plain,
    comparison: result,
    level: differenceLevel(compared, unit),
    notes: [...comparisonNotes(compared, metric, unit), ...notes],
  };
  if (lines === 0) return { ...shown, state: 'unknown', sentence: `${size}; ${ONE_LINE}.` };
  if (!result.parallel)
    return {
      ...shown,
      state: 'unknown',
      sentence: `${size}. The lines were already drifting apart before the start, so the difference cannot be given to the change.`,
    };
  return {
    ...shown,
    state: result.rank > 1 ? 'indistinct' : good ? 'favourable' : 'unfavourable',
    sentence: `${size}; ${rank}.`,
  };
}

/** What the checks say, in the order in which an expert asks. */
function comparisonNotes(
  { result, worstBefore }: Compared,
  metric: Metric,
  unit: string,
): string[] {
  const { difference, preTrend, washout } = result;
  const below = result.effect < 0;
  const onSide = below ? difference.belowMean : difference.after.length - difference.belowMean;
  const run = difference.run ? ', a run signal' : '';
  return [
    `Before the start the lines ${result.parallel ? 'ran parallel' : 'drifted apart'} (slope ${formatNumber(preTrend.slope, 3)}, t ${formatNumber(preTrend.t, 2)}; a weak test on ${difference.before.length} periods, so the chart is drawn).`,
    `Of ${difference.after.length} ${metric.grain}s after the start ${onSide} lie ${below ? 'below' : 'above'} the mean of before${run}, ${difference.outside} outside its limits.`,
    ...(washout > 0
      ? [
          `Without the first ${washout} ${metric.grain}s, in which people still learn: ${number(metric, result.withoutWashout)} ${unit}.`,
        ]
      : []),
    ...(worstBefore
      ? [
          'The pilot stood worst of all lines before the start: part of a gain may be a return to the usual.',
        ]
      : []),
  ];
}

function differenceLevel({ result, before, periods }: Compared, unit: string): Effect['level'] {
  const { difference } = result;
  const values = [...difference.before, ...difference.after];
  const points = [...before, ...periods].map((period, at) => ({
    period,
    value: values[at]!,
  }));
  return {
    of: 'difference',
    unit,
    start: periods[0]!,
    points,
    limits: Number.isNaN(difference.mean)
      ? null
      : { mean: difference.mean, lower: difference.lower, upper: difference.upper },
  };
}

/** Two spans of one process: pooled values, and a signal against limits locked on the first where it is long enough. */
function beforeAfter(
  initiative: Initiative,
  metric: Metric,
  portfolio: Portfolio,
  first: string,
  second: string,
  about: string,
  lines: readonly string[] = [],
): Effect {
  const scope = effectScope(initiative, metric, portfolio, lines);
  const cells = portfolio.observations.get(metric.id)?.latest ?? [];
  const points = pointsOf(
    scopedTrace(partsOf(portfolio), metric, cells, scope, portfolio.asOf),
  ).filter((point): point is SeriesPoint & { value: number } => point.value !== null);
  // What is pooled and what is listed are the same finished periods: a running one is in neither.
  const finished = periodEnd(lastCompletePeriod(portfolio.asOf, metric.grain), metric.grain);
  const sideOf = (text: string) => {
    const range = span(text);
    const to = range && range.to < finished ? range.to : finished;
    const inside = range
      ? points.filter(
          (point) => point.period >= range.from && periodEnd(point.period, metric.grain) <= to,
        )
      : [];
    const value =
      range && inside.length > 0
        ? levelBetween({ metric, cells, parts: partsOf(portfolio), scope }, range.from, to)
        : null;
    return { inside, side: value === null ? null : { value, periods: inside.length } };
  };
  const before = sideOf(first);
  const after = sideOf(second);
  const effect: Effect = {
    metric: metric.id,
    about,
    before: before.side,
    after: after.side,
    comparison: null,
    level: null,
    state: 'unknown',
    sentence: '',
    notes: [],
  };
  if (!before.side || !after.side)
    return {
      ...effect,
      sentence: `${metric.title}: nothing was measured ${before.side ? 'after' : 'before'} the change.`,
    };
  const said = ({ value, periods }: NonNullable<Effect['before']>) =>
    `${formatValue(metric, value)}${addsUpOverTime(metric) || isOfOnePeriod(metric) ? ` a ${metric.grain}, the mean of ${periods}` : ` (${periods} ${metric.grain}${periods === 1 ? '' : 's'})`}`;
  const moved = `${metric.title} from ${said(before.side)} to ${said(after.side)}.`;
  const change = metric.definitions
    .slice(1)
    .find(
      (definition) =>
        definition.validFrom > (before.inside[0]?.period ?? '') &&
        definition.validFrom <= (after.inside.at(-1)?.period ?? ''),
    );
  if (change)
    return {
      ...effect,
      sentence: `${metric.title}: the definition changed on ${change.validFrom}, so before and after are not the same thing.`,
    };
  const values = [...before.inside, ...after.inside].map((point) => point.value);
  const both = [...before.inside, ...after.inside];
  const judged = limitsOf(metric, values, (at) => both[at] as SeriesPoint, before.inside.length);
  const level: Effect['level'] = {
    of: 'value',
    unit: metric.unit,
    start: (after.inside[0] as SeriesPoint).period,
    points: both.map(({ period, value }) => ({ period, value })),
    limits: 'none' in judged ? null : judged.at(values.length - 1),
  };
  if ('none' in judged) {
    const why =
      judged.none === 'off'
        ? 'a ramp has no limits'
        : judged.none === 'few'
          ? `${before.inside.length} ${metric.grain}s before are too few for limits`
          : `no limits, since ${judged.words}`;
    return {
      ...effect,
      level,
      sentence: `${moved} Before and after only; ${why}, so chance and season are not ruled out.`,
    };
  }
  const { direction: wanted } = metric;
  const direction = judged.opposed ? (wanted === 'up' ? 'down' : 'up') : wanted;
  const rules = processSignals(judged.values, judged.edges);
  const kinds = new Set(
    rules.flatMap((rule, at) =>
      at >= before.inside.length && rule > 0
        ? [signalKind(rule, at, judged.values, judged.edges, direction)]
        : [],
    ),
  );
  const state =
    kinds.has('improvement') && !kinds.has('concern')
      ? 'favourable'
      : kinds.has('concern') && !kinds.has('improvement')
        ? 'unfavourable'
        : 'indistinct';
  const words = {
    favourable:
      'A signal against the limits of before; without comparison lines other changes are not ruled out.',
    unfavourable: 'A signal on the bad side of the limits of before.',
    indistinct: 'No clear signal against the limits of before.',
  };
  return { ...effect, level, state, sentence: `${moved} ${words[state]}` };
}

/** The lines named, else the sites of the initiative that report the metric, else everything. */
export function effectScope(
  initiative: Initiative,
  metric: Metric,
  portfolio: Portfolio,
  lines: readonly string[] = [],
): Scope {
  const cells = portfolio.observations.get(metric.id)?.latest ?? [];
  const present = lines.filter((line) => cells.some((cell) => cell.line === line));
  if (present.length > 0) return { lines: present };
  const sites = [...lines, ...initiative.sites.map((entry) => entry.site)].filter((site) =>
    cells.some((cell) => cell.site === site),
  );
  return sites.length > 0
    ? {
        sites: [
          ...new Set(
            lines.some((line) => sites.includes(line))
              ? sites.filter((site) => lines.includes(site))
              : sites,
          ),
        ],
      }
    : {};
}

function number(metric: Metric, value: number): string {
  return formatNumber(value, Math.max(1, metric.decimals));
}
