import { cellsUntil } from '#model/metric/series/cellIndex.ts';
import { sourcesOf } from '#model/metric/sourcesOf.ts';
import type { IsoDate } from '#model/time/date.ts';
import type { ExportReport } from '#model/record/export.ts';
import { formulaParts } from '#model/metric/series/formula.ts';
import { formulaCells } from '#model/metric/series/formulaCells.ts';
import type { GateReview } from '#model/record/gate.ts';
import type { Initiative } from '#model/record/initiative.ts';
import type { Metric } from '#model/record/metric.ts';
import type { Observation } from '#model/record/observation.ts';
import { lastCompletePeriod } from '#model/time/period.ts';
import type { Parts } from '#model/metric/series/pooledValue.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import { knownOn, restatedSince } from '#model/metric/vintages.ts';

/** What was known on a day: a gate is judged from this and from nothing else. */
export interface EvidenceView extends Parts {
  asOf: IsoDate;
  portfolio: Portfolio;
  initiative: Initiative;
  review: GateReview;
  /** Whether a metric that was asked for has older vintages: without them the evidence of a day is the same read back today. */
  isRestated: () => boolean;
  /** The exports that a metric draws from. */
  reports: (metric: Metric) => ExportReport[];
  siteName: (id: string) => string;
}

/** The evidence for one review as it stood on `asOf`: later vintages, rows and logs are not seen. `restated`: today's vintage of what was there on that day. */
export function evidenceView(
  review: GateReview,
  initiative: Initiative,
  portfolio: Portfolio,
  asOf: IsoDate,
  vintages: 'known' | 'restated' = 'known',
): EvidenceView {
  const asked = new Set<string>();
  const metrics = metricsById(portfolio.metrics);
  const today = vintages === 'known' && asOf >= portfolio.asOf;
  const isRestated = (id: string): boolean => {
    const value = metrics.get(id)?.value;
    return value?.kind === 'formula'
      ? formulaParts(value.expression).some(isRestated)
      : Boolean(portfolio.observations.get(id)?.superseded.length);
  };
  const computed = new Map<string, readonly Observation[]>();
  const view: EvidenceView = {
    asOf,
    portfolio,
    initiative,
    review,
    least: portfolio.settings.minGroupSize,
    metric: (id) => metrics.get(id),
    observations: (id) => {
      asked.add(id);
      const metric = metrics.get(id);
      const held = portfolio.observations.get(id);
      if (!metric || !held) return [];
      // What is computed from others stands on what was known of them.
      if (metric.value.kind === 'formula' && !today && isRestated(id)) {
        const cells = computed.get(id) ?? formulaCells(metric.value.expression, view, asOf);
        computed.set(id, cells);
        return cells;
      }
      const cells =
        vintages === 'restated'
          ? restatedSince(held, asOf)
          : today
            ? held.latest
            : knownOn(held, asOf);
      return cellsUntil(cells, lastCompletePeriod(asOf, metric.grain));
    },
    isRestated: () => [...asked].some(isRestated),
    reports: (metric) => sourcesOf(metric, portfolio),
    siteName: (id) =>
      portfolio.sites.find((site) => site.id === id)?.name ??
      portfolio.sites.flatMap((site) => site.lines).find((line) => line.id === id)?.name ??
      id,
  };
  return view;
}

// Every review of a portfolio asks for its metrics by id.
const byId = new WeakMap<readonly Metric[], ReadonlyMap<string, Metric>>();

function metricsById(metrics: readonly Metric[]): ReadonlyMap<string, Metric> {
  const known = byId.get(metrics) ?? new Map(metrics.map((metric) => [metric.id, metric]));
  byId.set(metrics, known);
  return known;
}
