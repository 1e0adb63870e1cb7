import { resolve } from 'node:path';
import { findingsAtLevel } from '#model/finding.ts';
import { problemLine } from '#model/problem.ts';
import { composePortal } from '#site/compose.ts';
import { asOfDate, failLevel, readOptions, SOURCE_HELP, SOURCE_OPTIONS } from './options.ts';

const HELP = `trilens check [options]

Reads content and data as a build does, and prints every problem and finding, without building.

${SOURCE_HELP}
  --json           print one JSON document for other programs
  --fail-on LEVEL  refused (a dump), error, warning or never: exit code 2 when a finding is at or above it  (default: never)`;

/** Prints problems and findings. 0 fine, 1 problems that stop a build, 2 findings at or above --fail-on. */
export async function run(args: string[]): Promise<number> {
  const { values } = readOptions(args, { ...SOURCE_OPTIONS, json: { type: 'boolean' }, 'fail-on': { type: 'string' } });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const failOn = failLevel(values['fail-on']) ?? 'never';
  const { portal, problems } = await composePortal({ contentDir: resolve(values.content), dataDir: resolve(values.data), cacheDir: resolve(values.cache), asOf: asOfDate(values['as-of']) });
  const findings = portal?.findings.filter((finding) => finding.accepted === null) ?? [];
  if (values.json) {
    const quarantine = portal?.portfolio.exports.flatMap((report) => report.quarantine) ?? [];
    console.log(JSON.stringify({ problems, findings, quarantine }, null, 2));
  } else {
    for (const problem of problems) console.log(problemLine(problem));
    for (const report of portal?.portfolio.exports ?? []) {
      for (const row of report.quarantine) console.log(`${row.file}:${row.line}  ${row.column ?? 'whole row'}  set aside  ${row.reason}  [${row.rule}]`);
    }
    for (const finding of findings) console.log(`${finding.file ?? finding.record}${finding.line ? `:${finding.line}` : ''}  ${finding.severity}  ${finding.title}: ${finding.what}\n    to do: ${finding.fix}  [${finding.rule}]`);
    console.log(`${problems.length} problems, ${findings.length} findings (${findings.filter((finding) => finding.severity === 'error').length} errors).`);
  }
  if (!portal) return 1;
  return findingsAtLevel(findings, failOn).length > 0 ? 2 : 0;
}
