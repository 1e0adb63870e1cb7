import type { Portal } from '#model/portal.ts';
import { costsOfDelay } from './delay/costOfDelay.ts';
import type { Forecast } from './forecast/forecast.ts';
import { forecastsOf } from './forecast/forecastsOf.ts';
import type { Foresight } from './foresightState.ts';
import { powerOfGates } from './power/powerOfGates.ts';

/** What can be said today of what is to come. `earlier`: forecasts of earlier builds. */
export function foresight(
  portal: Omit<Portal, 'foresight'>,
  earlier: readonly Forecast[] = [],
): Foresight {
  return {
    delays: costsOfDelay(portal),
    gates: powerOfGates(portal),
    forecasts: forecastsOf(portal, earlier),
  };
}
