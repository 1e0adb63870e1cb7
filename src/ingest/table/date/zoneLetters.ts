/** Letters after a time of day that are no half of a day and no UTC: `CEST`, `EST`, `MESZ`. */
const LETTERS = /^(.*\d:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[AaPp]\.?[Mm]\.?)?)\s+([A-Z]{3,5})$/;
/** Countries that have names of their own for their zones; others write the offset. */
const LOCALES = ['en-US', 'en-GB', 'en-AU', 'en-CA', 'en-IN', 'en-NZ', 'en-ZA', 'de'];

const known = new Map<string, ReadonlySet<string>>();

/** A stamp and the letters of its zone; null where it ends with none. */
export function lettersOf(cell: string): { stamp: string; letters: string } | null {
  const [, stamp, letters] = LETTERS.exec(cell.trim()) ?? [];
  return stamp === undefined || letters === undefined || letters === 'UTC' || letters === 'GMT'
    ? null
    : { stamp, letters };
}

/**
 * A time on the clocks of a zone with the offset that its letters mean there. The letters alone mean nothing: `CST` is in
 * Chicago, Shanghai and Havana. Null where that zone has no such letters at that time.
 */
export function byLetters(stamp: string, zone: string, letters: string): string | null {
  const clock = Temporal.PlainDateTime.from(stamp.length === 10 ? `${stamp}T00:00` : stamp);
  const found = (['earlier', 'later'] as const)
    .map((disambiguation) => clock.toZonedDateTime(zone, { disambiguation }))
    .find((time) => time.toPlainDateTime().equals(clock) && namesOf(time).has(letters));
  return found === undefined ? null : stamp + found.offset;
}

function namesOf(time: Temporal.ZonedDateTime): ReadonlySet<string> {
  const key = `${time.timeZoneId} ${time.offset}`;
  const held = known.get(key);
  if (held) return held;
  const names = new Set(
    LOCALES.flatMap((locale) =>
      new Intl.DateTimeFormat(locale, { timeZone: time.timeZoneId, timeZoneName: 'short' })
        .formatToParts(time.epochMilliseconds)
        .flatMap(({ type, value }) => (type === 'timeZoneName' ? [value] : [])),
    ),
  );
  known.set(key, names);
  return names;
}
