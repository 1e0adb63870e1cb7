import { reaches } from '#model/statistics/nearly.ts';
import type { MetricState } from '#model/metric/metricState.ts';
import type { Portal } from '#model/portal.ts';
import type { IsoDate } from '#model/time/date.ts';
import { periodEnd } from '#model/time/period.ts';
import type { Forecast, Forecasts, Said } from './forecast.ts';
import { type Happened, keepForecasts } from './keepForecasts.ts';
import { scoreForecasts } from './scoreForecasts.ts';

/** What an 80 % interval promises. */
const PROMISED = 0.8;
/** Periods in a row at the target: one alone may be chance. */
const IN_A_ROW = 2;

type Parts = Pick<Portal, 'portfolio' | 'metrics'>;

/** Today's forecasts beside those of earlier builds, and how many came true. `more`: further ones that are made today. */
export function forecastsOf(
  portal: Parts,
  earlier: readonly Forecast[],
  more: readonly Said[] = [],
): Forecasts {
  const today = [...[...portal.metrics.values()].flatMap(targetDate), ...more];
  const kept = keepForecasts(
    earlier,
    today,
    (said) => happened(said, portal),
    portal.portfolio.asOf,
  );
  return { kept, scores: scoreForecasts(kept) };
}

function targetDate({ metric, projection, freshness }: MetricState): Said[] {
  if (!projection || !metric.target || freshness === 'stale') return [];
  const { low, high } = projection;
  return [
    {
      kind: 'target-date',
      subject: metric.id,
      low,
      high,
      promised: PROMISED,
      target: metric.target.value,
    },
  ];
}

function happened(said: Said & { made?: IsoDate }, { portfolio, metrics }: Parts): Happened | null {
  if (said.kind === 'target-date') {
    const state = metrics.get(said.subject);
    return state ? { on: reached(state, said), target: state.metric.target?.value ?? null } : null;
  }
  if (said.kind === 'item-done') {
    const item = portfolio.roadmap.find(({ id }) => id === said.subject);
    if (!item) return null;
    const on = item.status === 'done' ? (item.doneOn ?? portfolio.asOf) : null;
    return { on, target: null };
  }
  const gate = portfolio.initiatives
    .flatMap(({ gates }) => gates)
    .find(({ id }) => id === said.subject);
  return gate ? { on: gate.decision?.date ?? null, target: null } : null;
}

/** The end of the first two periods in a row at the target of the forecast, since it was made. */
function reached(
  { metric, all }: MetricState,
  { target, made = '' }: Said & { made?: IsoDate },
): IsoDate | null {
  if (target === null) return null;
  let inARow = 0;
  for (const [at, period] of all.periods.entries()) {
    const value = all.values[at] ?? null;
    const end = periodEnd(period, metric.grain);
    if (value === null || end <= made) continue;
    inARow = reaches(value, target, metric.direction) ? inARow + 1 : 0;
    if (inARow === IN_A_ROW) return end;
  }
  return null;
}
