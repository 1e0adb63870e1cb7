/** Chances of 0, 1, … of all events to happen, each with its own chance (Poisson binomial); of equal chances it is the binomial. */
export function countChances(chances: readonly number[]): number[] {
  let counts = [1];
  for (const p of chances) {
    const next = new Array<number>(counts.length + 1).fill(0);
    for (const [k, chance] of counts.entries()) {
      next[k] = next[k]! + chance * (1 - p);
      next[k + 1] = next[k + 1]! + chance * p;
    }
    counts = next;
  }
  return counts;
}

/** The chance that at least `k` of such events happen. */
export function atLeast(k: number, chances: readonly number[]): number {
  return countChances(chances)
    .slice(Math.max(0, k))
    .reduce((sum, chance) => sum + chance, 0);
}

/** Chances of 0 … n successes, each with chance `p`, in logarithms so that no size underflows. */
export function binomialChances(n: number, p: number): number[] {
  if (p <= 0) return [1, ...new Array<number>(n).fill(0)];
  if (p >= 1) return [...new Array<number>(n).fill(0), 1];
  let log = n * Math.log1p(-p);
  const odds = Math.log(p) - Math.log1p(-p);
  return Array.from({ length: n + 1 }, (_, k) => {
    const chance = Math.exp(log);
    log += Math.log((n - k) / (k + 1)) + odds;
    return chance;
  });
}
