import Qty from 'js-quantities';
import { isCurrency, markOf } from '#ingest/table/mark.ts';

/** Words that are two units to different people: short, long and metric tons, gallons of two countries; and degrees, which no factor converts. */
const TWO_READINGS = /^(tons?|gal(lons?)?|°?[CF]|deg[CF])$/i;

/** By what a number of one unit is multiplied to be one of another; null where nothing does. */
export function unitFactor(from: string, to: string): number | null {
  const [one, other] = [spelled(from), spelled(to)];
  if (one === other) return 1;
  if ([from, to].some((unit) => TWO_READINGS.test(unit) || isCurrency(spelled(unit)))) return null;
  const [of, into] = [Qty.parse(`1 ${one}`), Qty.parse(`1 ${other}`)];
  return of?.isCompatible(into ?? '') && into ? of.to(into).scalar : null;
}

/** One spelling for all: `kWh` for `KWH`, `EUR` for `€`. */
function spelled(unit: string): string {
  return markOf(unit)?.id || unit;
}
