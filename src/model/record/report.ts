import type { Translatable } from '#model/language/inLanguage.ts';
import type { IsoDate } from '#model/time/date.ts';
import type { Facts } from './facts.ts';
import type { BodyNode, Heading } from './playbook.ts';

export const REPORT_KINDS = ['monthly', 'quarterly', 'custom'] as const;

/** A report as written in `content/reports/<id>.mdx`, with the facts that `trilens freeze` wrote beside it. */
export interface Report extends Translatable {
  id: string;
  file: string;
  /** Ids that it had before. */
  aliases?: string[] | undefined;
  title: string;
  summary?: string | undefined;
  period: string;
  kind: (typeof REPORT_KINDS)[number];
  asOf?: IsoDate | undefined;
  status: 'draft' | 'published';
  /** For whom it is written: Executive team and plant managers. */
  readers?: string | undefined;
  /** Most slides of its deck. */
  slides?: number | undefined;
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

/** Newest first; of one day, the one that sorts first by name. */
export function byDate(a: Report, b: Report): number {
  const [first, second] = [reportDate(a), reportDate(b)];
  return first === second ? (a.id < b.id ? -1 : 1) : first < second ? 1 : -1;
}

/** The day that a report speaks of: what was frozen, else what was written, else its period. */
export function reportDate(report: Report): string {
  return report.facts?.asOf ?? report.asOf ?? report.period;
}

/** A number that a report showed and that the newest data gives differently for the same period. */
export interface Restatement {
  metric: string;
  title: string;
  site: string | null;
  period: string;
  reported: string;
  /** `–` where the newest data has no value. */
  latest: string;
  /** Relative to the number as reported, positive when it rose; null from zero or to nothing. */
  change: number | null;
  because: string;
  /** Decisions that relied on it, `G1 of …`. */
  reliedOn: string[];
  /** "reported as 9.7 % for September 2026, now 9.9 %: restated, because …" */
  sentence: string;
}
