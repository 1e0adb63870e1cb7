import type { MetricState } from '#model/metric/metricState.ts';
import type { Site } from '#model/record/site.ts';
import type { ChartAsk, Note } from './kind.ts';

/** What the props of a component ask for; ids of metrics that are not there are left out, which reading has reported. */
export function askOf(
  props: Readonly<Record<string, unknown>>,
  metrics: ReadonlyMap<string, MetricState>,
  sites: readonly Site[],
): ChartAsk {
  return {
    metrics: metricIds(props).flatMap((id) => metrics.get(id) ?? []),
    by: text(props.by),
    last: number(props.last),
    top: number(props.top),
    from: text(props.from),
    to: text(props.to),
    notes: Array.isArray(props.notes) ? props.notes.flatMap(noteOf) : [],
    events: props.events === true,
    sites,
  };
}

/** The metrics that a component names, in order. */
export function metricIds(props: Readonly<Record<string, unknown>>): string[] {
  const list = Array.isArray(props.metrics) ? props.metrics : [];
  return [props.metric, ...list].filter((id) => typeof id === 'string');
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function number(value: unknown): number | undefined {
  return value === undefined ? undefined : Number(value);
}

function noteOf(value: unknown): Note[] {
  if (typeof value !== 'object' || value === null || !('at' in value) || !('text' in value))
    return [];
  return typeof value.at === 'string' && typeof value.text === 'string'
    ? [{ at: value.at, text: value.text }]
    : [];
}
