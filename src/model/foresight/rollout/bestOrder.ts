/** A job with what a day of waiting costs, how long it takes, and the days on which it may begin; null: on any. */
export interface Job {
  weight: number;
  days: number;
  begins: readonly number[] | null;
}

/** So many jobs are tried in every order: 5,040 of them. */
const MOST_TRIED = 7;

/** Days of start of jobs that are done one after the other in an order; Infinity where none is left for one. */
export function startsOf(jobs: readonly Job[], order: readonly number[]): number[] {
  let free = 0;
  return order.map((at) => {
    const { days, begins } = jobs[at]!;
    const start =
      begins === null ? free : (begins.find((day) => day >= free) ?? Number.POSITIVE_INFINITY);
    free = start + days;
    return start;
  });
}

/** Weighted days until each is done. What can never begin counts as ten years. */
export function costOf(jobs: readonly Job[], order: readonly number[]): number {
  const starts = startsOf(jobs, order);
  return order.reduce((sum, at, place) => {
    const { weight, days } = jobs[at]!;
    return sum + weight * Math.min(3653, starts[place]! + days);
  }, 0);
}

/**
 * The order of least weighted completion time on one team: every order up to seven jobs. Beyond, Smith's rule (Naval Research Logistics
 * Quarterly 3, 1956: weight by time, which is the best where nothing has to wait for a day), bettered by swaps of two.
 */
export function bestOrder(
  jobs: readonly Job[],
  first: number | null = null,
): { order: number[]; cost: number; isExact: boolean } {
  const rest = jobs.map((_, at) => at).filter((at) => at !== first);
  const begin = first === null ? [] : [first];
  if (jobs.length <= MOST_TRIED) {
    let best = { order: [...begin, ...rest], cost: Number.POSITIVE_INFINITY };
    for (const tail of permutations(rest)) {
      const order = [...begin, ...tail];
      const cost = costOf(jobs, order);
      // The first of equals stays: the order of the records decides, and not chance.
      if (cost < best.cost - 1e-9 * Math.abs(cost)) best = { order, cost };
    }
    return { ...best, isExact: true };
  }
  const ratio = (at: number) => jobs[at]!.weight / Math.max(1e-9, jobs[at]!.days);
  return {
    ...swapped(jobs, [...begin, ...rest.toSorted((a, b) => ratio(b) - ratio(a))], begin.length),
    isExact: false,
  };
}

function swapped(
  jobs: readonly Job[],
  from: readonly number[],
  fixed: number,
): { order: number[]; cost: number } {
  let best = { order: [...from], cost: costOf(jobs, from) };
  for (let isBetter = true; isBetter;) {
    isBetter = false;
    for (let a = fixed; a < from.length; a++)
      for (let b = a + 1; b < from.length; b++) {
        const order = [...best.order];
        [order[a], order[b]] = [order[b]!, order[a]!];
        const cost = costOf(jobs, order);
        if (cost < best.cost * (1 - 1e-9)) {
          best = { order, cost };
          isBetter = true;
        }
      }
  }
  return best;
}

/** All orders of a list, those nearest to its own first. */
export function* permutations(list: readonly number[]): Generator<number[]> {
  if (list.length <= 1) {
    yield [...list];
    return;
  }
  for (const [at, head] of list.entries())
    for (const tail of permutations(list.toSpliced(at, 1))) yield [head, ...tail];
}
