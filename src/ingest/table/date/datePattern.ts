import { addDays, isDate } from '#model/time/date.ts';
import { parseCivilPeriod } from '#model/time/period.ts';
import { monthOf } from './monthNames.ts';
import { parseTime } from './time.ts';

/** A pattern of strptime, as Table Schema writes the format of a date: `%d.%m.%Y-%H:%M:%S`. */
export type DatePattern = `${string}%${string}`;

/** Directives of strptime (C, Python) and what each of them takes of a cell. */
const DIRECTIVES: Readonly<Record<string, string>> = {
  Y: '(?<Y>\\d{4})',
  y: '(?<y>\\d{2})',
  m: '(?<m>\\d{1,2})',
  d: '(?<d>\\d{1,2})',
  b: '(?<b>\\p{L}+\\.?)',
  B: '(?<B>\\p{L}+\\.?)',
  a: '\\p{L}+\\.?',
  A: '\\p{L}+\\.?',
  j: '(?<j>\\d{1,3})',
  G: '(?<G>\\d{4})',
  V: '(?<V>\\d{1,2})',
  u: '(?<u>[1-7])',
  H: '(?<H>\\d{1,2})',
  I: '(?<I>\\d{1,2})',
  p: '(?<p>[AaPp]\\.?[Mm]\\.?)',
  M: '(?<M>\\d{1,2})',
  S: '(?<S>\\d{1,2})',
  f: '(?<f>\\d{1,9})',
  z: '(?<z>Z|[+-]\\d{2}:?\\d{2})',
  '%': '%',
};
/** Where digits follow each other without a mark, each part has its full width. */
const FULL_WIDTH = /\\d\{1,(\d)\}\)$/;

const compiled = new Map<string, RegExp>();

export function isDatePattern(format: string): format is DatePattern {
  return format.includes('%');
}

/** What is wrong with a pattern; null for one that reads a date. */
export function patternProblem(pattern: string): string | null {
  const used = [...pattern.matchAll(/%(.?)/gs)].map(([, letter]) => letter!);
  const unknown = used.find((letter) => !Object.hasOwn(DIRECTIVES, letter));
  if (unknown !== undefined) return `%${unknown} is no directive that is read`;
  const twice = used.find((letter, at) => letter !== '%' && used.indexOf(letter) !== at);
  if (twice !== undefined) return `%${twice} is in it twice`;
  return used.some((letter) => 'YyG'.includes(letter)) ? null : 'it reads no year';
}

/** A cell by a pattern; null where it does not fit, or is no day of the calendar. */
export function parseByPattern(
  cell: string,
  pattern: DatePattern,
): { date: string; time?: string } | null {
  const parts = regexOf(pattern).exec(cell.trim())?.groups;
  if (!parts) return null;
  const date = dateOf(parts);
  if (date === null || !isDate(date)) return null;
  const { H, I, M, S, f, p, z } = parts;
  const hour = H ?? I;
  if (hour === undefined) return { date };
  const clock = `${hour}:${(M ?? '00').padStart(2, '0')}`;
  const seconds = S === undefined ? '' : `:${S.padStart(2, '0')}${f === undefined ? '' : `.${f}`}`;
  const time = parseTime(`${clock}${seconds}${p === undefined ? '' : ` ${p}`}${z ?? ''}`);
  if (time === null) return null;
  return time.startsWith('24:')
    ? { date: addDays(date, 1), time: time.replace('24:', '00:') }
    : { date, time };
}

function dateOf(parts: Record<string, string | undefined>): string | null {
  const { Y, y, m, d, b, B, j, G, V, u } = parts;
  if (G !== undefined) {
    const monday = parseCivilPeriod(`${G}-W${(V ?? '01').padStart(2, '0')}`)?.start;
    return monday === undefined ? null : addDays(monday, Number(u ?? 1) - 1);
  }
  const year = Y ?? `${Number(y) < 70 ? '20' : '19'}${y}`;
  if (j !== undefined) return dayOfYear(year, Number(j));
  const name = b ?? B;
  const month = name === undefined ? (m ?? '1') : monthOf(name);
  return month === null
    ? null
    : `${year}-${String(month).padStart(2, '0')}-${(d ?? '1').padStart(2, '0')}`;
}

/** The nth day of a year (an ordinal date of ISO 8601); null where the year has no such day. */
export function dayOfYear(year: string, day: number): string | null {
  const date = day < 1 ? '' : addDays(`${year}-01-01`, day - 1);
  return date.startsWith(year) ? date : null;
}

function regexOf(pattern: DatePattern): RegExp {
  const known = compiled.get(pattern);
  if (known) return known;
  const source = [...pattern.matchAll(/%(.)|([^%]+)/gs)].reduce((before, [, letter, text]) => {
    const next =
      letter === undefined
        ? text!.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replaceAll(/\s+/g, '\\s+')
        : DIRECTIVES[letter]!;
    const isJoined = /\d\}\)$/.test(before) && /^\(\?<\w>\\d/.test(next);
    return isJoined
      ? before.replace(FULL_WIDTH, '\\d{$1})') + next.replace(FULL_WIDTH, '\\d{$1})')
      : before + next;
  }, '');
  const regex = new RegExp(`^${source}$`, 'iu');
  compiled.set(pattern, regex);
  return regex;
}
