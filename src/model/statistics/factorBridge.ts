/** One factor of a product: it multiplies (power 1) or divides (−1). */
export interface Factor {
  before: number;
  after: number;
  power: 1 | -1;
}

/**
 * What each factor of a product did to its change: exact, without a remainder, in any order (logarithmic mean Divisia index). Cost per
 * good unit is cost ÷ quantity ÷ quality; OEE and rolled throughput yield are products as well. Null where a factor is not positive.
 */
export function factorBridge(
  factors: readonly Factor[],
): { before: number; after: number; effects: number[] } | null {
  if (factors.some(({ before, after }) => !(before > 0 && after > 0))) return null;
  const product = (pick: (factor: Factor) => number) =>
    factors.reduce((result, factor) => result * pick(factor) ** factor.power, 1);
  const before = product((factor) => factor.before);
  const after = product((factor) => factor.after);
  const mean =
    Math.abs(after / before - 1) < 1e-12 ? after : (after - before) / Math.log(after / before);
  return {
    before,
    after,
    effects: factors.map(
      (factor) => factor.power * mean * Math.log(factor.after / factor.before) + 0,
    ),
  };
}
