import { entriesOf, type CheckReport } from './report.ts';

const COMMANDS = { error: 'error', warning: 'warning', note: 'notice' } as const;

/** Annotations of GitHub Actions: one workflow command a line, shown beside the line of the file. */
export function github(report: CheckReport): string {
  return entriesOf(report)
    .filter((entry) => entry.accepted === null)
    .map((entry) => {
      const properties = [
        ['file', entry.file],
        ['line', entry.line],
        ['col', entry.column],
        ['title', entry.rule],
      ].filter(([, value]) => value !== null);
      return `::${COMMANDS[entry.level]} ${properties.map(([name, value]) => `${name}=${property(String(value))}`).join(',')}::${data(`${entry.message}\nTo do: ${entry.fix}`)}`;
    })
    .join('\n');
}

/** A message cannot end its command, nor begin another. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
