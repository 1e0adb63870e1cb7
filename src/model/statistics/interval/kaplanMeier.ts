export interface Survival {
  /** Time, at risk, events, survival after it. */
  table: [time: number, atRisk: number, events: number, survival: number][];
  /**
   * First time with survival below 1 − q; null when it is not reached. Where survival is exactly 1 − q for a while, the middle of that while:
   * the convention of R (survfit) and SAS, and of a median of values that are all there.
   */
  quantile: (q: number) => number | null;
  /**
   * 95 % interval of a quantile, from the log-transformed interval of the curve (the default of R's survfit), or from the log-log one
   * (that of SAS), which holds its level with fewer than 20 and closes from seven on (Borgan and Liestøl 1990); null: open.
   */
  interval: (q: number, scale?: 'log' | 'log-log') => { low: number | null; high: number | null };
}

/** How far a product of fractions may lie from the fraction that it is. */
const EXACT = 1e-9;

/** Kaplan–Meier over closed durations and open ones, which count as censored: leaving them out makes slow organisations look fast. */
export function kaplanMeier(closed: readonly number[], open: readonly number[]): Survival {
  const ended = Float64Array.from(closed).sort();
  const waiting = Float64Array.from(open).sort();
  const table: Survival['table'] = [];
  let survival = 1;
  let gone = 0;
  for (let at = 0; at < ended.length;) {
    const time = ended[at]!;
    while (gone < waiting.length && waiting[gone]! < time) gone++;
    let next = at;
    while (next < ended.length && ended[next] === time) next++;
    const atRisk = ended.length - at + waiting.length - gone;
    survival *= 1 - (next - at) / atRisk;
    table.push([time, atRisk, next - at, survival]);
    at = next;
  }
  const times = table.map(([time]) => time);
  return {
    table,
    quantile: (q) =>
      reached(
        times,
        table.map(([, , , after]) => after),
        1 - q,
      ),
    interval: (q, scale = 'log') => {
      const { lower, upper } = curveInterval(table, scale);
      return { low: reached(times, lower, 1 - q), high: reached(times, upper, 1 - q) };
    },
  };
}

/** The first time at which a falling curve is at or below a level; the middle where it lies exactly at it until it falls again. */
function reached(times: readonly number[], curve: readonly number[], level: number): number | null {
  const at = curve.findIndex((height) => height <= level + EXACT);
  if (at < 0) return null;
  const height = curve[at]!;
  const next = curve.findIndex((lower, place) => place > at && lower < height - EXACT);
  return Math.abs(height - level) <= EXACT && next > 0
    ? (times[at]! + times[next]!) / 2
    : times[at]!;
}

/** Pointwise 95 % interval of the curve by Greenwood's formula on a scale; where nobody is left there is none. */
function curveInterval(
  table: Survival['table'],
  scale: 'log' | 'log-log',
): { lower: number[]; upper: number[] } {
  const [lower, upper]: [number[], number[]] = [[], []];
  let variance = 0;
  for (const [, atRisk, events, survival] of table) {
    variance += events / (atRisk * (atRisk - events));
    const reach = 1.959963984540054 * Math.sqrt(variance);
    const isOpen = survival <= 0 || survival >= 1;
    const [low, high] =
      scale === 'log'
        ? [survival / Math.exp(reach), Math.min(1, survival * Math.exp(reach))]
        : [-1, 1].map((sign) => survival ** Math.exp((sign * reach) / Math.log(survival)));
    lower.push(isOpen ? Number.NaN : (low ?? Number.NaN));
    upper.push(isOpen ? Number.NaN : (high ?? Number.NaN));
  }
  return { lower, upper };
}
