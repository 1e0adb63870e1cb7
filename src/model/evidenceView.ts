import { cellsUntil } from './cellIndex.ts';
import type { IsoDate } from './date.ts';
import type { ExportReport } from './export.ts';
import type { GateReview } from './gate.ts';
import type { Initiative } from './initiative.ts';
import type { Metric } from './metric.ts';
import type { Observation, Observations } from './observation.ts';
import { lastCompletePeriod } from './period.ts';
import type { Portfolio } from './portfolio.ts';
import { knownOn } from './series.ts';

/** What was known on a day: a gate is judged from this and from nothing else. */
export interface EvidenceView {
  asOf: IsoDate;
  portfolio: Portfolio;
  initiative: Initiative;
  review: GateReview;
  metric: (id: string) => Metric | undefined;
  observations: (id: string) => readonly Observation[];
  report: (metric: Metric) => ExportReport | undefined;
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
      const cells = vintages === 'restated' ? undated(held) : asOf >= portfolio.asOf ? held.latest : past(held, asOf);
      return cellsUntil(cells, lastCompletePeriod(asOf, metric.grain));
    },
    report: (metric) => portfolio.exports.find((report) => report.contract.name === metric.export),
    siteName: (id) => portfolio.sites.find((site) => site.id === id)?.name ?? portfolio.sites.flatMap((site) => site.lines).find((line) => line.id === id)?.name ?? id,
  };
}

/**
 * The vintages known by a day. A full dump carries one extraction date for all its rows: a cell whose only vintage is later
 * was there before it was extracted again, so its period decides.
 */
function past(held: Observations, asOf: IsoDate): readonly Observation[] {
  const { latest, superseded } = held;
  if (superseded.length === 0) return latest;
  const known = pasts.get(held) ?? new Map<IsoDate, readonly Observation[]>();
  pasts.set(held, known);
  const found = known.get(asOf) ?? pastCells(latest, superseded, asOf);
  known.set(asOf, found);
  return found;
}

function pastCells(latest: readonly Observation[], superseded: readonly Observation[], asOf: IsoDate): Observation[] {
  const known = knownOn(latest, superseded, asOf);
  const has = new Set(known.map((cell) => `${cell.period}|${cell.site}|${cell.line}`));
  const restated = new Set(superseded.map((cell) => `${cell.period}|${cell.site}|${cell.line}`));
  return [...known, ...latest.filter((cell) => !has.has(`${cell.period}|${cell.site}|${cell.line}`) && !restated.has(`${cell.period}|${cell.site}|${cell.line}`))];
}

/** The newest vintage of every cell, without its date: a gate judged anew by it is not told when it came. */
function undated(held: Observations): readonly Observation[] {
  const cells = undatedCells.get(held) ?? (held.latest.some((cell) => cell.vintage !== undefined) ? held.latest.map(({ vintage: _, ...cell }) => cell) : held.latest);
  undatedCells.set(held, cells);
  return cells;
}

// Many reviews ask for the same metric on the same day.
const pasts = new WeakMap<Observations, Map<IsoDate, readonly Observation[]>>();
const undatedCells = new WeakMap<Observations, readonly Observation[]>();
