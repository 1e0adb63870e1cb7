import type { MetricState } from '#model/metric/metricState.ts';
import type { Metric } from '#model/record/metric.ts';
import type { Site } from '#model/record/site.ts';

/** A line of text on the day or in the period that it is about. */
export interface Note {
  at: string;
  text: string;
}

/** What an author asks for in one line: `<Pareto metric="stops" by="reason" />`. */
export interface ChartAsk {
  /** The first is `metric`, or the first of `metrics`. */
  metrics: readonly MetricState[];
  /** `period`, `site`, `line`, `role` or a dimension of the metric's own. */
  by: string | undefined;
  /** How many of the newest periods are taken. */
  last: number | undefined;
  /** Most groups that are shown by their name; the others are one. */
  top: number | undefined;
  from: string | undefined;
  to: string | undefined;
  notes: readonly Note[];
  /** What happened in the portfolio is marked as well. */
  events: boolean;
  sites: readonly Site[];
}

/** Why a chart cannot be drawn as it is asked for. */
export interface Refusal {
  /** The prop that is wrong. */
  prop: string;
  found: string;
  allowed?: string;
  fix: string;
}

/** A number with its unit, as a cell of the table under a chart. */
export interface Quantity {
  value: number | null;
  unit: string;
  decimals: number;
}

export type ChartCell = string | Quantity;

/** A chart as values: one sentence, one table, and a Vega-Lite spec for a width. */
export interface ChartPlan {
  /** What it shows, where the author gave no title. */
  sentence: string;
  /** What is drawn: "Unplanned stops by reason, October 2025 to September 2026". */
  of: string;
  head: string[];
  rows: ChartCell[][];
  spec: (width: number) => object | CountryMap;
}

/** Values on a map; where countries are is known where they are drawn. */
export interface CountryMap {
  countries: readonly { code: string; name: string; value: number; label: string }[];
}

export function isCountryMap(spec: object): spec is CountryMap {
  return 'countries' in spec;
}

export type SharedProp =
  'metric' | 'metrics' | 'by' | 'last' | 'top' | 'from' | 'to' | 'notes' | 'events';

/** A chart that is written in one line. Everything about it is in one file. */
export interface ChartKind {
  says: string;
  props: Partial<Record<SharedProp, 'required' | 'optional'>>;
  /** What the guide shows: `{{metric}}`, `{{sum}}` and the like are replaced by records of the portfolio. */
  example: string;
  plan: (ask: ChartAsk) => ChartPlan | Refusal;
}

export function isRefusal(result: ChartPlan | Refusal): result is Refusal {
  return 'found' in result;
}

export function quantity(metric: Metric, value: number | null): Quantity {
  return { value, unit: metric.unit, decimals: metric.decimals };
}
