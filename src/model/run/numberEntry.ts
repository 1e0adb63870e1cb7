/**
 * A number as somebody types it with one thumb: one decimal point or comma, a sign, no signs between thousands. Null for
 * anything else, so that `1.234,5` is asked again and never guessed.
 */
export function numberEntry(typed: string): number | null {
  const text = typed.trim().replaceAll('\u2212', '-');
  if (!/^[+-]?\d+(?:[.,]\d+)?$|^[+-]?[.,]\d+$/.test(text)) return null;
  const value = Number(text.replace(',', '.'));
  return Number.isFinite(value) ? value : null;
}

/** A limit itself is still within. */
export function isWithin(value: number, minimum: number | null, maximum: number | null): boolean {
  return (minimum === null || value >= minimum) && (maximum === null || value <= maximum);
}
