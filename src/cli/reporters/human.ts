import { entriesOf, type CheckReport, type Entry } from './report.ts';

/** For the person at the keyboard: what is to be done stands once under all that it fixes, rows with one fault in one line. */
export function human(report: CheckReport): string {
  const lines = runsOf(entriesOf(report)).flatMap((run) => {
    const first = run[0]!;
    if (first.row)
      return [
        plain(
          `${first.file}:${rangesOf(run)}  ${first.row.column ?? 'whole row'}  quarantined  ${first.row.reason}  [${first.rule}]`,
        ),
      ];
    return [...run.map(said), plain(`    to do: ${first.fix}  [${first.rule}]`)];
  });
  const { problems, findings, accepted, quarantine, judged } = report;
  const errors = findings.filter((finding) => finding.severity === 'error').length;
  return [
    ...lines,
    `${many(problems.length, 'problem')}, ${many(quarantine.length, 'row')} quarantined, ${many(findings.length, 'finding')} (${many(errors, 'error')}), ${accepted.length} accepted.${judged ? '' : ' The rules were not run: fix the errors first.'}`,
  ].join('\n');
}

const many = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;

function said(entry: Entry): string {
  const where = [entry.file ?? entry.rule, entry.line, entry.line === null ? null : entry.column]
    .filter((part) => part !== null)
    .join(':');
  return plain(
    `${where}  ${entry.level}  ${entry.message}${entry.accepted ? `  (${entry.accepted})` : ''}`,
  );
}

/** Neighbours of one rule with the same fix; rows of one file with the same fault. */
function runsOf(entries: readonly Entry[]): Entry[][] {
  const runs: Entry[][] = [];
  for (const entry of entries) {
    const last = runs.at(-1)?.[0];
    const same =
      last &&
      last.rule === entry.rule &&
      last.fix === entry.fix &&
      (last.row
        ? entry.row &&
          last.file === entry.file &&
          last.row.column === entry.row.column &&
          last.message === entry.message
        : !entry.row);
    if (same) runs.at(-1)?.push(entry);
    else runs.push([entry]);
  }
  return runs;
}

/** `3`, `3-63`, `3-10,12`: the lines of a run, in their order. */
function rangesOf(run: readonly Entry[]): string {
  const ranges: [number, number][] = [];
  for (const { line } of run) {
    const last = ranges.at(-1);
    if (last && line === last[1] + 1) last[1] = line;
    else ranges.push([line ?? 0, line ?? 0]);
  }
  return ranges.map(([from, to]) => (from === to ? from : `${from}-${to}`)).join(',');
}

/** Text that may come from a cell, without what a terminal would obey: no escape sequences, no line breaks, no reversed writing. */
function plain(text: string): string {
  return text.replaceAll(/[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu, '�');
}
