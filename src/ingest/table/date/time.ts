/** A time of day as `14:30` or `14:30:05`, with its zone where it has one; null for what is not one. */
export function parseTime(text: string): string | null {
  const basic = /^(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?$/.exec(text.trim());
  if (basic)
    return parseTime(
      `${basic[1]}:${basic[2]}${basic[3] === undefined ? '' : `:${basic[3]}`}${basic[4] ?? ''}`,
    );
  const parts =
    /^(\d{1,2})(?:[:.h](\d{2}))?(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?\s*([ap]\.?m\.?)?\s*(Z|(?:UTC|GMT) ?[+-]\d{1,2}(?::?\d{2})?|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?(?:\[[\w/+-]+\])?$/i.exec(
      text.trim(),
    );
  if (!parts) return null;
  const [, hours = '', minutes, seconds, fraction, half, zone] = parts;
  if (minutes === undefined && half === undefined) return null;
  let hour = Number(hours);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (/^p/i.test(half) ? 12 : 0);
  }
  const midnight = hour === 24 && Number(minutes ?? 0) === 0 && Number(seconds ?? 0) === 0;
  if ((hour > 23 && !midnight) || Number(minutes ?? 0) > 59 || Number(seconds ?? 0) > 59)
    return null;
  const time = `${String(hour).padStart(2, '0')}:${minutes ?? '00'}${seconds === undefined ? '' : `:${seconds}${fraction === undefined ? '' : `.${fraction}`}`}`;
  return time + offset(zone);
}

function offset(zone: string | undefined): string {
  if (zone === undefined) return '';
  const [, sign, hours = '', minutes = '00'] = /([+-])(\d{1,2}):?(\d{2})?$/.exec(zone) ?? [];
  return sign === undefined ? 'Z' : `${sign}${hours.padStart(2, '0')}:${minutes}`;
}

/** Seconds of a day as `14:30:05`. */
export function timeOf(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const rest = seconds % 60;
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}${rest === 0 ? '' : `:${two(rest)}`}`;
}

export const OVERLAPS = ['reject', 'earlier', 'later'] as const;
export type Overlap = (typeof OVERLAPS)[number];

/**
 * A timestamp in a zone: one without an offset is a time on the clocks there, one with an offset is an instant. Either way the
 * result has the offset that was in force, so that durations are right over a change of the clocks. A time that the clocks
 * skipped is none; one that came twice is one only when the contract says which.
 */
export function inZone(
  stamp: string,
  zone: string,
  overlap: Overlap = 'reject',
): string | { problem: string } {
  const withOffset = /(Z|[+-]\d{2}:\d{2})$/.test(stamp.slice(10));
  if (withOffset) return textOf(Temporal.Instant.from(stamp).toZonedDateTimeISO(zone));
  const clock = Temporal.PlainDateTime.from(stamp.length === 10 ? `${stamp}T00:00` : stamp);
  const earlier = clock.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const later = clock.toZonedDateTime(zone, { disambiguation: 'later' });
  if (earlier.epochMilliseconds === later.epochMilliseconds) return textOf(earlier);
  if (!earlier.toPlainDateTime().equals(clock))
    return {
      problem: `the clocks of ${zone} went forward over "${stamp.replace('T', ' ')}", so there was no such time`,
    };
  if (overlap !== 'reject') return textOf(overlap === 'earlier' ? earlier : later);
  return {
    problem: `"${stamp.replace('T', ' ')}" came twice in ${zone}, when the clocks went back; export it with its offset, or let the contract say "overlap": "earlier" or "later"`,
  };
}

/** True for a time of day that the clocks of a zone show twice, since they go back over it. */
export function isTwice(stamp: string, zone: string): boolean {
  const clock = Temporal.PlainDateTime.from(stamp);
  const earlier = clock.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const later = clock.toZonedDateTime(zone, { disambiguation: 'later' });
  return (
    earlier.epochMilliseconds !== later.epochMilliseconds && earlier.toPlainDateTime().equals(clock)
  );
}

function textOf(time: Temporal.ZonedDateTime): string {
  const whole =
    time.second === 0 && time.millisecond === 0 && time.microsecond === 0 && time.nanosecond === 0;
  return time.toString(
    whole ? { timeZoneName: 'never', smallestUnit: 'minute' } : { timeZoneName: 'never' },
  );
}

/** True for a name of a time zone that this runtime knows. */
export function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
