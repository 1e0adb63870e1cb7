import { parseDate, type NamedFormat } from './date.ts';
import { settled, type FoundFormat } from './foundFormat.ts';

/** After so many cells that can only be day-first, and none that contradicts, a long column is known. */
const SURE = 100;
const SAMPLE = 5000;

const reads = (cell: string, format: NamedFormat) => !('problem' in parseDate(cell, format));

/** The order of day, month and year of a column whose cells are three numbers; ambiguous where nothing settles it. */
export function orderOf(
  all: readonly string[],
  most: (format: NamedFormat) => boolean,
): FoundFormat {
  const byYear = yearFirst(all.slice(0, SAMPLE));
  const byDay = dayOrMonth(all, most);
  if (byYear === null) return byDay;
  if (byDay.format === null && byDay.open.length === 0) return settled('year-first');
  // A log holds many days of few years: the part that hardly changes is the year.
  if (byYear.first * 2 <= byYear.last) return settled('year-first');
  if (byYear.last * 2 <= byYear.first) return byDay;
  const others: NamedFormat[] =
    byDay.format === null ? ['day-first', 'month-first'] : [byDay.format as NamedFormat];
  return { format: null, between: [...others, 'year-first'], open: byYear.cells };
}

/** How many years a column of two-digit parts holds, were its first part the year, and were it the last; null where the first cannot be. */
function yearFirst(
  cells: readonly string[],
): { first: number; last: number; cells: number[] } | null {
  const firsts = new Set<string>();
  const lasts = new Set<string>();
  const places: number[] = [];
  let filled = 0;
  for (const [index, cell] of cells.entries()) {
    const text = cell.trim();
    if (/^\d{4}[-/.]/.test(text)) continue;
    filled += 1;
    if (!reads(text, 'year-first')) continue;
    firsts.add(text.slice(0, 2));
    lasts.add(text.slice(6, 8));
    places.push(index);
  }
  // A few cells may be slips; more of them say that the first part is no year.
  return filled > 0 && places.length >= 0.98 * filled
    ? { first: firsts.size, last: lasts.size, cells: places }
    : null;
}

function dayOrMonth(all: readonly string[], most: (format: NamedFormat) => boolean): FoundFormat {
  const dayOnly: number[] = [];
  const monthOnly: number[] = [];
  const either: number[] = [];
  for (const [index, cell] of all.entries()) {
    if (/^\d{4}-/.test(cell.trim())) continue;
    const [day, month] = [reads(cell, 'day-first'), reads(cell, 'month-first')];
    if (day && month) {
      if (!sameEitherWay(cell)) either.push(index);
    } else if (day) dayOnly.push(index);
    else if (month) monthOnly.push(index);
    if (dayOnly.length > SURE && monthOnly.length === 0 && index > SAMPLE) break;
  }
  const sure = dayOnly.length + monthOnly.length;
  if (sure + either.length === 0) return settled(most('day-first') ? 'day-first' : null);
  // Nobody writes the month first between points.
  if (sure === 0 && either.every((index) => all[index]!.includes('.'))) return settled('day-first');
  const between: NamedFormat[] = ['day-first', 'month-first'];
  if (sure === 0) return { format: null, between, open: either };
  const [more, fewer] =
    dayOnly.length >= monthOnly.length ? [dayOnly, monthOnly] : [monthOnly, dayOnly];
  // A stray row of the other order is quarantined; where it is more, or nearly as many, no row's order can be trusted.
  const few = Math.max(1, 0.02 * (more.length + either.length));
  if (fewer.length > few || 2 * fewer.length > more.length)
    return { format: null, between, open: [...more.slice(0, 2), ...fewer.slice(0, 2)] };
  return settled(more === dayOnly ? 'day-first' : 'month-first');
}

/** `05/05/2026` is the same day in either order. */
function sameEitherWay(cell: string): boolean {
  const [day, month] = [parseDate(cell, 'day-first'), parseDate(cell, 'month-first')];
  return 'date' in day && 'date' in month && day.date === month.date;
}
