import { addDays } from '#model/time/date.ts';
import { periodStart } from '#model/time/period.ts';
import type { Doubt } from '#model/record/export.ts';
import type { Metric } from '#model/record/metric.ts';
import type { Digest } from '#ingest/export/digest.ts';

const STARTS =
  /start|begin|from|commenc|first|(^|[^a-z])(ab|von|du|od|inicio|début)([^a-z]|$)|anfang|inicio|début/i;
const ENDS = /end(s|ing|e|ed)?([^a-z]|$)|(^|[^a-z])(to|bis|au|do|fin)([^a-z]|$)|until|through/i;
const NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
/** So many dates show a rhythm. */
const SOME = 3;

/**
 * Rows that each stand for a week of another rhythm than the weeks that they are counted in: most of its days lie in another
 * week than the date says, so the whole series is a week early or late. The contract settles it with `rowsFor`.
 */
export function weekStartDoubts(
  digest: Digest,
  column: string | undefined,
  metrics: readonly Metric[],
): Doubt[] {
  const days = [...new Set(digest.cells.map(({ date }) => date))].filter((date) => date !== '');
  const [first] = days;
  if (column === undefined || first === undefined || days.length < SOME) return [];
  if (!metrics.some((metric) => metric.grain === 'week' && metric.date === column)) return [];
  const weekday = weekdayOf(first);
  if (days.some((day) => weekdayOf(day) !== weekday)) return [];
  const isEnd = ENDS.test(column);
  // Without a word for it, a Sunday is where weeks begin in some countries; other days are taken for days.
  if (!isEnd && !STARTS.test(column) && weekday !== 7) return [];
  const start = isEnd ? addDays(first, -6) : first;
  const counted = periodStart(first, 'week');
  const within = Array.from({ length: 7 }, (_, at) => periodStart(addDays(start, at), 'week'));
  if (within.filter((week) => week === counted).length > 3) return [];
  const name = NAMES[weekday - 1]!;
  return [
    {
      rule: 'export/week-start',
      sentence: `All dates of ${column} are a ${name}: if a row stands for the week from ${start} to ${addDays(start, 6)}, most of its days lie in ${isEnd ? 'an earlier' : 'the next'} week than the one it is counted in.`,
    },
  ];
}

/** 1 Monday to 7 Sunday. */
function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}
