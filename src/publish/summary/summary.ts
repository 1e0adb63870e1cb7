import type { Changes } from '#model/record/changes.ts';
import type { Freshness } from '#model/record/export.ts';
import { type FailLevel, type Finding, findingsAtLevel } from '#model/record/finding.ts';
import type { Portal } from '#model/portal.ts';
import type { Problem } from '#model/problem.ts';

/** One export, as a night's summary says it. */
export interface ExportLine {
  name: string;
  freshness: Freshness;
  /** The newest dump could not be used: why, and whether an earlier good one is shown in its place. */
  refused: { why: string; lastGood: boolean } | null;
  extracted: string | null;
  daysLate: number | null;
  rowsIn: number;
  accepted: number;
  quarantined: number;
  ignored: number;
}

/** What one run of a build did, for the person who looks in the morning. */
export interface Summary {
  /** Null where nothing could be read. */
  name: string | null;
  asOf: string | null;
  /** Where the built portal is; null where nothing was built. */
  out: string | null;
  exports: ExportLine[];
  /** Since the build before; null where none was given. */
  changes: Changes | null;
  findings: { error: number; warn: number; info: number };
  /** Open findings at or above the level that makes the exit code 2. */
  failing: Finding[];
  failOn: FailLevel;
  problems: Problem[];
  /** What the job that called the build has to add: dumps that could not be fetched, PDFs without a browser. */
  notes: string[];
  size: { pages: number; files: number; bytes: number };
  seconds: number;
}

/** Puts a run together. `portal` is null where problems stopped it. */
export function summarize(
  portal: Portal | null,
  run: Omit<Summary, 'name' | 'asOf' | 'exports' | 'findings' | 'failing' | 'failOn'> & {
    failOn: FailLevel | null;
  },
): Summary {
  const open = portal?.findings.filter((finding) => finding.accepted === null) ?? [];
  const failOn = run.failOn ?? portal?.portfolio.settings.failOn ?? 'never';
  const count = (severity: Finding['severity']) =>
    open.filter((finding) => finding.severity === severity).length;
  return {
    ...run,
    failOn,
    name: portal?.portfolio.settings.name ?? null,
    asOf: portal?.portfolio.asOf ?? null,
    exports: (portal?.portfolio.exports ?? []).map((report) => ({
      name: report.contract.name,
      freshness: report.freshness,
      refused: report.failed
        ? { why: report.doubts[0] ?? 'The newest dump was refused.', lastGood: report.lastGood }
        : null,
      extracted: report.extracted,
      daysLate: report.daysLate,
      rowsIn: report.rowsIn,
      accepted: report.accepted,
      quarantined: report.quarantined,
      ignored: report.ignored,
    })),
    findings: { error: count('error'), warn: count('warn'), info: count('info') },
    failing: findingsAtLevel(open, failOn),
  };
}

/** 0 published, 1 failed and nothing published, 2 published with findings at or above the level. */
export function exitCode(summary: Summary): 0 | 1 | 2 {
  if (summary.out === null) return 1;
  return summary.failing.length > 0 ? 2 : 0;
}

/** Exports that did not come when they were due, worst first. */
export function lateExports(summary: Summary): ExportLine[] {
  return summary.exports
    .filter((line) => line.refused || line.freshness === 'late' || line.freshness === 'stale')
    .sort(
      (a, b) =>
        Number(b.refused !== null) - Number(a.refused !== null) ||
        (b.daysLate ?? 0) - (a.daysLate ?? 0),
    );
}

/** `late by 3 days`, `refused; last good of 2026-10-01 is shown` */
export function exportState(line: ExportLine): string {
  if (line.refused)
    return line.refused.lastGood
      ? `refused; last good of ${line.extracted ?? 'an unknown day'} is shown`
      : 'refused; no numbers';
  return line.freshness === 'late' || line.freshness === 'stale'
    ? `${line.freshness} by ${line.daysLate} days`
    : line.freshness;
}

/** The sentence that comes first. */
export function headline(summary: Summary): string {
  const errors = summary.problems.filter((problem) => problem.severity === 'error').length;
  if (summary.out === null)
    return `Nothing was published${errors === 0 ? '' : `: ${errors === 1 ? 'one error' : `${errors} errors`}`}. What is in place stays as it is.`;
  const reason =
    summary.failOn === 'refused'
      ? summary.failing.length === 1
        ? 'one dump was refused'
        : `${summary.failing.length} dumps were refused`
      : `${summary.failing.length === 1 ? 'one finding is' : `${summary.failing.length} findings are`} at or above "${summary.failOn}"`;
  return `Published ${summary.out} as of ${summary.asOf}${summary.failing.length > 0 ? `; ${reason}` : ''}.`;
}

/** `7.4 MB` */
export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
