/** More parts than this would take too many combinations. */
const MOST_PARTS = 12;

/**
 * What each part did to the change of a value that is made of them, whatever the formula: its mean effect over all orders in which
 * the parts may change, so that the effects add up to the change and no order decides (Shapley 1953). Null where some combination
 * has no value, or with more than twelve parts.
 */
export function shapley(
  parts: readonly { before: number; after: number }[],
  value: (parts: readonly number[]) => number | null,
): { before: number; after: number; effects: number[] } | null {
  const count = parts.length;
  if (count === 0 || count > MOST_PARTS) return null;
  const values = Array.from({ length: 2 ** count }, (_, changed) =>
    value(parts.map(({ before, after }, at) => ((changed >> at) & 1 ? after : before))),
  );
  const known = values.filter((one): one is number => one !== null && Number.isFinite(one));
  if (known.length < values.length) return null;
  const weights = weightsOf(count);
  const effects = parts.map((_, at) => {
    let effect = 0;
    for (const [changed, without] of known.entries()) {
      if ((changed >> at) & 1) continue;
      const withIt = known[changed | (1 << at)] ?? Number.NaN;
      effect += (weights[bits(changed)] ?? 0) * (withIt - without);
    }
    return effect;
  });
  return { before: known[0] ?? Number.NaN, after: known.at(-1) ?? Number.NaN, effects };
}

/** Share of all orders in which so many others have changed before: s! (n − s − 1)! / n! */
function weightsOf(count: number): number[] {
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
  return Array.from(
    { length: count },
    (_, before) => (factorial(before) * factorial(count - before - 1)) / factorial(count),
  );
}

function bits(number: number): number {
  let count = 0;
  for (let left = number; left > 0; left >>= 1) count += left & 1;
  return count;
}
