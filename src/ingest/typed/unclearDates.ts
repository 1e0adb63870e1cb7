import { parseDate, type NamedFormat } from '#ingest/table/date/date.ts';
import { UNREAD, type FoundFormat, type Unread } from '#ingest/table/date/foundFormat.ts';
import type { Ambiguity } from './ambiguity.ts';

/** Dates that can be read in two ways, or that a spreadsheet hurt: what the cells are in each reading, and what settles it. */
export function unclearDates(
  name: string,
  between: FoundFormat['between'],
  open: readonly number[],
  cells: readonly string[],
): Ambiguity {
  const formats = between.filter((one): one is NamedFormat => !isUnread(one));
  const about = { code: 'export/ambiguous-date', cells: open };
  const declare = `declare the format of ${name} in datapackage.json`;
  const unread = between.find(isUnread);
  if (unread) return { ...about, ...unreadDates(unread, name, formats) };
  const isMixed = open.some((index) => readings(cells[index]!, formats).length < 2);
  const isOrder = formats.every((format) => format.endsWith('-first'));
  const names = `${formats.slice(0, -1).join(', ')} or ${formats.at(-1)}`;
  return {
    ...about,
    found:
      isMixed && isOrder
        ? `the dates of ${name} are day-first in some rows and month-first in others`
        : `the dates of ${name} can be ${names}`,
    say: (cell) => `${cell} is ${readings(cell, formats).join(' or ')}`,
    allowed: formats.join(', '),
    fix: isMixed && isOrder ? 'export them in one order, best as 2026-10-07' : declare,
  };
}

function readings(cell: string, formats: readonly NamedFormat[]): string[] {
  return formats.flatMap((format) => {
    const parsed = parseDate(cell, format);
    return 'date' in parsed ? [parsed.date] : [];
  });
}

const isUnread = (one: NamedFormat | Unread): one is Unread => UNREAD.some((name) => name === one);

/** What a column may be that no format reads. */
function unreadDates(
  unread: Unread,
  name: string,
  formats: readonly NamedFormat[],
): Omit<Ambiguity, 'code' | 'cells'> {
  const declared = `declare the format of ${name} in datapackage.json (${formats.join(', ')})`;
  switch (unread) {
    case 'lost-zero':
      return {
        found: `the months of ${name} may have lost a zero, as where a spreadsheet takes 2025.10 for a number`,
        say: (cell) => `${cell} is ${cell.slice(0, 4)}-01 or ${cell.slice(0, 4)}-10`,
        allowed: 'months such as 2025-10',
        fix: `export ${name} as text with two digits for the month`,
      };
    case 'two-years':
      return {
        found: `the cells of ${name} can be ${formats.join()}, or years that reach into the next`,
        say: (cell) =>
          `${cell} is ${readings(cell, formats).join()} or a year from ${cell.slice(0, 4)}`,
        allowed: 'a day such as 2026-10-07, or a fiscal year such as FY27',
        fix: `export the first day of each year; where they are no years, ${declared}`,
      };
    case 'days-of-months':
      return {
        found: `the cells of ${name} can be months, or days without their year`,
        say: (cell) =>
          `${cell} is ${readings(cell, formats).join()} or day ${/\d+$/.exec(cell)?.[0]} of a month`,
        allowed: 'a day such as 2026-10-07',
        fix: `export ${name} with its year; where they are months, ${declared}`,
      };
  }
}
