import { markOf } from './mark.ts';

/** What a heading adds to the name of its column: `energy [MWh]`, `Dauer (min)`, `Umsatz in TEUR`, `Energy, kWh`. */
const ADDED = /(?:\s*[[(]([^\])]+)[\])]|,?\s+in\s+(\S+(?:\s\S+)?)|,\s*([^\s,]+))$/iu;
/** `Part(s)` is one part or several, not seconds. */
const PLURAL = /\p{L}\(e?s\)$/iu;
/** Magnitudes as only headings write them: `('000)`, `(thousands)`. */
const MAGNITUDES: Readonly<Record<string, string>> = {
  "'000": 'thousand',
  '’000': 'thousand',
  '000s': 'thousand',
  "'000s": 'thousand',
  '1000s': 'thousand',
  x1000: 'thousand',
  'x 1000': 'thousand',
  thousands: 'thousand',
  tausend: 'thousand',
};

/** The unit or currency that a heading says of the bare numbers below it, as it is written there; null where it says none. */
export function headingUnit(heading: string): string | null {
  const name = heading.trim();
  const found = PLURAL.test(name) ? null : ADDED.exec(name);
  const text = (found?.[1] ?? found?.[2] ?? found?.[3])?.trim().replace(/^in\s+/i, '');
  if (text === undefined) return null;
  const unit = MAGNITUDES[text.toLowerCase()] ?? text;
  return markOf(unit) === null ? null : unit;
}
