export interface Survival {
  /** Time, at risk, events, survival after it. */
  table: [time: number, atRisk: number, events: number, survival: number][];
  /** First time with survival at or below 1 − q; null when it is not reached. */
  quantile: (q: number) => number | null;
}

/** Kaplan–Meier over closed durations and open ones, which count as censored: leaving them out makes slow organisations look fast. */
export function kaplanMeier(closed: readonly number[], open: readonly number[]): Survival {
  const times = [...new Set(closed)].sort((a, b) => a - b);
  const table: Survival['table'] = [];
  let survival = 1;
  for (const time of times) {
    const atRisk = closed.filter((value) => value >= time).length + open.filter((value) => value >= time).length;
    const events = closed.filter((value) => value === time).length;
    survival *= 1 - events / atRisk;
    table.push([time, atRisk, events, survival]);
  }
  return { table, quantile: (q) => table.find(([, , , after]) => after <= 1 - q + 1e-12)?.[0] ?? null };
}
