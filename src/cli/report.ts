import { mkdir, open } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { periodEnd, parsePeriod } from '#model/time/period.ts';
import { problemLine } from '#model/problem.ts';
import { draftReport } from '#publish/report/draft.ts';
import { composePortal } from '#site/compose.ts';
import { asOfDate, readOptions, SOURCE_HELP, SOURCE_OPTIONS, UsageError } from './options.ts';

const HELP = `trilens report new --kind KIND --period PERIOD [options]

Drafts content/reports/ID.mdx from the data: its sections, its sentences, its decisions. It builds at once; write into it why.

  --kind KIND      monthly or quarterly
  --period PERIOD  2026-10 for monthly, 2026-Q4 for quarterly
  --id ID          its file name  (default: the period, 2026-10 or 2026-q4-board)
${SOURCE_HELP.replace('(default: the newest extraction date in the exports)', '(default: as for a build)')}`;

const GRAINS = { monthly: 'month', quarterly: 'quarter' } as const;

/** Drafts a report. 0 written, 1 the portfolio has errors and nothing was written. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(
    args,
    {
      ...SOURCE_OPTIONS,
      kind: { type: 'string' },
      period: { type: 'string' },
      id: { type: 'string' },
    },
    'names',
  );
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  if (positionals.length !== 1 || positionals[0] !== 'new')
    throw new UsageError(
      `trilens report knows one thing to do: new. trilens report new --kind monthly --period 2026-10`,
    );
  const kind = values.kind;
  if (kind !== 'monthly' && kind !== 'quarterly')
    throw new UsageError(
      `--kind is ${kind === undefined ? 'missing' : `"${kind}"`}; it must be monthly or quarterly.`,
    );
  const period = parsePeriod(values.period ?? '');
  if (!values.period || period?.grain !== GRAINS[kind])
    throw new UsageError(
      `--period is ${values.period === undefined ? 'missing' : `"${values.period}"`}; a ${kind} report needs ${kind === 'monthly' ? 'a month such as 2026-10' : 'a quarter such as 2026-Q4'}.`,
    );
  const id =
    values.id ?? (kind === 'monthly' ? values.period : `${values.period.toLowerCase()}-board`);
  if (!/^[a-z0-9][a-z0-9-]*$/.test(id))
    throw new UsageError(`--id is "${id}"; it must be small letters, digits and hyphens.`);
  const sources = {
    contentDir: resolve(values.content),
    dataDir: resolve(values.data),
    cacheDir: resolve(values.cache),
    asOf: asOfDate(values['as-of']),
  };
  const { portal, problems } = await composePortal(sources);
  if (!portal) {
    for (const problem of problems) console.error(problemLine(problem));
    console.error('\nNothing was written.');
    return 1;
  }
  const shown = `${values.content}/reports/${id}.mdx`;
  await mkdir(join(sources.contentDir, 'reports'), { recursive: true });
  // Opened for writing only if it is new: nothing is overwritten, whoever else writes at the same time.
  const file = await open(join(sources.contentDir, 'reports', `${id}.mdx`), 'wx').catch(
    (error: NodeJS.ErrnoException) => {
      throw error.code === 'EEXIST'
        ? new UsageError(
            `${shown} is there already; nothing is overwritten. Name another with --id.`,
          )
        : error;
    },
  );
  await file.writeFile(draftReport(portal, { kind, period: values.period }));
  await file.close();
  const { asOf } = portal.portfolio;
  const end = periodEnd(period.start, period.grain);
  if (asOf < end)
    console.log(
      `The data is as of ${asOf}, and the ${period.grain} ends on ${end}: draft it again, or edit its numbers, when it is complete.`,
    );
  console.log(`Wrote ${shown}. Write into it why; freeze its numbers with: trilens freeze ${id}`);
  return 0;
}
