import { CHANGE_TITLES } from '#model/report/changesBetween.ts';
import { exportState, headline, lateExports, megabytes, type Summary } from './summary.ts';

/** The same for the summary page of a CI job. What files held is text: it makes no link, no image and no HTML. */
export function markdownSummary(summary: Summary): string {
  const lines = [
    `## ${markdownText(summary.name ?? 'Portal')}`,
    '',
    `**${markdownText(headline(summary))}**`,
  ];
  const errors = summary.problems.filter((problem) => problem.severity === 'error');
  if (errors.length > 0)
    lines.push(
      '',
      ...errors
        .slice(0, 20)
        .map(
          (problem) =>
            `- ${markdownText([problem.file, problem.line, problem.column].filter((part) => part !== null).join(':'))} ${markdownText(problem.found)}. To do: ${markdownText(problem.fix)}`,
        ),
    );
  if (errors.length > 20) lines.push(`- and ${errors.length - 20} more`);
  if (summary.notes.length > 0)
    lines.push('', ...summary.notes.map((note) => `- ${markdownText(note)}`));
  const late = lateExports(summary);
  if (late.length > 0)
    lines.push(
      '',
      '### Late or refused',
      '',
      ...late.map(
        (line) =>
          `- **${markdownText(line.name)}**: ${markdownText(line.refused?.why ?? exportState(line))}`,
      ),
    );
  if (summary.changes) {
    lines.push('', `### Since the build of ${summary.changes.since.asOf}`, '');
    if (summary.changes.list.length === 0) lines.push('Nothing changed.');
    lines.push(
      ...summary.changes.list.map(
        (change) => `- ${CHANGE_TITLES[change.group]}: ${markdownText(change.text)}`,
      ),
    );
  }
  if (summary.out !== null) {
    const { error, warn, info } = summary.findings;
    lines.push(
      '',
      '| errors | warnings | notes | pages | files | size | seconds |',
      '|--:|--:|--:|--:|--:|--:|--:|',
      `| ${error} | ${warn} | ${info} | ${summary.size.pages} | ${summary.size.files} | ${megabytes(summary.size.bytes)} | ${summary.seconds.toFixed(1)} |`,
    );
  }
  if (summary.exports.length > 0) {
    lines.push(
      '',
      `<details${late.length > 0 ? ' open' : ''}><summary>${summary.exports.length} exports</summary>`,
      '',
      '| export | state | rows in | accepted | quarantined | ignored |',
      '|---|---|--:|--:|--:|--:|',
    );
    lines.push(
      ...summary.exports.map(
        (line) =>
          `| ${markdownText(line.name)} | ${markdownText(exportState(line))} | ${line.rowsIn} | ${line.accepted} | ${line.quarantined} | ${line.ignored} |`,
      ),
      '',
      '</details>',
    );
  }
  return `${lines.join('\n')}\n`;
}

/** Any text, so that Markdown and HTML in it are read as they stand. */
export function markdownText(raw: string): string {
  const clean = raw.replaceAll(/[\p{Cc}\p{Bidi_Control}]+/gu, ' ');
  return clean
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[\\`*_[\]|~#!@]/g, (mark) => `&#${mark.charCodeAt(0)};`)
    .replaceAll(/(https?|ftp):\/\//gi, '$1&#58;//')
    .replaceAll(/www\./gi, 'www&#46;');
}
