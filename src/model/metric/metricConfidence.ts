import type { ExportReport } from '#model/record/export.ts';
import { sourcesOf, valueSuspicions } from './sourcesOf.ts';
import { isClosed } from '#model/record/calendar.ts';
import { siteChangesOf } from './breaks.ts';
import { tellsUse } from '#model/record/metric.ts';
import { listOf } from '#model/words/format.ts';
import type { MetricState } from './metricState.ts';
import {
  lastCompletePeriod,
  periodDistance,
  periodsBetween,
  shiftPeriod,
  span,
} from '#model/time/period.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import { confidenceLabel } from '#model/statistics/confidenceLabel.ts';

/**
 * How far a number can be trusted: the weakest of its dimensions, never their mean.
 * Two points each: A when all are full, B when the weakest has one, C when it has none.
 */
export function metricConfidence(
  state: MetricState,
  portfolio: Portfolio,
): MetricState['confidence'] {
  if (!state.all.latest) return { label: 'C', weakest: 'no data' };
  const dimensions = dimensionsOf(state, portfolio);
  const points = dimensions.map(([, given]) => given);
  const label = confidenceLabel(points);
  return {
    label,
    weakest:
      label === 'A'
        ? 'nothing weak found'
        : (dimensions[points.indexOf(Math.min(...points) as Points)]?.[0] ?? ''),
  };
}

type Points = 0 | 1 | 2;

/** What each dimension says where it is weak, and its points. */
function dimensionsOf(state: MetricState, portfolio: Portfolio): [string, Points][] {
  const { metric } = state;
  const reports = sourcesOf(metric, portfolio);
  const rowsIn = reports.reduce((sum, report) => sum + report.rowsIn, 0);
  const quarantined = reports.reduce((sum, report) => sum + report.quarantined, 0);
  const coverage = siteCoverage(state, portfolio);
  return [
    [
      `the data is ${state.freshness}`,
      state.freshness === 'fresh' || state.freshness === 'due'
        ? 2
        : state.freshness === 'late'
          ? 1
          : 0,
    ],
    [
      `${Math.round(coverage * 100)} % of the expected periods arrived`,
      coverage >= 0.95 ? 2 : coverage >= 0.75 ? 1 : 0,
    ],
    [
      `${quarantined} of ${rowsIn} rows were quarantined`,
      quarantined === 0 ? 2 : quarantined <= rowsIn * 0.02 ? 1 : 0,
    ],
    [
      'what its rows stand for does not fit its periods',
      state.observations.doubts === undefined ? 2 : 1,
    ],
    ['its rows are in doubt', valueSuspicions(metric, portfolio).length === 0 ? 2 : 1],
    rewriting(reports),
    incompleteness(state),
    otherSites(state),
    ['its definition changed within the series', metric.definitions.length <= 1 ? 2 : 1],
    [
      'no owner and data steward are named',
      metric.owner && metric.steward ? 2 : metric.owner || metric.steward ? 1 : 0,
    ],
    [
      `${state.restated.length} values were restated`,
      state.restated.length === 0 ? 2 : state.restated.length <= 2 ? 1 : 0,
    ],
  ];
}

/** A past that was rewritten says that one of two dumps is wrong; where somebody stands for the new one, it is read with care. */
function rewriting(reports: readonly ExportReport[]): [string, Points] {
  const doubts = reports.flatMap(({ suspicions }) =>
    suspicions.filter(({ rule }) => rule === 'export/rewritten'),
  );
  if (doubts.some(({ accepted }) => !accepted)) return ['its newest dump rewrites the past', 0];
  return ['its past was rewritten, which somebody accepts', doubts.length > 0 ? 1 : 2];
}

/** A few periods at the end without a total are read with care; where they are many, what is shown is old. */
function incompleteness({ metric, all }: MetricState): [string, Points] {
  const { incomplete = [], neverReported, grain } = metric;
  if (neverReported) return [`${listOf(neverReported)} never reported`, 0];
  const newest = incomplete.filter(({ period }) => period > (all.latest?.period ?? '')).length;
  return [
    newest === 1
      ? `the newest ${grain} has no total`
      : `the newest ${newest} ${grain}s have no total`,
    newest === 0 ? 2 : newest <= 3 ? 1 : 0,
  ];
}

/** A total of other sites than a year before, or than its baseline, is read with care. */
function otherSites({ metric, all }: MetricState): [string, Points] {
  const year = shiftPeriod(all.latest?.period ?? '1970-01-01', metric.grain, -12);
  const baseline = span(metric.baseline?.period ?? '')?.from ?? year;
  const from = baseline < year ? baseline : year;
  const isOther = siteChangesOf(metric).some(({ date }) => date > from);
  return ['sites joined or left its total', isOther ? 1 : 2];
}

/** Share of the last 13 periods that the sites which report this metric delivered; closed ones are not expected. */
function siteCoverage(state: MetricState, portfolio: Portfolio): number {
  // Events of a programme come when they come: a month without one lacks nothing.
  if (state.metric.value.kind === 'clock') return 1;
  const grain = state.metric.grain;
  const withheld = tellsUse(state.metric);
  const last = state.all.latest?.period ?? lastCompletePeriod(portfolio.asOf, grain);
  const periods = periodsBetween(shiftPeriod(last, grain, -12), last, grain);
  let expected = 0;
  let present = 0;
  for (const scope of state.bySite.length > 0 ? state.bySite : [state.all]) {
    const closed = new Set(portfolio.sites.find((site) => site.id === scope.site)?.closed ?? []);
    const first = scope.values.findIndex((value) => value !== null);
    const began = first < 0 ? Number.NEGATIVE_INFINITY : first;
    const before =
      scope.periods[0] === undefined ? 0 : periodDistance(scope.periods[0], periods[0]!, grain);
    for (let at = 0; at < periods.length; at++) {
      if (before + at < began || isClosed(periods[at]!, grain, closed)) continue;
      expected += 1;
      const place = before + at;
      // What is withheld has come.
      if (
        (scope.values[place] ?? null) !== null ||
        (withheld && place >= 0 && place < scope.periods.length && scope.point(place).withheld)
      )
        present += 1;
    }
  }
  return expected === 0 ? 1 : present / expected;
}
