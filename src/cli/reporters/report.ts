import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { QuarantinedRow } from '#model/record/export.ts';
import type { FailLevel, Finding } from '#model/record/finding.ts';
import type { Portal } from '#model/portal.ts';
import { foundWords, type Problem } from '#model/problem.ts';

/** What a check found: the same for every format. */
export interface CheckReport {
  /** Id of the portfolio; empty where its file cannot be read. */
  portfolio: string;
  /** Where the portal is served, and with it the guide; undefined where `portfolio.yaml` does not say it. */
  url?: string | undefined;
  /** Whether the rules were asked: what stops a build stops them too. */
  judged: boolean;
  problems: Problem[];
  findings: Finding[];
  /** Findings that somebody accepted, with reason and end. */
  accepted: Finding[];
  quarantine: QuarantinedRow[];
  failOn: FailLevel;
}

/** One line of the report, whatever it came from. */
export interface Entry {
  /** What stays from night to night: the rule, its record or file, and which of several it is; never words or numbers. */
  key: string;
  /** Rule or code. */
  rule: string;
  level: 'error' | 'warning' | 'note';
  file: string | null;
  line: number | null;
  column: number | null;
  /** One sentence on what was found. */
  message: string;
  fix: string;
  /** Why it does not count, where somebody accepted it. */
  accepted: string | null;
  /** The row that was quarantined. */
  row?: QuarantinedRow;
}

const LEVELS = { error: 'error', warn: 'warning', info: 'note' } as const;

/** A report with every file named as the shell sees it, so that an editor or a code review finds it. */
export function checkReport(
  portal: Portal | null,
  problems: Problem[],
  failOn: FailLevel,
  {
    portfolio: { id, url },
    ...folders
  }: { content: string; data: string; portfolio: { id: string; url?: string | undefined } },
): CheckReport {
  const located = <T extends { file: string | null }>(entry: T): T => ({
    ...entry,
    file: entry.file === null ? null : seen(entry.file, folders),
  });
  const findings = portal?.findings.map(located) ?? [];
  return {
    portfolio: id,
    url,
    judged: portal !== null,
    problems: problems.map(located),
    findings: findings.filter((finding) => finding.accepted === null),
    accepted: findings.filter((finding) => finding.accepted !== null),
    quarantine: (portal?.portfolio.exports.flatMap((report) => report.quarantine) ?? []).map(
      located,
    ),
    failOn,
  };
}

/** An entry before it is known which of several of its kind it is: what it is about takes the place of its key. */
type Unkeyed = Omit<Entry, 'key'> & { about: string };

/** Problems, quarantined rows and findings as one list, in this order; what was accepted comes last. */
export function entriesOf({ problems, quarantine, findings, accepted }: CheckReport): Entry[] {
  return keyed([
    ...problems.map(ofProblem),
    ...quarantine.map(ofRow),
    ...[...findings, ...accepted].map(ofFinding),
  ]);
}

/** Several of one rule about one record are told apart by their order in the file, accepted or not. */
function keyed(entries: Unkeyed[]): Entry[] {
  const keys = new Map<Unkeyed, string>();
  const places = new Map<string, number>();
  for (const entry of entries.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))) {
    const kind = `${entry.rule} ${entry.about}`;
    const place = (places.get(kind) ?? 0) + 1;
    places.set(kind, place);
    keys.set(entry, place === 1 ? entry.about : `${entry.about} (${place})`);
  }
  return entries.map((entry) => {
    const { about, ...rest } = entry;
    return { ...rest, key: keys.get(entry) ?? about };
  });
}

function ofProblem(problem: Problem): Unkeyed {
  const allowed = problem.allowed === undefined ? '' : `; allowed: ${problem.allowed}`;
  return {
    about: problem.file,
    rule: problem.code,
    level: problem.severity,
    file: problem.file,
    line: problem.line,
    column: problem.column,
    message: `${foundWords(problem)}${allowed}`,
    fix: problem.fix,
    accepted: null,
  };
}

function ofRow(row: QuarantinedRow): Unkeyed {
  return {
    about: row.column === null ? row.file : `${row.file} ${row.column}`,
    rule: row.rule,
    level: 'warning',
    file: row.file,
    line: row.line,
    column: null,
    message: `quarantined: ${row.reason}`,
    fix: 'correct the row at its source',
    accepted: null,
    row,
  };
}

function ofFinding(finding: Finding): Unkeyed {
  const { accepted } = finding;
  return {
    about: finding.record,
    rule: finding.rule,
    level: LEVELS[finding.severity],
    file: finding.file,
    line: finding.line,
    column: null,
    message: `${finding.title}: ${finding.what}`,
    fix: finding.fix,
    accepted: accepted
      ? `accepted by ${accepted.by} until ${accepted.until}: ${accepted.reason}`
      : null,
  };
}

/** `content/goals/x.yaml` under the folder that --content names, from where the command runs. */
function seen(file: string, folders: { content: string; data: string }): string {
  for (const [label, folder] of [
    ['content', folders.content],
    ['data', folders.data],
  ] as const) {
    const name = resolve(folder).split(sep).at(-1)!;
    for (const prefix of new Set([name, label])) {
      if (file === prefix || file.startsWith(`${prefix}/`))
        return slashed(`${relative(process.cwd(), resolve(folder))}${file.slice(prefix.length)}`);
    }
  }
  return isAbsolute(file) ? slashed(relative(process.cwd(), file)) : file;
}

function slashed(path: string): string {
  return path.split(sep).join('/');
}
