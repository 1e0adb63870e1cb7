import { cellsUntil } from './cellIndex.ts';
import { sourcesOf } from './computeMetric.ts';
import type { IsoDate } from './date.ts';
import type { ExportReport } from './export.ts';
import type { GateReview } from './gate.ts';
import type { Initiative } from './initiative.ts';
import type { Metric } from './metric.ts';
import type { Observation } from './observation.ts';
import { lastCompletePeriod } from './period.ts';
import type { Portfolio } from './portfolio.ts';
import { knownOn, restatedSince } from './vintages.ts';

/** What was known on a day: a gate is judged from this and from nothing else. */
export interface EvidenceView {
  asOf: IsoDate;
  portfolio: Portfolio;
  initiative: Initiative;
  review: GateReview;
  metric: (id: string) => Metric | undefined;
  observations: (id: string) => readonly Observation[];
  /** The exports that a metric draws from. */
  reports: (metric: Metric) => ExportReport[];
  siteName: (id: string) => string;
}

/** The evidence for one review as it stood on `asOf`: later vintages, rows and logs are not seen. `restated`: today's vintage of what was there on that day. */
export function evidenceView(review: GateReview, initiative: Initiative, portfolio: Portfolio, asOf: IsoDate, vintages: 'known' | 'restated' = 'known'): EvidenceView {
  return {
    asOf,
    portfolio,
    initiative,
    review,
    metric: (id) => portfolio.metrics.find((metric) => metric.id === id),
    observations: (id) => {
      const metric = portfolio.metrics.find((candidate) => candidate.id === id);
      const held = portfolio.observations.get(id);
      if (!metric || !held) return [];
      const cells = vintages === 'restated' ? restatedSince(held, asOf) : asOf >= portfolio.asOf ? held.latest : knownOn(held, asOf);
      return cellsUntil(cells, lastCompletePeriod(asOf, metric.grain));
    },
    reports: (metric) => sourcesOf(metric, portfolio),
    siteName: (id) => portfolio.sites.find((site) => site.id === id)?.name ?? portfolio.sites.flatMap((site) => site.lines).find((line) => line.id === id)?.name ?? id,
  };
}
