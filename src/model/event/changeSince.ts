import { asTotal, breaksOf, type Break } from '#model/metric/breaks.ts';
import type { ScopeState } from '#model/metric/metricState.ts';
import { SEASON, seasonOf, type Season } from '#model/metric/limits/seasonalLimits.ts';
import type { SeriesPoint } from '#model/metric/series/series.ts';
import type { Metric } from '#model/record/metric.ts';
import { studentQuantile } from '#model/statistics/interval/studentT.ts';
import { longDate, type IsoDate } from '#model/time/date.ts';
import { periodEnd, shiftPeriod, type Grain } from '#model/time/period.ts';
import { levelOf, type Level } from './levelOf.ts';

/** How many periods before an event, and how many of the newest, are compared at most. */
const WINDOW: Record<Grain, number> = { day: 28, week: 13, month: 12, quarter: 4, year: 4 };
/** And at least. */
const FEWEST = 4;

/** How a metric changed since a day: in per cent of its level before, of percentages in points; or why that cannot be said. */
export type ChangeSince =
  | {
      before: Level;
      after: Level;
      /** Both ends of the newest window. */
      from: IsoDate;
      to: IsoDate;
      unit: 'percent' | 'points' | 'own';
      change: number;
      low: number;
      high: number;
      /** The periods before are those a season before the newest ones. */
      season: Season | null;
      /** Less than two seasons are known, so that nobody can say whether there is one. */
      isSeasonOpen: boolean;
      /** What ended the newest window before the newest period: what came then is another series. */
      until: Break | null;
    }
  | { none: string };

/** Values that go in a wave, or are too few to know: with less than two seasons it may be one. */
const MAY_BE_A_SEASON = new Set(['follows', 'season']);

/** What a season of values by the day, week, month or quarter lasts. */
export function seasonsOf(grain: Grain): string {
  return grain === 'day' ? 'weeks' : 'years';
}

/**
 * The newest periods against those before a day, within one definition and one set of sites: what a rebase or another plant in the total
 * parts is not compared.
 */
export function changeSince(metric: Metric, scope: ScopeState, day: IsoDate): ChangeSince {
  const { grain } = metric;
  const breaks = breaksOf(scope.site === null && scope.line === null ? asTotal(metric) : metric);
  const begin = breaks.findLast(({ date }) => date <= day);
  const until = breaks.find(({ date }) => date > day);
  const known = scope.periods.map((_, at) => scope.point(at)).filter(({ value }) => value !== null);
  const first = known[0]?.period;
  const last = known.at(-1)?.period;
  if (first === undefined || last === undefined) return { none: 'nothing is measured' };
  if (day <= first) return { none: 'the data begin after it' };
  if (day > periodEnd(last, grain)) return { none: `no ${grain} since then is measured` };
  const earlier = known.filter(({ period }) => periodEnd(period, grain) < day);
  const before = earlier.filter(({ period }) => period >= (begin?.date ?? ''));
  const later = known.filter(({ period }) => period >= day);
  const since = later.filter(
    ({ period }) => until === undefined || periodEnd(period, grain) < until.date,
  );
  const newest = since.slice(-WINDOW[grain]);
  const course = courseOf(metric, scope);
  if (course.isSeasonOpen && MAY_BE_A_SEASON.has(scope.unjudged?.kind ?? ''))
    return {
      none: `its values follow one another, and less than two ${seasonsOf(grain)} are known, so a season cannot be told from a change`,
    };
  const compared = course.season
    ? aSeasonBefore(newest, before, grain, course.season.lag)
    : before.slice(-WINDOW[grain]);
  if (compared === null)
    return {
      none: `it has ${course.season?.course}, and the same periods before it are not all measured`,
    };
  if (compared.length < FEWEST)
    return {
      none: tooFew(compared.length, 'before it', grain, compared.length < earlier.length && begin),
    };
  const isCut = since.length < later.length ? until : undefined;
  if (newest.length < FEWEST) return { none: tooFew(newest.length, 'since then', grain, isCut) };
  return compare(metric, { compared, newest, ...course, until: isCut ?? null });
}

function tooFew(
  count: number,
  side: string,
  grain: Grain,
  parted: Break | undefined | false,
): string {
  const why = parted
    ? `; what is measured is another since ${longDate(parted.date)} (${parted.reason})`
    : '';
  return `${count} of ${FEWEST} ${grain}s ${side} that a comparison needs${why}`;
}

function courseOf({ grain }: Metric, { values }: ScopeState) {
  const usual = SEASON[grain];
  return {
    season: seasonOf(grain, values),
    isSeasonOpen: usual !== null && values.length < 2 * usual.lag,
  };
}

/** For each of the newest periods the same one of the last season that ended before the day; null where one is missing. */
function aSeasonBefore(
  newest: readonly SeriesPoint[],
  before: readonly SeriesPoint[],
  grain: Grain,
  lag: number,
): SeriesPoint[] | null {
  const byPeriod = new Map(before.map((point) => [point.period, point]));
  const last = before.at(-1)?.period ?? '';
  const found = newest.flatMap(({ period }) => {
    let then = shiftPeriod(period, grain, -lag);
    while (then > last) then = shiftPeriod(then, grain, -lag);
    return byPeriod.get(then) ?? [];
  });
  return found.length === newest.length ? found : null;
}

interface Sides {
  compared: readonly SeriesPoint[];
  newest: readonly SeriesPoint[];
  season: Season | null;
  isSeasonOpen: boolean;
  until: Break | null;
}

function compare(metric: Metric, { compared, newest, ...course }: Sides): ChangeSince {
  const [before, after] = [levelOf(metric, compared), levelOf(metric, newest)];
  if (!before || !after) return { none: 'nothing is measured' };
  if (before.se === 0 && after.se === 0 && before.value === after.value)
    return { none: 'it did not vary' };
  const unit = unitOf(metric, before, after);
  const spans = {
    before,
    after,
    from: newest[0]?.period ?? '',
    to: newest.at(-1)?.period ?? '',
    unit,
    ...course,
  };
  if (unit !== 'percent') {
    const change = after.value - before.value;
    const reach = reachOf(before.se ** 2, after.se ** 2, before, after);
    return { ...spans, change, low: change - reach, high: change + reach };
  }
  // On the log scale, where a ratio of two levels is symmetric.
  const log = Math.log(after.value / before.value);
  const [one, two] = [(before.se / before.value) ** 2, (after.se / after.value) ** 2];
  const reach = reachOf(one, two, before, after);
  const percent = (at: number) => 100 * (Math.exp(at) - 1);
  return { ...spans, change: percent(log), low: percent(log - reach), high: percent(log + reach) };
}

/** Per cent of a percentage can be read in two ways; and of a level that chance may put at zero there is none. */
function unitOf({ unit }: Metric, before: Level, after: Level): 'percent' | 'points' | 'own' {
  if (unit === '%') return 'points';
  return before.value > 2 * before.se &&
    after.value > 2 * after.se &&
    before.value > 0 &&
    after.value > 0
    ? 'percent'
    : 'own';
}

/** Half the width of the 95 % interval, by Welch's degrees of freedom. */
function reachOf(one: number, two: number, before: Level, after: Level): number {
  if (one + two === 0) return 0;
  const freedom = (one + two) ** 2 / (one ** 2 / (before.worth - 1) + two ** 2 / (after.worth - 1));
  return studentQuantile(0.975, Math.max(1, freedom)) * Math.sqrt(one + two);
}
