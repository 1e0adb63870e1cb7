import type { MetricState, ScopeState } from '#model/metric/metricState.ts';
import { addsUpOverTime } from '#model/metric/series/perPeriod.ts';
import type { Metric } from '#model/record/metric.ts';
import { longDate } from '#model/time/date.ts';
import { formatNumber, formatValue } from '#model/words/format.ts';
import { changeSince, seasonsOf, type ChangeSince } from './changeSince.ts';
import type { ProgrammeEvent } from './eventsOf.ts';

/** "Go-live of Watch at North, 24 November 2025: +12.0 % since (95 % interval +4.0 to +21.0 %), from 8.2 h in the 12 months before to 9.2 h in the newest 12." */
export function sinceSentence(metric: Metric, scope: ScopeState, event: ProgrammeEvent): string {
  const change = changeSince(metric, scope, event.day);
  return `${event.title}, ${longDate(event.day)}: ${changeWords(metric, change)}`;
}

/** Events of a chart since which a change can be told, the newest first. */
export function sinceEvents(
  { metric }: Pick<MetricState, 'metric'>,
  scope: ScopeState,
): { event: ProgrammeEvent; sentence: string }[] {
  return (scope.events ?? [])
    .filter(({ isChange }) => isChange)
    .toReversed()
    .map((event) => ({ event, sentence: sinceSentence(metric, scope, event) }));
}

/** "+12.0 % since, better (95 % interval …), from … to …", or why nothing can be told. */
export function changeWords(metric: Metric, change: ChangeSince): string {
  if ('none' in change) return `no change can be told, ${change.none}.`;
  const { before, after, low, high, season, isSeasonOpen, until } = change;
  const unit = { percent: '%', points: 'points', own: metric.unit }[change.unit];
  const number = (value: number) =>
    `${value > 0 ? '+' : ''}${formatNumber(value, change.unit === 'own' ? metric.decimals : 1)}`;
  const size = `${number(change.change)} ${unit}`.trim();
  const interval = `(95 % interval ${number(low)} to ${number(high)})`;
  const isClear = low > 0 || high < 0;
  const good = change.change > 0 === (metric.direction === 'up');
  const each = addsUpOverTime(metric) ? ` a ${metric.grain}` : '';
  const where = season
    ? `in ${before.n} ${metric.grain}s, each ${season.before},`
    : `in the ${before.n} ${metric.grain}s before`;
  const to =
    until === null
      ? `in the newest ${after.n}`
      : `in the ${after.n} before ${longDate(until.date)}, since when it is another series (${until.reason})`;
  const levels = `from ${formatValue(metric, before.value)}${each} ${where} to ${formatValue(metric, after.value)}${each} ${to}`;
  const doubt = isSeasonOpen
    ? `; less than two ${seasonsOf(metric.grain)} are known, so a season is not ruled out`
    : '';
  return isClear
    ? `${size} since, ${good ? 'better' : 'worse'} ${interval}, ${levels}${doubt}.`
    : `no clear change since: ${size} ${interval}, ${levels}${doubt}.`;
}
