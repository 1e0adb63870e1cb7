import { binomialChances } from '#model/statistics/binomial.ts';
import { median } from '#model/statistics/median.ts';
import { slack } from '#model/statistics/nearly.ts';
import { withoutShift } from './dependence.ts';
import { MIN_POINTS, movingRanges, type ProcessLimits } from './processLimits.ts';

/** Chance puts so few values on one side of their mean in two of a hundred series. */
const RARE = 0.01;

/**
 * Whether values lie about their mean as chance would put them, half on each side, once a single change of level is taken out.
 * Where they do not, few large values move the mean away from what is usual, and runs about it say nothing.
 */
export function isLopsided(values: readonly (number | null)[]): boolean {
  const rest = withoutShift(values).filter((value) => value !== null);
  const none = slack(...values.flatMap((value) => value ?? []));
  const above = rest.filter((value) => value > none).length;
  const below = rest.filter((value) => value < -none).length;
  const most = Math.max(above, below);
  const chances = binomialChances(above + below, 0.5).slice(most);
  return most > 0 && chances.reduce((sum, chance) => sum + chance, 0) < RARE;
}

/**
 * Limits that few large values do not move: the median ± 3.145 median moving ranges (Wheeler and Chambers, Understanding Statistical
 * Process Control, table A.5). Two of three near a limit is not asked, since chance is lopsided. Null where half of the neighbours
 * do not differ, and where more than one value in ten would lie outside: then no limits describe them.
 */
export function medianLimits(values: readonly (number | null)[]): ProcessLimits | null {
  const known = values.filter((value) => value !== null);
  const ranges = movingRanges(values);
  if (known.length < MIN_POINTS || ranges.length === 0) return null;
  const [centre, range] = [median(known), median(ranges)];
  if (!(range > slack(centre))) return null;
  const [lower, upper] = [centre - 3.145 * range, centre + 3.145 * range];
  const outside = known.filter((value) => value < lower || value > upper).length;
  return outside > known.length / 10
    ? null
    : {
        mean: centre,
        lower,
        upper,
        nearLower: lower,
        nearUpper: upper,
        movingRange: range,
        rangeLimit: 3.865 * range,
        n: known.length,
        ranges: ranges.length,
        screenedOut: 0,
      };
}
