import Qty from 'js-quantities';
import { isCurrency, markOf } from '#ingest/table/mark.ts';

/** Doubles of a conversion differ from the exact factor by less than this. */
const ROUNDING = 1e-14;

/** Words that are two units to different people: short, long and metric tons, gallons of two countries; and degrees, which no factor converts. */
const TWO_READINGS = /^(tons?|gal(lons?)?|°?[CF]|deg[CF])$/i;

/** By what a number of one unit is multiplied to be one of another; null where nothing does. */
export function unitFactor(from: string, to: string): number | null {
  const [one, other] = [spelled(from), spelled(to)];
  const power = powerOf(from) - powerOf(to);
  if (one === other) return 10 ** power;
  if ([from, to].some((unit) => TWO_READINGS.test(unit) || isCurrency(spelled(unit)))) return null;
  const [of, into] = [Qty.parse(`1 ${one}`), Qty.parse(`1 ${other}`)];
  return of?.isCompatible(into ?? '') && into ? exact(of.to(into).scalar * 10 ** power) : null;
}

/** A conversion by way of joules gives 999.9999999999999 for the 1000 kWh of a MWh. */
function exact(factor: number): number {
  const near = Number(factor.toPrecision(12));
  return Math.abs(near - factor) <= ROUNDING * factor ? near : factor;
}

/** One spelling for all: `kWh` for `KWH`, `EUR` for `€` and for `TEUR`. */
function spelled(unit: string): string {
  return markOf(unit)?.id || unit;
}

/** 3 for `TEUR`, which counts thousands. */
function powerOf(unit: string): number {
  return markOf(unit)?.power ?? 0;
}
