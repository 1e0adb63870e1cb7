import { OwnParts } from '#model/record/ownParts.ts';
import type { QuarantinedRow } from '#model/record/export.ts';
import type { Finding } from '#model/record/finding.ts';
import type { Problem } from '#model/problem.ts';

/** What a check found. */
export interface Checked {
  /** Whether the rules were asked: what stops a build stops them too. */
  judged: boolean;
  problems: readonly Problem[];
  findings: readonly Finding[];
  /** Findings that somebody accepted, with reason and end. */
  accepted: readonly Finding[];
  quarantine: readonly QuarantinedRow[];
}

/** A format for `trilens check --format NAME`. */
export interface OwnReporter {
  name: string;
  /** The whole output, without a line break at its end. */
  write: (checked: Checked) => string;
}

export const ownReporters = new OwnParts<OwnReporter>('reporters');
