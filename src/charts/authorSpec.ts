import type { TopLevelSpec } from 'vega-lite';
import type { MetricState } from '#model/metric/metricState.ts';
import { authorRows } from './authorRows.ts';
import { renderSvg } from './render.ts';

/** An author's own Vega-Lite spec over a metric's rows: period, site, value, numerator, denominator. Its data is always the metric's. */
export function authorSpec(
  spec: unknown,
  state: MetricState,
  id: string,
  make?: (whole: TopLevelSpec) => Promise<string>,
): Promise<string> {
  return renderSvg(withRows(spec, state), `${id}-${state.metric.id}`, make);
}

/** The spec as it is drawn: in the size of a page, with the metric's rows, and with days that Vega-Lite understands. */
export function withRows(spec: unknown, state: MetricState): TopLevelSpec {
  return {
    width: 640,
    height: 260,
    ...(dated(spec) as object),
    data: { values: authorRows(spec, state) },
  } as unknown as TopLevelSpec;
}

const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;

/** Vega-Lite draws a `datum` that is a text at the edge of a scale of time: a day has to be an object (vega.github.io/vega-lite/docs/datetime.html). */
function dated(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(dated);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, held]) => [key, key === 'datum' ? day(held) : dated(held)]),
  );
}

function day(datum: unknown): unknown {
  const parts = typeof datum === 'string' ? DAY.exec(datum) : null;
  return parts
    ? { year: Number(parts[1]), month: Number(parts[2]), date: Number(parts[3]), utc: true }
    : datum;
}
