import type { FoundFormat } from './foundFormat.ts';

const TWO_YEARS = /^((?:19|20)\d{2})[-/](\d{2})$/;
const NAME_AND_NUMBER = /^(\p{L}+)\.?[- ./](\d{1,2})$/u;

/** `2025.1` is January, or October where a spreadsheet took `2025.10` for a number. */
export function lostZero(cells: readonly string[]): FoundFormat | null {
  const open = cells.flatMap((cell, index) => (/^\d{4}[.,]1$/.test(cell.trim()) ? [index] : []));
  const keeps = cells.some((cell) => /^\d{4}[.,]10$/.test(cell.trim()));
  return open.length === 0 || keeps
    ? null
    : { format: null, between: ['year-month', 'lost-zero'], open };
}

/** `2025/26` is a season or a fiscal year, or week 26, where every number is the year after its own. */
export function twoYears(cells: readonly string[]): FoundFormat | null {
  const open = new Map<string, number>();
  for (const [index, cell] of cells.entries()) {
    const [, year, next] = TWO_YEARS.exec(cell.trim()) ?? [];
    if (year === undefined) continue;
    if ((Number(year) + 1) % 100 !== Number(next)) return null;
    if (!open.has(year)) open.set(year, index);
  }
  if (open.size === 0) return null;
  const numbers = [...open.keys()].map((year) => (Number(year) + 1) % 100);
  const one = numbers.some((number) => number > 12) ? 'iso-week' : 'year-month';
  return { format: null, between: [one, 'two-years'], open: [...open.values()].slice(0, 3) };
}

/** `Sep-01`, `Sep-02`, `Sep-03` are days without a year, or Septembers of three years, where the number alone moves on. */
export function daysOfMonths(cells: readonly string[]): FoundFormat | null {
  const parts = cells.map((cell) => NAME_AND_NUMBER.exec(cell.trim()));
  if (parts.some((part) => part === null)) return null;
  const moves = parts.flatMap((part, index) => {
    const before = parts[index - 1];
    return part && before && part[0] !== before[0]
      ? [{ index, isDay: part[1] === before[1], number: Number(part[2]) }]
      : [];
  });
  const days = moves.filter(({ isDay }) => isDay);
  if (days.length < 2 || days.length * 2 < moves.length) return null;
  return {
    format: null,
    between: ['year-month', 'days-of-months'],
    open: days.slice(0, 2).map(({ index }) => index),
  };
}
