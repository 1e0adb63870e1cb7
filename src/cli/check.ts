import { writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { ownReporters } from '#extend/ownReporters.ts';
import { findingsAtLevel } from '#model/record/finding.ts';
import { portfolioIn } from '#ingest/content/portfolioId.ts';
import { composePortal } from '#site/compose.ts';
import {
  asOfDate,
  failLevel,
  readOptions,
  SOURCE_HELP,
  SOURCE_OPTIONS,
  UsageError,
} from './options.ts';
import { github } from './reporters/github.ts';
import { human } from './reporters/human.ts';
import { json } from './reporters/json.ts';
import { junit } from './reporters/junit.ts';
import { checkReport, type CheckReport } from './reporters/report.ts';
import { sarif } from './reporters/sarif.ts';

const SHIPPED_FORMATS: Record<string, (report: CheckReport) => string> = {
  human,
  json,
  sarif,
  github,
  junit,
};

/** The shipped formats, and those of the portfolio's own `trilens.config.ts`, which is read before this module. */
const FORMATS = {
  ...SHIPPED_FORMATS,
  ...Object.fromEntries(ownReporters.all.map(({ name, write }) => [name, write])),
};

const HELP = `trilens check [options]

Reads content and data as a build does, and prints every problem, every row that was quarantined and every finding, without building.
Exit codes: 0 it can be built, 1 a problem stops a build, 2 a finding is at or above --fail-on.

${SOURCE_HELP}
  --format NAME    ${Object.keys(FORMATS).join(', ')}  (default: human)
  --json           the same as --format json
  --fail-on LEVEL  refused (a dump), error, warning or never: exit code 2 when a finding is at or above it  (default: never)

  trilens check --format sarif > trilens.sarif       code scanning
  trilens check --format github --fail-on error      annotations in a pull request
  trilens check --format junit > trilens.xml         test reports of GitLab, Jenkins, Azure`;

/** Prints problems and findings. 0 fine, 1 problems that stop a build, 2 findings at or above --fail-on. */
export async function run(args: string[]): Promise<number> {
  const { values } = readOptions(args, {
    ...SOURCE_OPTIONS,
    format: { type: 'string' },
    json: { type: 'boolean' },
    'fail-on': { type: 'string' },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const name = values.format ?? (values.json ? 'json' : 'human');
  const format = Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined;
  if (!format)
    throw new UsageError(
      `--format is "${name}"; it must be one of ${Object.keys(FORMATS).join(', ')}.`,
    );
  const failOn = failLevel(values['fail-on']) ?? 'never';
  const { portal, problems } = await composePortal({
    contentDir: resolve(values.content),
    dataDir: resolve(values.data),
    cacheDir: resolve(values.cache),
    asOf: asOfDate(values['as-of']),
  });
  write(
    `${format(
      checkReport(portal, problems, failOn, {
        content: values.content,
        data: values.data,
        portfolio: portal?.portfolio.settings ?? (await portfolioIn(resolve(values.content))),
      }),
    )}\n`,
  );
  if (!portal) return 1;
  return findingsAtLevel(portal.findings, failOn).length > 0 ? 2 : 0;
}

/** Whole, before the process ends: a pipe takes only so much at once. */
function write(text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(1, bytes, at);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
    }
  }
}
