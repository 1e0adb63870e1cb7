/** Rate of one of `m` equal parts of a year: (1 + r)^(1/m) − 1. */
export function periodRate(yearly: number, periodsPerYear: number): number {
  return (1 + yearly) ** (1 / periodsPerYear) - 1;
}

/** Net present value; the first flow is not discounted. */
export function netPresentValue(flows: readonly number[], rate: number): number {
  return flows.reduce((sum, flow, period) => sum + flow / (1 + rate) ** period, 0);
}

/** (Benefits − costs) / costs. Null without costs. */
export function returnOnInvestment(benefits: number, costs: number): number | null {
  return costs === 0 ? null : (benefits - costs) / costs;
}

/** Periods until the cumulated flow turns and stays positive, linear inside the period; null when it never does. */
export function payback(flows: readonly number[]): number | null {
  let sum = 0;
  let found: number | null = null;
  for (const [period, flow] of flows.entries()) {
    const before = sum;
    sum += flow;
    if (sum < 0) found = null;
    else if (found === null)
      found = period === 0 ? 0 : period - 1 + (flow === 0 ? 0 : -before / flow);
  }
  return found;
}
