import { mkdir, open } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { IsoDate } from '#model/time/date.ts';
import { parsePeriod, periodEnd, periodWords } from '#model/time/period.ts';
import { problemLine } from '#model/problem.ts';
import { draftReport } from '#publish/report/draft.ts';
import { composePortal, type Sources } from '#site/compose.ts';
import { asOfDate, readOptions, SOURCE_HELP, SOURCE_OPTIONS, UsageError } from './options.ts';

const HELP = `trilens report new --kind KIND --period PERIOD [options]

Drafts content/reports/ID.mdx from the data: its sections, its sentences, its decisions. It builds at once; write into it why.

  --kind KIND      monthly or quarterly
  --period PERIOD  2026-10 for monthly, 2026-Q4 for quarterly
  --id ID          its file name  (default: the period, 2026-10 or 2026-q4-board)
${SOURCE_HELP.replace('(default: the newest extraction date in the exports)', '(default: as for a build, and at most the last day of the period)')}`;

const GRAINS = { monthly: 'month', quarterly: 'quarter' } as const;

/** What is to be drafted, as the options say it. */
interface Asked {
  kind: keyof typeof GRAINS;
  period: string;
  id: string;
  /** Its last day. */
  end: IsoDate;
}

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
  const asked = askedFor(values);
  const sources = {
    contentDir: resolve(values.content),
    dataDir: resolve(values.data),
    cacheDir: resolve(values.cache),
    asOf: asOfDate(values['as-of']),
  };
  const { portal, problems } = await knownAtEnd(sources, asked.end);
  if (!portal) {
    for (const problem of problems) console.error(problemLine(problem));
    console.error('\nNothing was written.');
    return 1;
  }
  const shown = `${values.content}/reports/${asked.id}.mdx`;
  await writeNew(sources.contentDir, asked.id, { shown, text: draftReport(portal, asked) });
  console.log(dayWords(portal.portfolio.asOf, asked, sources.asOf !== null));
  console.log(
    `Wrote ${shown}. Write into it why; freeze its numbers with: trilens freeze ${asked.id}`,
  );
  return 0;
}

function askedFor(values: {
  kind?: string | undefined;
  period?: string | undefined;
  id?: string | undefined;
}): Asked {
  const { kind } = values;
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
  return { kind, period: values.period, id, end: periodEnd(period.start, period.grain) };
}

/** A report on a period tells what was known on its last day, also where it is written later. */
async function knownAtEnd(
  sources: Sources,
  end: IsoDate,
): Promise<Awaited<ReturnType<typeof composePortal>>> {
  const composed = await composePortal(sources);
  return sources.asOf === null && composed.portal && composed.portal.portfolio.asOf > end
    ? composePortal({ ...sources, asOf: end })
    : composed;
}

/** Opened for writing only if it is new: nothing is overwritten, whoever else writes at the same time. */
async function writeNew(
  contentDir: string,
  id: string,
  { shown, text }: { shown: string; text: string },
): Promise<void> {
  await mkdir(join(contentDir, 'reports'), { recursive: true });
  const file = await open(join(contentDir, 'reports', `${id}.mdx`), 'wx').catch(
    (error: NodeJS.ErrnoException) => {
      throw error.code === 'EEXIST'
        ? new UsageError(
            `${shown} is there already; nothing is overwritten. Name another with --id.`,
          )
        : error;
    },
  );
  await file.writeFile(text);
  await file.close();
}

function dayWords(asOf: IsoDate, { end, period }: Asked, isAsked: boolean): string {
  if (asOf < end)
    return `The data is as of ${asOf}, and ${periodWords(period)} ends on ${end}: draft it again, or edit its numbers, when it is complete.`;
  return asOf > end
    ? `Judged as of ${asOf}, as --as-of asks: its numbers may be of days after ${periodWords(period)}, which ended on ${end}.`
    : `Judged as of ${asOf}${isAsked ? '' : `, the last day of ${periodWords(period)}`}, with what was known then.`;
}
