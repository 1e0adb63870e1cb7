import { entriesOf, type CheckReport } from './report.ts';

/** For the person at the keyboard. */
export function human(report: CheckReport): string {
  const lines = entriesOf(report).map((entry) => {
    if (entry.row) return plain(`${entry.file}:${entry.line}  ${entry.row.column ?? 'whole row'}  set aside  ${entry.row.reason}  [${entry.rule}]`);
    const where = [entry.file ?? entry.rule, entry.line, entry.line === null ? null : entry.column].filter((part) => part !== null).join(':');
    return plain(`${where}  ${entry.level}  ${entry.message}${entry.accepted ? `  (${entry.accepted})` : ''}`) + plain(`\n    to do: ${entry.fix}  [${entry.rule}]`, true);
  });
  const { problems, findings, accepted, quarantine } = report;
  const errors = findings.filter((finding) => finding.severity === 'error').length;
  return [...lines, `${problems.length} problems, ${quarantine.length} rows set aside, ${findings.length} findings (${errors} errors), ${accepted.length} accepted.`].join('\n');
}

/** Text that may come from a cell, without what a terminal would obey: no escape sequences, no line breaks, no reversed writing. */
function plain(text: string, keepFirstBreak = false): string {
  const safe = (part: string) => part.replaceAll(/[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu, '�');
  return keepFirstBreak && text.startsWith('\n') ? `\n${safe(text.slice(1))}` : safe(text);
}
