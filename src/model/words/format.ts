import type { IsoDate } from '#model/time/date.ts';
import type { Metric } from '#model/record/metric.ts';

/**
 * `1,234.5`, with a true minus sign. Digits after the mark are fixed, so that columns align. Twelve digits of a number are what
 * was computed, the rest is how: 16.2 of 240 is 6.75 % and rounds to 6.8, live and frozen.
 */
export function formatNumber(value: number, decimals: number, locale = 'en-GB'): string {
  const rounded = numberFormat(decimals, locale).format(
    Number.isInteger(value) ? value : Number(value.toPrecision(12)),
  );
  if (value > 0) return rounded;
  return /^-0([.,]0*)?$/.test(rounded) ? rounded.slice(1) : rounded.replace('-', '−');
}

/** A value with its unit, `9.7 %`, or an en dash where there is none. */
export function formatValue(
  metric: Pick<Metric, 'decimals' | 'unit'>,
  value: number | null | undefined,
  locale = 'en-GB',
): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  const number = formatNumber(value, metric.decimals, locale);
  return metric.unit === '' || metric.unit === 'count' ? number : `${number} ${metric.unit}`;
}

/** The size of a difference: of percentages in points, `1.2 pp`, since a per cent of a per cent is something else. */
export function formatDifference(
  metric: Pick<Metric, 'decimals' | 'unit'>,
  value: number,
  locale = 'en-GB',
): string {
  return formatValue(
    { decimals: metric.decimals, unit: differenceUnit(metric) },
    Math.abs(value),
    locale,
  );
}

/** The unit of a difference: of percentages it is percentage points. */
export function differenceUnit(metric: Pick<Metric, 'unit'>): string {
  return metric.unit === '%' ? 'pp' : metric.unit;
}

/** `September 2026` */
export function monthYear(date: IsoDate, locale = 'en-GB'): string {
  return dateFormat('long', locale).format(new Date(`${date.slice(0, 10)}T00:00:00Z`));
}

/** `Sep 2026` */
export function shortMonth(date: IsoDate, locale = 'en-GB'): string {
  return dateFormat('short', locale).format(new Date(`${date.slice(0, 10)}T00:00:00Z`));
}

/** Money in thousands: `2,633 k EUR`. */
export function formatThousands(value: number, currency: string, locale = 'en-GB'): string {
  return `${formatNumber(value, 0, locale)} k ${currency}`;
}

/** `one`, `two` … `twelve`, then digits: sentences read better with small numbers in words. */
export function numberWord(count: number): string {
  const words = [
    'none',
    'one',
    'two',
    'three',
    'four',
    'five',
    'six',
    'seven',
    'eight',
    'nine',
    'ten',
    'eleven',
    'twelve',
  ];
  return words[count] ?? String(count);
}

/** `a, b and c` */
export function listOf(words: readonly string[]): string {
  return words.length < 2
    ? (words[0] ?? '')
    : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** The first few of many and how many more: "A, B, C and nine more"; one or two over are named as well. */
export function listFew(words: readonly string[], few = 3): string {
  return words.length <= few + 2
    ? listOf(words)
    : `${words.slice(0, few).join(', ')} and ${numberWord(words.length - few)} more`;
}

/** `one gate`, `two gates`: the plural of regular words, the number in words up to twelve. */
export function countOf(count: number, word: string): string {
  return `${count === 0 ? 'no' : numberWord(count)} ${word}${count === 1 ? '' : 's'}`;
}

/** `Two of nine pods lack`, `All three goals are`, `No pod lacks`: so many of all, with the verb that fits. */
export function countedOf(
  count: number,
  all: number,
  word: string,
  [one, many]: [one: string, many: string],
): string {
  if (count === 0) return `No ${word} ${one}`;
  if (count === all)
    return all === 1 ? `The only ${word} ${one}` : `All ${numberWord(all)} ${word}s ${many}`;
  return `${capital(numberWord(count))} of ${numberWord(all)} ${word}s ${count === 1 ? one : many}`;
}

/** The first letter as a sentence begins. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The first letter as within a sentence; abbreviations such as OTIF stay. */
export function lower(text: string): string {
  return /^[A-Z]{2}/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}

// To make a formatter takes a hundred times as long as to use one.
const numberFormats = new Map<string, Intl.NumberFormat>();
const dateFormats = new Map<string, Intl.DateTimeFormat>();

function numberFormat(decimals: number, locale: string): Intl.NumberFormat {
  const key = `${locale} ${decimals}`;
  const format =
    numberFormats.get(key) ??
    new Intl.NumberFormat(locale, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
  numberFormats.set(key, format);
  return format;
}

function dateFormat(month: 'long' | 'short', locale: string): Intl.DateTimeFormat {
  const key = `${locale} ${month}`;
  const format =
    dateFormats.get(key) ??
    new Intl.DateTimeFormat(locale, { month, year: 'numeric', timeZone: 'UTC' });
  dateFormats.set(key, format);
  return format;
}

/** A size in bytes as people say it: `240 kB`, `1.2 MB`. */
export function formatBytes(bytes: number): string {
  return bytes < 999_500
    ? `${Math.max(1, Math.round(bytes / 1e3))} kB`
    : `${formatNumber(bytes / 1e6, bytes < 9.95e6 ? 1 : 0)} MB`;
}
