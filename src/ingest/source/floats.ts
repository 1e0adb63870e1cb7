/** The fewest digits that give the same value of a narrower type, as databases print it. */
export function shortest(value: number, narrow: (value: number) => number): string {
  if (!Number.isFinite(value)) return String(value);
  for (let digits = 1; digits < 10; digits++) {
    const text = Number(value.toPrecision(digits));
    if (narrow(text) === value) return String(text);
  }
  return String(value);
}

/** A value of four bytes. */
export function shortestFloat(value: number): string {
  return shortest(value, Math.fround);
}
