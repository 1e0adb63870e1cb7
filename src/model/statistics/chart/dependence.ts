import { meanOf, sumOf } from '#model/statistics/sum.ts';

type Series = readonly (number | null)[];

/** Correlation of values with those `lag` places before, over the pairs that are both known; 0 where nothing varies. */
export function autocorrelation(values: Series, lag: number): { r: number; pairs: number } {
  const known = values.filter((value) => value !== null);
  const mean = meanOf(known);
  const products = values.flatMap((value, at) => {
    const before = at < lag ? null : (values[at - lag] ?? null);
    return value === null || before === null ? [] : [(value - mean) * (before - mean)];
  });
  const variance = sumOf(known.map((value) => (value - mean) ** 2)) / known.length;
  const pairs = products.length;
  return { r: variance > 0 && pairs > 0 ? sumOf(products) / pairs / variance : 0, pairs };
}

/** What is left when the best single change of level is taken out, or the best straight line where that leaves less. */
export function withoutShift(values: Series): (number | null)[] {
  const places = values.flatMap((value, at) => (value === null ? [] : [at]));
  const known = places.map((at) => values[at] as number);
  const total = sumOf(known);
  let left = 0;
  let best = { gain: -1, after: 0, means: [0, 0] as [number, number] };
  for (let count = 1; count < known.length; count++) {
    left += known[count - 1] as number;
    const means: [number, number] = [left / count, (total - left) / (known.length - count)];
    const gain = (means[0] - means[1]) ** 2 * count * (known.length - count);
    if (gain > best.gain) best = { gain, after: places[count] as number, means };
  }
  return values.map((value, at) =>
    value === null ? null : value - best.means[at < best.after ? 0 : 1],
  );
}

/** What is left when the least-squares line over time is taken out. */
export function withoutLine(values: Series): (number | null)[] {
  const places = values.flatMap((value, at) => (value === null ? [] : [at]));
  const [x, y] = [meanOf(places), meanOf(places.map((at) => values[at] as number))];
  const slope =
    sumOf(places.map((at) => (at - x) * ((values[at] as number) - y))) /
    sumOf(places.map((at) => (at - x) ** 2));
  return values.map((value, at) => (value === null ? null : value - y - slope * (at - x)));
}

/**
 * Whether each value follows the one before, by the correlation at lag 1 beyond 2/√n (the usual bound of a correlogram) once a single
 * change of level is taken out: a step is a change that limits show well, a wave or a drift is not one.
 */
export function followsItself(values: Series): number | null {
  const { r, pairs } = autocorrelation(withoutShift(values), 1);
  return pairs > 0 && r > 2 / Math.sqrt(pairs) ? r : null;
}

/** The correlation at lag 1 where high and low values come by turns: beyond −0.5, and 2.6 standard errors from chance. */
export function alternates(values: Series): number | null {
  const { r, pairs } = autocorrelation(values, 1);
  return pairs > 0 && r < -0.5 && r * Math.sqrt(pairs) < -2.6 ? r : null;
}

/**
 * The correlation with the values a season before, where there is a season: clear beyond chance (2.6 standard errors, one in two hundred),
 * and clearer than half a season before, which tells it from values that only follow one another. Two whole seasons are needed.
 */
export function seasonality(values: Series, season: number): number | null {
  const squares = (rest: Series) => sumOf(rest.map((value) => (value ?? 0) ** 2));
  const [step, line] = [withoutShift(values), withoutLine(values)];
  const rest = squares(step) < squares(line) ? step : line;
  const { r, pairs } = autocorrelation(rest, season);
  if (pairs < Math.max(season, FEWEST_PAIRS)) return null;
  const between = autocorrelation(rest, Math.ceil(season / 2)).r;
  return r > 0.3 && r * Math.sqrt(pairs) > 2.6 && r - between > 0.3 ? r : null;
}

const FEWEST_PAIRS = 12;
/** Of so many lags one is beyond chance by chance: 3.3 standard errors, one in two thousand, for each. */
const BEYOND = 3.3;
/** A cycle that is most of what varies. */
const MOST = 0.7;
/** Half a year of weeks; longer cycles are those of the calendar. */
const LONGEST = 26;

/**
 * The length in which values come again, such as a push at the end of each quarter, or a rota of eight days: the shortest of the lags
 * with the clearest correlation, where that is most of what varies, and clearer than half of it before: a step or a drift is neither. Three whole turns are needed.
 * By turns high and low is no cycle but what neighbours are (`alternates`).
 */
export function cycleOf(values: Series): { lag: number; r: number } | null {
  const lags = correlogram(values, Math.min(LONGEST, Math.floor(values.length / 3)));
  const found = lags.flatMap(({ r, pairs }, lag) => {
    const between = lags[Math.ceil(lag / 2)]?.r ?? 1;
    const isClear = r > MOST && r * Math.sqrt(pairs) > BEYOND && r - between > 0.3;
    return lag > 1 && isClear && pairs >= FEWEST_PAIRS ? [{ lag, r }] : [];
  });
  const most = Math.max(...found.map(({ r }) => r));
  const turn = found.find(({ r }) => r > most - 0.1);
  return turn === undefined || turn.lag === 2 ? null : turn;
}

/** The correlations at all lags up to one, in plain sums: there are many series, and two digits are enough. */
function correlogram(values: Series, longest: number): { r: number; pairs: number }[] {
  const mean = meanOf(values.filter((value) => value !== null));
  const rests = values.map((value) => (value === null ? null : value - mean));
  const products = (lag: number) => {
    let [sum, pairs] = [0, 0];
    for (let at = lag; at < rests.length; at++) {
      const [one, other] = [rests[at] ?? null, rests[at - lag] ?? null];
      if (one === null || other === null) continue;
      sum += one * other;
      pairs += 1;
    }
    return { mean: pairs === 0 ? 0 : sum / pairs, pairs };
  };
  const { mean: variance } = products(0);
  return Array.from({ length: longest + 1 }, (_, lag) => {
    const { mean: covariance, pairs } = products(lag);
    return { r: variance > 0 ? covariance / variance : 0, pairs };
  });
}
