import { addDays, daysBetween, type IsoDate } from '#model/time/date.ts';
import { periodEnd, type Grain } from '#model/time/period.ts';
import type { Metric } from '#model/record/metric.ts';
import type { Observation, Observations } from '#model/record/observation.ts';

/** So many different days show in which rhythm rows come, whatever it is; fewer where their steps are even, or no longer than a weekend. */
const LEAST_DAYS = 12;
const LEAST_EVEN_DAYS = 5;
const WEEKEND = 3;
/** Shortest periods of each grain, in days. A rhythm shows the end of a period only where at least two of its gaps lie in one. */
const SHORTEST: Record<Grain, number> = { day: 1, week: 7, month: 28, quarter: 84, year: 364 };
/** A gap between rows that only one in fifty exceeds: weekends and holidays are no end of the rows. */
const USUAL = 0.98;

/** First and last day that the rows of an export cover as a whole. */
export interface Coverage {
  from: IsoDate;
  to: IsoDate;
}

/** By the rhythm of the rows: the next row is not due yet on the days after the last, nor was one before the first. Null where the days show none that is finer than the periods. */
export function coverageByRhythm(
  days: readonly IsoDate[],
  covers: IsoDate | null,
  grain: Grain,
): Coverage | null {
  const dated = [...new Set(days)].filter((day) => day !== '').sort();
  const usual = rhythmOf(dated, grain);
  if (usual === null) return null;
  const to = addDays(dated.at(-1)!, usual - 1);
  return {
    from: addDays(dated[0]!, 1 - usual),
    to: covers !== null && covers > to ? covers : to,
  };
}

/** Days from one row to the next that hardly any pair exceeds; null where they show no rhythm that is finer than the periods. */
export function rhythmOf(dated: readonly IsoDate[], grain: Grain): number | null {
  const gaps = dated
    .slice(1)
    .map((day, at) => daysBetween(dated[at]!, day))
    .sort((a, b) => a - b);
  if (!showRhythm(gaps)) return null;
  const usual = gaps[Math.ceil(USUAL * gaps.length) - 1]!;
  if (2 * usual > SHORTEST[grain]) return null;
  return usual;
}

function showRhythm(gaps: readonly number[]): boolean {
  const days = gaps.length + 1;
  const longest = gaps.at(-1) ?? 0;
  return (
    days >= LEAST_DAYS || (days >= LEAST_EVEN_DAYS && (longest <= WEEKEND || longest === gaps[0]))
  );
}

/** Periods at both ends that the rows do not cover are taken out, and kept beside: they are no whole ones. */
export function withoutParts(
  observations: Observations,
  metric: Pick<Metric, 'grain' | 'value'>,
  coverage: Coverage | null,
): Observations {
  if (coverage === null || metric.grain === 'day') return observations;
  const least = isTotal(metric) ? WHOLE_TOTAL : WHOLE_MEAN;
  const whole = ({ period }: Observation) => coveredShare(period, metric.grain, coverage) >= least;
  const cells = observations.latest.filter((cell) => !whole(cell));
  if (cells.length === 0) return observations;
  return {
    ...observations,
    latest: observations.latest.filter(whole),
    superseded: observations.superseded.filter(whole),
    parts: { ...coverage, cells },
  };
}

/** Share of the days of a period that a total must cover: all but one of a quarter. */
const WHOLE_TOTAL = 0.98;
/** A mean, a median or a share of most of a period is one of a smaller sample, and no smaller for that. */
const WHOLE_MEAN = 0.5;

export function isTotal({ value }: Pick<Metric, 'value'>): boolean {
  return (
    value.kind === 'column' &&
    ['sum', 'count', 'countDistinct', 'habit'].includes(value.of.aggregate)
  );
}

function coveredShare(start: IsoDate, grain: Grain, { from, to }: Coverage): number {
  const end = periodEnd(start, grain);
  const first = start > from ? start : from;
  const last = end < to ? end : to;
  return first > last ? 0 : (daysBetween(first, last) + 1) / (daysBetween(start, end) + 1);
}
