import type { Resource } from '#ingest/contract/contract.ts';
import { monthOf } from '#ingest/table/date/monthNames.ts';
import type { RawRow } from '#ingest/table/rows.ts';

type Rule = Resource['trilens']['derive'][string];

/** Rows with the columns that the contract makes of others: one date of its parts, a stamp of a day and a clock. A column that is lacking is named. */
export function withDerived(
  header: readonly string[],
  rows: readonly RawRow[],
  entry: Resource,
): { header: string[]; rows: RawRow[]; lacking: string[] } {
  const rules = Object.entries(entry.trilens.derive);
  const lacking = rules.flatMap(([, rule]) =>
    sourcesOf(rule).filter((name) => !header.includes(name)),
  );
  if (rules.length === 0 || lacking.length > 0)
    return { header: [...header], rows: [...rows], lacking };
  const makers = rules.map(([, rule]) => maker(rule, header));
  return {
    header: [...header, ...rules.map(([name]) => name)],
    rows: rows.map((row) => ({
      ...row,
      cells: [...row.cells, ...makers.map((make) => make(row.cells))],
    })),
    lacking,
  };
}

function sourcesOf(rule: Rule): string[] {
  return 'join' in rule
    ? rule.join
    : Object.values(rule).flatMap((name: string | undefined) => name ?? []);
}

function maker(rule: Rule, header: readonly string[]): (cells: readonly string[]) => string {
  if ('join' in rule) {
    const places = rule.join.map((name) => header.indexOf(name));
    return (cells) => {
      const parts = places.map((at) => cells[at]?.trim() ?? '');
      return parts.includes('') ? '' : parts.join(' ');
    };
  }
  const at = (name: string | undefined) => (name === undefined ? -1 : header.indexOf(name));
  const { year, month, day, week, quarter, hour, minute } = rule;
  const places = { year: at(year), month: at(month), day: at(day), week: at(week) };
  const [quarterAt, hourAt, minuteAt] = [at(quarter), at(hour), at(minute)];
  return (cells) => {
    const cell = (place: number) => cells[place]?.trim() ?? '';
    const needed = [...Object.values(places), quarterAt, hourAt, minuteAt].filter(
      (place) => place >= 0,
    );
    if (needed.some((place) => cell(place) === '')) return '';
    const of = cell(places.year);
    if (places.week >= 0) return `${of}-W${two(digitsOf(cell(places.week)))}`;
    if (quarterAt >= 0) return `${of}-Q${digitsOf(cell(quarterAt))}`;
    if (places.month < 0) return of;
    const named = monthOf(cell(places.month));
    const date = `${of}-${two(named === null ? cell(places.month) : String(named))}`;
    if (places.day < 0) return date;
    const stamp = `${date}-${two(cell(places.day))}`;
    if (hourAt < 0) return stamp;
    const clock = cell(hourAt);
    return `${stamp} ${clock.includes(':') ? clock : `${two(clock)}:${minuteAt < 0 ? '00' : two(cell(minuteAt))}`}`;
  };
}

/** `W07` and `Q3` are 07 and 3. */
function digitsOf(cell: string): string {
  return cell.replace(/^\D+/, '');
}

function two(digits: string): string {
  return digits.padStart(2, '0');
}
