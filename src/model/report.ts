import type { Changes } from './changes.ts';
import type { IsoDate } from './date.ts';
import type { Facts } from './facts/facts.ts';
import type { Restatement } from './facts/restatement.ts';
import type { BodyNode, Heading } from './playbook.ts';
import type { Portal } from './portal.ts';

export const REPORT_KINDS = ['monthly', 'quarterly', 'custom'] as const;

/** A report as written in `content/reports/<id>.mdx`, with the facts that `trilens freeze` wrote beside it. */
export interface Report {
  id: string;
  file: string;
  title: string;
  summary?: string | undefined;
  period: string;
  kind: (typeof REPORT_KINDS)[number];
  asOf?: IsoDate | undefined;
  status: 'draft' | 'published';
  /** For whom it is written: Executive team and plant managers. */
  readers?: string | undefined;
  /** Who may know of it; absent: everybody. */
  audience?: string | undefined;
  authors: string[];
  highlights: string[];
  decisionsNeeded: string[];
  body: BodyNode[];
  headings: Heading[];
  /** Null: the numbers on its page are those of the build. */
  facts: Facts | null;
}

/** A report with what its page shows. */
export interface ReportState {
  report: Report;
  /** What it is drawn from: the frozen portal, or null where it is drawn from the live one. */
  frozen: Portal | null;
  /** Numbers that it shows and that the newest data gives differently. */
  restated: Restatement[];
  /** Against the frozen report before it; null where there is none. */
  changes: Changes | null;
}

/** Newest first; of one day, the one that sorts first by name. */
export function byDate(a: Report, b: Report): number {
  const [first, second] = [reportDate(a), reportDate(b)];
  return first === second ? (a.id < b.id ? -1 : 1) : first < second ? 1 : -1;
}

/** The day that a report speaks of: what was frozen, else what was written, else its period. */
export function reportDate(report: Report): string {
  return report.facts?.asOf ?? report.asOf ?? report.period;
}
