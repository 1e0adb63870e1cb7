export interface Survival {
  /** Time, at risk, events, survival after it. */
  table: [time: number, atRisk: number, events: number, survival: number][];
  /** First time with survival at or below 1 − q; null when it is not reached. */
  quantile: (q: number) => number | null;
}

/** Kaplan–Meier over closed durations and open ones, which count as censored: leaving them out makes slow organisations look fast. */
export function kaplanMeier(closed: readonly number[], open: readonly number[]): Survival {
  const ended = Float64Array.from(closed).sort();
  const waiting = Float64Array.from(open).sort();
  const table: Survival['table'] = [];
  let survival = 1;
  let gone = 0;
  for (let at = 0; at < ended.length;) {
    const time = ended[at] as number;
    while (gone < waiting.length && (waiting[gone] as number) < time) gone++;
    let next = at;
    while (next < ended.length && ended[next] === time) next++;
    const atRisk = ended.length - at + waiting.length - gone;
    survival *= 1 - (next - at) / atRisk;
    table.push([time, atRisk, next - at, survival]);
    at = next;
  }
  return {
    table,
    quantile: (q) => table.find(([, , , after]) => after <= 1 - q + 1e-12)?.[0] ?? null,
  };
}
