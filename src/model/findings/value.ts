import { isClosed } from '#model/record/calendar.ts';
import { longDate, type IsoDate } from '#model/time/date.ts';
import type { Found, Rule } from '#model/record/finding.ts';
import { formatNumber, listOf } from '#model/words/format.ts';
import type { MetricState, ScopeState } from '#model/metric/metricState.ts';
import { isDuration } from '#model/record/metric.ts';
import type { Observation } from '#model/record/observation.ts';
import {
  lastCompletePeriod,
  periodDistance,
  periodName,
  shiftPeriod,
  type Grain,
} from '#model/time/period.ts';
import type { Portal } from '#model/portal.ts';
import { siteName } from '#model/record/site.ts';
import { aboutExport, aboutMetric } from './about.ts';
import { doubted } from './doubt.ts';

const all = (portal: Portal) => [...portal.metrics.values()];
/** How far back coverage looks: a quarter of weeks, a year of months. */
const WINDOW: Record<Grain, number> = { day: 91, week: 13, month: 12, quarter: 8, year: 5 };
/** Share of neighbouring periods with the same denominator from which on it is a roster and not a volume. */
const ROSTER = 0.7;

/** Whether the values of an export can be true. */
export const valueRules: Rule<Portal>[] = [
  {
    id: 'export/coverage',
    severity: 'warn',
    what: 'the expected cells have come: every site, every period',
    why: 'an average of whoever reported',
    fix: 'ask the site',
    compares:
      'sites by periods of the last quarter of weeks or year of months, closed ones left out; the least is completenessMin of the contract',
    check: (portal) => [
      ...doubted('export/coverage')(portal),
      ...oncePerExport(portal, (state) => lowCoverage(state, portal)),
    ],
  },
  {
    id: 'export/arithmetic',
    severity: 'error',
    what: 'parts do not exceed their whole, times are not negative, values are numerator over denominator',
    why: 'one impossible cell spoils every sum it is in',
    fix: 'correct it at the source',
    check: (portal) => [
      ...doubted('export/arithmetic')(portal),
      ...all(portal).flatMap((state) => {
        const wrong = impossible(state);
        return wrong
          ? [
              aboutMetric(state.metric, wrong, 'steward', {
                records: [`data/${state.metric.export}`],
              }),
            ]
          : [];
      }),
    ],
  },
  {
    id: 'export/closed-calendar',
    severity: 'warn',
    what: 'closed weeks have no values, and weeks without a value are in the calendar',
    why: 'stop weeks distort averages',
    fix: 'correct the calendar in portfolio.yaml, or the data',
    check: (portal) =>
      oncePerExport(portal, (state) =>
        state.metric.grain === 'week' ? calendarBreaks(state, portal) : null,
      ),
  },
  {
    id: 'export/denominator-jump',
    severity: 'warn',
    what: 'the roster does not change by more than 15 % without a note',
    why: 'use "improves" when the base shrinks',
    fix: 'name the jump with its reason under trilens.jumps, and date the roster',
    limits: { percent: 15, periods: 26 },
    check: (portal, { percent = 15, periods = 26 }) =>
      all(portal)
        .filter(({ metric }) => metric.type === 'adoption' && metric.value.kind === 'ratio')
        .flatMap((state) => {
          const rule = state.metric.value;
          const column = rule.kind === 'ratio' ? rule.denominator.column : '';
          const known = new Set(
            state.export?.contract.jumps
              .filter((jump) => jump.column === column)
              .map((jump) => jump.from) ?? [],
          );
          const jumps = state.bySite.flatMap((scope) =>
            rosterJumps(scope, percent / 100, periods)
              .filter((jump) => !known.has(jump.period))
              .map(
                (jump) =>
                  `${siteName(portal.portfolio.sites, scope.site)} from ${jump.from} to ${jump.to} on ${longDate(jump.period)}`,
              ),
          );
          return jumps.length > 0
            ? [
                aboutMetric(state.metric, `Who is counted changed: ${listOf(jumps)}.`, 'steward', {
                  records: [`data/${state.metric.export}`],
                }),
              ]
            : [];
        }),
  },
  {
    id: 'export/frozen',
    severity: 'warn',
    what: 'a value that used to move does not stand still for four periods',
    why: 'copied forward, or a feed that died',
    fix: 'check the feed',
    limits: { periods: 4 },
    check: (portal, { periods = 4 }) =>
      all(portal)
        .filter(({ metric }) => metric.type !== 'delivery')
        .flatMap((state) => {
          const frozen = state.bySite
            .filter((scope) => standsStill(scope, periods))
            .map((scope) => siteName(portal.portfolio.sites, scope.site));
          return frozen.length > 0
            ? [
                aboutMetric(
                  state.metric,
                  `The same value ${periods} ${state.metric.grain}s in a row at ${listOf(frozen)}.`,
                  'steward',
                  { records: [`data/${state.metric.export}`] },
                ),
              ]
            : [];
        }),
  },
];

/** Several metrics draw on one export; it is named once, by the first of them. */
function oncePerExport(portal: Portal, look: (state: MetricState) => string | null): Found[] {
  const seen = new Set<string>();
  return all(portal).flatMap((state) => {
    const report = state.export;
    if (!report || seen.has(report.contract.name)) return [];
    const what = look(state);
    if (what === null) return [];
    seen.add(report.contract.name);
    return [aboutExport(report.contract, what, { records: [`metrics/${state.metric.id}`] })];
  });
}

function closedAt(portal: Portal, site: string | null, grain: Grain): (period: IsoDate) => boolean {
  const days = new Set(
    portal.portfolio.sites.find((candidate) => candidate.id === site)?.closed ?? [],
  );
  return (period) => isClosed(period, grain, days);
}

function lowCoverage(state: MetricState, portal: Portal): string | null {
  const { metric, bySite } = state;
  const contract = state.export?.contract;
  if (!contract || isDuration(metric) || bySite.length === 0 || metric.population === 'sample')
    return null;
  const last = state.all.periods.at(-1);
  const newest = lastCompletePeriod(portal.portfolio.asOf, metric.grain);
  if (last === undefined || last < shiftPeriod(newest, metric.grain, -WINDOW[metric.grain]))
    return null;
  let expected = 0;
  let present = 0;
  for (const { site, periods, values } of bySite) {
    const closed = closedAt(portal, site, metric.grain);
    for (let back = 0; back < WINDOW[metric.grain]; back++) {
      const period = shiftPeriod(last, metric.grain, -back);
      if (periods[0] === undefined || period < periods[0]) break;
      if (closed(period)) continue;
      expected += 1;
      if ((values[periodDistance(periods[0], period, metric.grain)] ?? null) !== null) present += 1;
    }
  }
  return expected > 0 && present / expected < contract.completenessMin
    ? `${present} of ${expected} expected cells came (${formatNumber((100 * present) / expected, 0)} %; the least is ${formatNumber(100 * contract.completenessMin, 0)} %).`
    : null;
}

/** What cannot be, in words; null where everything can. */
function impossible({ metric, observations }: MetricState): string | null {
  const people = metric.value.kind === 'ratio' && metric.unit === '%' && metric.type === 'adoption';
  if (observations.reversed)
    return `${observations.reversed} ${observations.reversed === 1 ? 'row ends' : 'rows end'} before the beginning.`;
  if (!people && !metric.range) return null;
  const where = (cell: Observation) =>
    `${cell.site ?? 'all sites'}, ${periodName(cell.period, metric.grain)}`;
  for (const cell of observations.latest) {
    if (people && (cell.numerator ?? 0) > (cell.denominator ?? 0))
      return `${where(cell)}: ${cell.numerator} of ${cell.denominator}.`;
    if (metric.range && (cell.value < metric.range[0] || cell.value > metric.range[1]))
      return `${where(cell)}: ${formatNumber(cell.value, metric.decimals)} lies outside ${metric.range[0]} to ${metric.range[1]}.`;
  }
  return null;
}

function calendarBreaks(state: MetricState, portal: Portal): string | null {
  const inClosed: string[] = [];
  const missing: string[] = [];
  for (const { site, periods, values } of state.bySite) {
    const closed = closedAt(portal, site, 'week');
    const name = siteName(portal.portfolio.sites, site);
    for (const [at, period] of periods.entries()) {
      if (values[at] !== null && closed(period))
        inClosed.push(`${name} ${periodName(period, 'week')}`);
      if (values[at] === null && !closed(period))
        missing.push(`${name} ${periodName(period, 'week')}`);
    }
  }
  const some = (list: string[]) =>
    list.length > 3 ? `${list.slice(0, 3).join(', ')} and ${list.length - 3} more` : listOf(list);
  const words = [
    inClosed.length > 0 ? `values in closed weeks: ${some(inClosed)}` : '',
    missing.length > 0 ? `no value, and not closed: ${some(missing)}` : '',
  ].filter(Boolean);
  return words.length > 0
    ? `${words.join('; ').replace(/^./, (first) => first.toUpperCase())}.`
    : null;
}

/** Jumps of a denominator that otherwise stays: who is counted, not how much was made. */
function rosterJumps(
  scope: ScopeState,
  share: number,
  periods: number,
): { period: string; from: number; to: number }[] {
  const newest = scope.periods.map((_, at) => at).slice(-periods);
  const points = newest
    .map(scope.point)
    .flatMap((point) =>
      point.denominator === null ? [] : [{ period: point.period, of: point.denominator }],
    );
  const pairs = points.slice(1).map((point, at) => ({
    period: point.period,
    from: points[at]!.of,
    to: point.of,
  }));
  const same = pairs.filter((pair) => pair.from === pair.to).length;
  return pairs.length < 4 || same / pairs.length < ROSTER
    ? []
    : pairs.filter((pair) => Math.abs(pair.to - pair.from) / pair.from > share);
}

function standsStill({ values: all, latest }: ScopeState, periods: number): boolean {
  const newest = latest?.value;
  if (newest === null || newest === undefined || newest === 0 || newest === 100) return false;
  // Most series move: their last two values tell, before any list is made.
  const place = all.lastIndexOf(newest);
  if (periods > 1 && place > 0 && all[place - 1] !== null && all[place - 1] !== newest)
    return false;
  const known = all.slice(-2 * (periods + 8)).filter((value): value is number => value !== null);
  const last = known.slice(-periods);
  const before = known.slice(-periods - 8, -periods);
  // Nothing and everything may well last; a value that never moved was not expected to.
  return (
    last.length === periods &&
    new Set(last).size === 1 &&
    before.length >= 4 &&
    new Set(before).size >= Math.min(4, before.length)
  );
}
