import { CHANGE_TITLES } from '#model/report/changesBetween.ts';
import { problemLine } from '#model/problem.ts';
import {
  type ExportLine,
  exportState,
  headline,
  lateExports,
  megabytes,
  type Summary,
} from './summary.ts';

/** Of more exports than this, those that need attention are printed, and one line for the rest. */
const EXPORTS_ON_SCREEN = 30;
/** So many changes of one kind are printed one by one. */
const CHANGES_ON_SCREEN = 6;

/** One screen for the log of a job. Nothing that a file held may move the cursor or colour the terminal. */
export function consoleSummary(summary: Summary): string {
  const lines: string[] = [];
  for (const problem of summary.problems)
    if (problem.severity === 'error') lines.push(problemLine(problem));
  if (lines.length > 0) lines.push('');
  lines.push(...exportTable(summary));
  for (const line of lateExports(summary))
    if (line.refused) lines.push(`  ${line.name}: ${line.refused.why}`);
  if (summary.changes) {
    lines.push(
      '',
      `Since the build of ${summary.changes.since.asOf}:${summary.changes.list.length === 0 ? ' nothing changed.' : ''}`,
    );
    for (const [group, list] of Map.groupBy(summary.changes.list, (change) => change.group)) {
      lines.push(
        `  ${CHANGE_TITLES[group]}`,
        ...list.slice(0, CHANGES_ON_SCREEN).map((change) => `    ${change.text}`),
      );
      if (list.length > CHANGES_ON_SCREEN)
        lines.push(`    and ${list.length - CHANGES_ON_SCREEN} more`);
    }
  }
  if (summary.out !== null) {
    const { error, warn, info } = summary.findings;
    lines.push(
      '',
      `Findings: ${many(error, 'error')}, ${many(warn, 'warning')}, ${many(info, 'note')}. ${summary.size.pages} pages, ${summary.size.files} files, ${megabytes(summary.size.bytes)}, ${summary.seconds.toFixed(1)} s.`,
    );
  }
  lines.push(...summary.notes, headline(summary));
  return printable(lines.join('\n'));
}

function exportTable(summary: Summary): string[] {
  if (summary.exports.length === 0) return [];
  const listed =
    summary.exports.length > EXPORTS_ON_SCREEN
      ? summary.exports.filter(
          (line) => line.refused || line.freshness !== 'fresh' || line.quarantined > 0,
        )
      : summary.exports;
  const rest = summary.exports.filter((line) => !listed.includes(line));
  const width = Math.max(...listed.map((line) => line.name.length), 6);
  const row = (name: string, ...cells: (string | number)[]) =>
    `${name.padEnd(width)}  ${cells
      .slice(0, 4)
      .map((cell) => String(cell).padStart(9))
      .join(' ')}  ${cells[4]}`;
  const of = (
    lines: readonly ExportLine[],
    key: 'rowsIn' | 'accepted' | 'quarantined' | 'ignored',
  ) => lines.reduce((sum, line) => sum + line[key], 0);
  return [
    row('export', 'rows in', 'accepted', 'quarantined', 'ignored', ''),
    ...listed.map((line) =>
      row(line.name, line.rowsIn, line.accepted, line.quarantined, line.ignored, exportState(line)),
    ),
    ...(rest.length > 0
      ? [
          row(
            `${rest.length} others`,
            of(rest, 'rowsIn'),
            of(rest, 'accepted'),
            of(rest, 'quarantined'),
            of(rest, 'ignored'),
            'fresh',
          ),
        ]
      : []),
  ];
}

function printable(text: string): string {
  return text.replaceAll(/(?!\n)[\p{Cc}\p{Bidi_Control}]/gu, '\ufffd');
}

const many = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;
