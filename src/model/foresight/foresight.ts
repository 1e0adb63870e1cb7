import type { Portal } from '#model/portal.ts';
import { costsOfDelay } from './delay/costOfDelay.ts';
import { coursesOf } from './dates/coursesOf.ts';
import { datesOf, saidOfDates } from './dates/datesOf.ts';
import { forecastsOf } from './forecast/forecastsOf.ts';
import type { Foresight } from './foresightState.ts';
import { rolloutOrders } from './rollout/rolloutOrders.ts';
import type { Earlier, Keep } from './earlier.ts';
import { foresightInputs } from './foresightInputs.ts';
import { foreseeStalls } from './stall/foreseeStalls.ts';
import { powerOfGates } from './power/powerOfGates.ts';

/** What can be said today of what is to come. `keep`: where an unchanged portfolio is not computed again. */
export function foresight(
  portal: Omit<Portal, 'foresight'>,
  earlier: Earlier = null,
  keep: Keep = (_, make) => make(),
): Foresight {
  return keep(
    () => foresightInputs(portal, earlier),
    () => foreseen(portal, earlier),
  );
}

function foreseen(portal: Omit<Portal, 'foresight'>, earlier: Earlier): Foresight {
  const courses = coursesOf(portal.portfolio, earlier?.courses);
  const dates = datesOf(portal, courses);
  return {
    delays: costsOfDelay(portal),
    gates: powerOfGates(portal),
    forecasts: forecastsOf(portal, earlier?.forecasts ?? [], saidOfDates(dates)),
    stalls: foreseeStalls(portal),
    rollouts: rolloutOrders(portal),
    dates,
    courses,
  };
}
