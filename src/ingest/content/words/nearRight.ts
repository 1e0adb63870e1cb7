import { idFrom } from './idFrom.ts';

/** What somebody meant by a value that is not allowed: what it would be, and how to say it. */
interface Reading {
  value: unknown;
  words: string;
}

/**
 * What to write for a value that is nearly right: the first of its readings that the schema takes. Null where it takes none, so that
 * nobody is sent from one refusal to the next.
 */
export function nearRight(
  value: unknown,
  field: string,
  accepts: (value: unknown) => boolean,
): string | null {
  if (accepts(value)) return null;
  const readings =
    typeof value === 'object' || value === undefined
      ? ofObject(value, field)
      : ofText(String(value).trim(), field);
  const taken = readings.find((reading) => accepts(reading.value));
  return taken === undefined ? null : `write ${taken.words}`;
}

const ofText = (text: string, field: string): Reading[] => [
  ...ofInterval(text, field),
  ...ofNumber(text),
  ...ofDate(text),
  ...ofPeriod(text),
  ...ofComparison(text),
  ...ofPair(text, field),
  ...ofName(text),
];

function ofNumber(text: string): Reading[] {
  const bare = /^-?\d+(?:\.\d+)?$/.test(text);
  if (bare) return [{ value: Number(text), words: `it without quotes: ${text}` }];
  const unit = /^(-?\d+(?:\.\d+)?)\s*(?:%|[\p{L}€$£/°]+)$/u.exec(text)?.[1];
  if (unit !== undefined) return [{ value: Number(unit), words: `the number alone: ${unit}` }];
  if (/^-?[1-9]\d{0,2},\d{3}$/.test(text)) {
    const [whole, decimal] = [text.replace(',', ''), text.replace(',', '.')];
    return [{ value: Number(whole), words: `${whole} or ${decimal}, whichever is meant` }];
  }
  const point = /^(-?\d+),(\d+)\s*(?:%|[\p{L}€$£/°]+)?$/u.exec(text);
  if (point === null) return [];
  const decimal = `${point[1]}.${point[2]}`;
  return [{ value: Number(decimal), words: `it with a decimal point: ${decimal}` }];
}

const DAYS: Record<string, number> = {
  daily: 1,
  weekly: 7,
  monthly: 31,
  quarterly: 92,
  yearly: 366,
};

/** `everyDays: weekly`. */
function ofInterval(text: string, field: string): Reading[] {
  const days = DAYS[text.toLowerCase()];
  return days === undefined || !field.endsWith('Days')
    ? []
    : [{ value: days, words: `the number of days: ${days}` }];
}

function ofDate(text: string): Reading[] {
  const two = (part: string) => part.padStart(2, '0');
  const numbers = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(text);
  if (numbers !== null) {
    const [, first = '', second = '', year = ''] = numbers;
    const day = (month: string, date: string) => `${year}-${two(month)}-${two(date)}`;
    if (text.includes('.') || Number(first) > 12) return ofDay(day(second, first));
    if (Number(second) > 12) return ofDay(day(first, second));
    const both = `the year first: ${day(second, first)} or ${day(first, second)}, whichever is meant`;
    return [{ value: day(first, second), words: both }];
  }
  const parts = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ][\d:.+Z-]+)?$/.exec(text);
  if (parts !== null) {
    const day = `${parts[1]}-${two(parts[2] ?? '')}-${two(parts[3] ?? '')}`;
    const last = lastDay(Number(parts[1]), Number(parts[2]));
    return [
      { value: day, words: `the day alone, with two digits each: ${day}` },
      { value: last, words: `a day that there is: that month ends on ${last}` },
    ];
  }
  const month = /^(\d{4})-(\d{2})$/.exec(text);
  if (month !== null) {
    const last = lastDay(Number(month[1]), Number(month[2]));
    return [{ value: last, words: `a day: ${last} for the end of the month` }];
  }
  if (/^\d{4}$/.test(text))
    return [{ value: `${text}-12-31`, words: `a day: ${text}-12-31 for the end of the year` }];
  const named = /^(\d{1,2})\.? ([a-z]{3,9})\.?,? (\d{4})$/i.exec(text);
  const other = /^([a-z]{3,9})\.? (\d{1,2}),? (\d{4})$/i.exec(text);
  const [date, name, year] = named
    ? [named[1], named[2], named[3]]
    : [other?.[2], other?.[1], other?.[3]];
  const number = monthNumber(name ?? '');
  return number === null ? [] : ofDay(`${year}-${number}-${two(date ?? '')}`);
}

const ofDay = (day: string): Reading[] => [{ value: day, words: `the year first: ${day}` }];

/** The last day of a month from 1 to 12. */
function lastDay(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

function monthNumber(name: string): string | null {
  const index = MONTHS.indexOf(name.slice(0, 3).toLowerCase());
  return index < 0 ? null : String(index + 1).padStart(2, '0');
}

function ofPeriod(text: string): Reading[] {
  const quarter = /^Q([1-4])[ /-]*(\d{4})$/i.exec(text) ?? null;
  const turned = /^(\d{4})[ /-]*Q([1-4])$/i.exec(text);
  const period =
    quarter !== null
      ? `${quarter[2]}-Q${quarter[1]}`
      : turned !== null
        ? `${turned[1]}-Q${turned[2]}`
        : monthOf(text);
  const stretch = /^(\d{4}\S*)\s*(?:[–—]|\s-|\sto|\sbis)\s*(\d{4}\S*)$/.exec(text);
  return [
    ...(period === null ? [] : [{ value: period, words: period }]),
    ...(stretch === null
      ? []
      : [
          {
            value: `${stretch[1]}/${stretch[2]}`,
            words: `a slash between: ${stretch[1]}/${stretch[2]}`,
          },
        ]),
  ];
}

function monthOf(text: string): string | null {
  const named = /^([a-z]{3,9})\.? (\d{4})$/i.exec(text);
  const number = monthNumber(named?.[1] ?? '');
  if (number !== null) return `${named?.[2]}-${number}`;
  const digits = /^(\d{1,2})[./-](\d{4})$/.exec(text);
  return digits === null ? null : `${digits[2]}-${(digits[1] ?? '').padStart(2, '0')}`;
}

/** Comparisons in words and with other signs, and those with a decimal comma. */
const COMPARISONS: readonly (readonly [RegExp, string])[] = [
  [/^(?:at least|no less than|minimum|min\.?|≥|=>)\s*/i, '>= '],
  [/^(?:at most|no more than|up to|maximum|max\.?|≤|=<)\s*/i, '<= '],
  [/^(?:less than|below|under|fewer than)\s*/i, '< '],
  [/^(?:more than|above|over|greater than)\s*/i, '> '],
];

function ofComparison(text: string): Reading[] {
  const known = COMPARISONS.find(([pattern]) => pattern.test(text));
  const signed = known === undefined ? text : text.replace(known[0], known[1]);
  const pointed = signed.replace(/(\d),(\d{1,2}|\d{4,})(?!\d)/, '$1.$2');
  return pointed !== text && /^[<>]/.test(pointed)
    ? [{ value: pointed, words: JSON.stringify(pointed) }]
    : [];
}

/** `sum stop_hours`, `plant = N01`: a field and its value without the braces. */
function ofPair(text: string, field: string): Reading[] {
  const pair = /^([\w.-]+)(?:\s*[=:(]\s*|\s+)([^\s()=:]+)\)?$/.exec(text);
  if (pair === null) return [];
  const name = OTHER_AGGREGATES[(pair[1] ?? '').toLowerCase()] ?? pair[1] ?? '';
  return [{ value: { [name]: pair[2] }, words: `${field}: { ${name}: ${pair[2]} }` }];
}

/** A title where an id belongs. */
function ofName(text: string): Reading[] {
  const id = idFrom(text);
  return id === text || id === '' ? [] : [{ value: id, words: `the id and not the title: ${id}` }];
}

const OTHER_AGGREGATES: Record<string, string> = {
  average: 'mean',
  avg: 'mean',
  total: 'sum',
  maximum: 'max',
  minimum: 'min',
};

/** `{ sum stop_hours }`, `{ average: hours }`. */
function ofObject(value: unknown, field: string): Reading[] {
  if (typeof value !== 'object' || value === null) return [];
  const [entry, second] = Object.entries(value);
  if (entry === undefined || second !== undefined) return [];
  const [name, held] = entry;
  if (held === null) return ofPair(name, field);
  const other = OTHER_AGGREGATES[name.toLowerCase()];
  return other === undefined || typeof held !== 'string'
    ? []
    : [{ value: { [other]: held }, words: `${field}: { ${other}: ${held} }` }];
}
