import type { IsoDate } from './date.ts';
import type { ExportReport } from './export.ts';
import type { GateReview } from './gate.ts';
import type { Initiative } from './initiative.ts';
import type { Metric } from './metric.ts';
import type { Observation } from './observation.ts';
import { periodEnd } from './period.ts';
import type { Portfolio } from './portfolio.ts';
import { knownOn } from './series.ts';

/** What was known on a day: a gate is judged from this and from nothing else. */
export interface EvidenceView {
  asOf: IsoDate;
  portfolio: Portfolio;
  initiative: Initiative;
  review: GateReview;
  metric: (id: string) => Metric | undefined;
  observations: (id: string) => Observation[];
  report: (metric: Metric) => ExportReport | undefined;
  siteName: (id: string) => string;
}

/** The evidence for one review as it stood on `asOf`: later vintages, rows and logs are not seen. */
export function evidenceView(review: GateReview, initiative: Initiative, portfolio: Portfolio, asOf: IsoDate): EvidenceView {
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
      const cells = asOf >= portfolio.asOf ? held.latest : past(held.latest, held.superseded, asOf);
      return cells.filter((cell) => periodEnd(cell.period, metric.grain) <= asOf);
    },
    report: (metric) => portfolio.exports.find((report) => report.contract.name === metric.export),
    siteName: (id) => portfolio.sites.find((site) => site.id === id)?.name ?? portfolio.sites.flatMap((site) => site.lines).find((line) => line.id === id)?.name ?? id,
  };
}

/**
 * The vintages known by a day. A full dump carries one extraction date for all its rows: a cell whose only vintage is later
 * was there before it was extracted again, so its period decides.
 */
function past(latest: readonly Observation[], superseded: readonly Observation[], asOf: IsoDate): Observation[] {
  const known = knownOn(latest, superseded, asOf);
  const has = new Set(known.map((cell) => `${cell.period}|${cell.site}|${cell.line}`));
  const restated = new Set(superseded.map((cell) => `${cell.period}|${cell.site}|${cell.line}`));
  return [...known, ...latest.filter((cell) => !has.has(`${cell.period}|${cell.site}|${cell.line}`) && !restated.has(`${cell.period}|${cell.site}|${cell.line}`))];
}
