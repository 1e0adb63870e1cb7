import type { Lens } from './lens.ts';

export const SEVERITIES = ['error', 'warn', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What a rule found: one line of somebody's work list. */
export interface Finding {
  /** `pod/roles` */
  rule: string;
  severity: Severity;
  /** The record: `initiatives/spindle-watch`. */
  record: string;
  /** Other records that it involves. */
  records: string[];
  /** Page of the record, relative to the portal's root. */
  path: string;
  title: string;
  file: string | null;
  line: number | null;
  /** Where the line is in the repository, where the portfolio names one. */
  source?: string;
  what: string;
  why: string;
  fix: string;
  /** Who should act: the function, the role, and its holder where one is named. */
  lens: Lens | null;
  role: string | null;
  person: string | null;
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

/** What a check returns: a finding without what the rule knows of itself. */
export type Found = Pick<
  Finding,
  'record' | 'path' | 'title' | 'file' | 'what' | 'lens' | 'role' | 'person' | 'initiative'
> & {
  records?: string[] | undefined;
  line?: number | null | undefined;
  /** Field of the record where it stands, for the line: `['pod', 'itLead']`. */
  field?: readonly PropertyKey[] | undefined;
  /** Where a rule has degrees: the one of this finding, unless the portfolio grades the rule. */
  severity?: Severity | undefined;
  /** What to do about this one, where that is more exact than what the rule says. */
  fix?: string;
};

/** Numbers of a rule by name, as it ships them or as the portfolio sets them. */
export type Limits = Record<string, number>;

/** A rule is data about itself plus one pure function. `Context` is the computed portal so far. */
export interface Rule<Context> {
  id: string;
  severity: Severity;
  /** What holds where the rule is kept. */
  what: string;
  why: string;
  fix: string;
  /** Numbers that a portfolio may set: `rules: { initiative/purgatory: { days: 300 } }`. */
  limits?: Limits;
  /** What it is compared with, where that is not in today's files. */
  compares?: string;
  /** True where a breach stops the build as a problem with this code, so that no finding is needed. */
  stopsTheBuild?: boolean;
  check: (context: Context, limits: Limits) => Found[];
}
