import type { Lens } from './lens.ts';

/** What a rule found: one line of somebody's work list. */
export interface Finding {
  /** `pod/roles` */
  rule: string;
  severity: 'error' | 'warn' | 'info';
  /** The record: `initiatives/paperless-work-orders`. */
  record: string;
  /** Page of the record, relative to the portal's root. */
  path: string;
  title: string;
  file: string | null;
  line: number | null;
  what: string;
  why: string;
  fix: string;
  /** Who should act. */
  lens: Lens | null;
  role: string | null;
  initiative: string | null;
  accepted: { reason: string; by: string; until: string } | null;
}

/** From when on a build that published ends with exit code 2: when a dump was refused, at any error, at any warning. */
export const FAIL_LEVELS = ['never', 'refused', 'error', 'warning'] as const;
export type FailLevel = (typeof FAIL_LEVELS)[number];

/** The open findings at or above a level. */
export function findingsAtLevel(findings: readonly Finding[], level: FailLevel): Finding[] {
  const counts: Record<FailLevel, (finding: Finding) => boolean> = {
    never: () => false,
    refused: (finding) => finding.rule === 'export/refused',
    error: (finding) => finding.severity === 'error' || finding.rule === 'export/refused',
    warning: (finding) => finding.severity !== 'info' || finding.rule === 'export/refused',
  };
  return findings.filter((finding) => finding.accepted === null && counts[level](finding));
}

/** A rule is data about itself plus one pure function. `Context` is the computed portal so far. */
export interface Rule<Context> {
  id: string;
  severity: 'error' | 'warn' | 'info';
  what: string;
  why: string;
  fix: string;
  check: (context: Context) => Omit<Finding, 'rule' | 'severity' | 'why' | 'fix' | 'accepted'>[];
}
