/** How a span of two parts is written; `37:30` is hours and minutes to some programs and minutes and seconds to others. */
export const SPANS = ['h:mm', 'mm:ss'] as const;
/** Units in which spans are read, in seconds. */
export const SPAN_UNITS: Readonly<Record<string, number>> = { s: 1, min: 60, h: 3600, d: 86_400 };
type SpanFormat = (typeof SPANS)[number];

/** ISO 8601, as Table Schema writes a duration, without years and months, which have no length of their own. */
const ISO = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?)?$/i;
/** `37:30:00`, `1 day, 2:03:04` of Python, `2 days 03:00:00` of PostgreSQL, `1.02:03:04` of .NET. */
const CLOCK = /^(?:(\d+)(?:\.| ?d(?:ays?)?,? ))?(\d+):([0-5]\d)(?::([0-5]\d(?:[.,]\d+)?))?$/i;

/** True for a span that only its format tells: two parts, and no days. */
export function isTwoParts(cell: string): boolean {
  const parts = CLOCK.exec(unsigned(cell));
  return parts !== null && parts[1] === undefined && parts[4] === undefined;
}

/** A cell as a span in seconds; null where it is not one. */
export function secondsOf(cell: string, format: SpanFormat = 'h:mm'): number | null {
  const sign = /^\s*[-−]/.test(cell) ? -1 : 1;
  const text = unsigned(cell);
  const iso = ISO.exec(text);
  if (iso && /\d/.test(text)) {
    const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = iso.slice(1).map(numberOf);
    return sign * (((weeks * 7 + days) * 24 + hours) * 3600 + minutes * 60 + seconds);
  }
  const parts = CLOCK.exec(text);
  if (!parts) return null;
  const [days = 0, first = 0, second = 0, third = 0] = parts.slice(1).map(numberOf);
  const isMinutes = isTwoParts(cell) && format === 'mm:ss';
  return (
    sign * (isMinutes ? first * 60 + second : (days * 24 + first) * 3600 + second * 60 + third)
  );
}

const unsigned = (cell: string) => cell.trim().replace(/^[-−]\s*/, '');
const numberOf = (part: string | undefined) => Number((part ?? '0').replace(',', '.'));
