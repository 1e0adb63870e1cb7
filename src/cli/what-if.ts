import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { contentText } from '#ingest/content/contentText.ts';
import { editOf } from '#ingest/whatIf/editOf.ts';
import { changeOf } from '#model/foresight/whatIf/change.ts';
import { whatIf } from '#model/foresight/whatIf/whatIf.ts';
import { ProblemsFound, problemLine } from '#model/problem.ts';
import { writeApi } from '#publish/api/api.ts';
import { portalFor, readPortfolio } from '#site/compose.ts';
import { unknownAudience } from './build/editions.ts';
import { asOfDate, readOptions, SOURCE_HELP, SOURCE_OPTIONS, UsageError } from './options.ts';

const HELP = `trilens what-if CHANGE [options]

Says what a change of the portfolio would do, without making it. CHANGE is one of these, in quotes:

  'stop INITIATIVE'           it is stopped
  'pause INITIATIVE'          it is paused
  'delay INITIATIVE 8 weeks'  its open roadmap items and undecided gates come so much later
  'lose-pod INITIATIVE'       nobody is in its pod any more
  'drop PLANT'                the plant drops out, from the day of judgement on

The changed files are read as a build would read them, so the documents under --api are those of a real build with the change
written into the files, byte for byte.

${SOURCE_HELP}
  --audience NAME  as the edition of one audience knows it  (default: everything)
  --to FILE        writes the answer and the changed files as JSON
  --api DIR        writes the documents of /api/ as they would be`;

const OPTIONS = {
  ...SOURCE_OPTIONS,
  audience: { type: 'string' },
  to: { type: 'string' },
  api: { type: 'string' },
} as const;

/** Prints the answer in sentences. 0 answered, 1 problems that stop a build, with the change or without it. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, OPTIONS, 'names');
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  if (positionals.length === 0)
    throw new UsageError("trilens what-if takes a change: trilens what-if 'stop my-initiative'");
  const sources = {
    contentDir: resolve(values.content),
    dataDir: resolve(values.data),
    cacheDir: resolve(values.cache),
    asOf: asOfDate(values['as-of']),
  };
  const { portfolio, problems } = await readPortfolio(sources);
  if (!portfolio) return stopped(problems);
  const audience = values.audience ?? null;
  if (audience !== null && !portfolio.settings.audiences.includes(audience))
    throw new ProblemsFound([unknownAudience(audience, portfolio.settings.audiences)]);
  const before = portalFor(portfolio, audience);
  const { change, problem } = changeOf(positionals.join(' '), before.portfolio);
  if (change === null) throw new UsageError(problem);
  const label = basename(sources.contentDir);
  const edits = await editOf(change, portfolio, {
    sitesFile: `${label}/sites.yaml`,
    read: async (file) => {
      const { text, problem: unread } = await contentText(
        join(sources.contentDir, file.slice(label.length + 1)),
        file,
      );
      if (unread) throw new ProblemsFound([unread]);
      return text;
    },
  });
  // The day of judgement stays, whatever the change dates.
  const changed = await readPortfolio({ ...sources, edits });
  if (!changed.portfolio) return stopped(changed.problems);
  const answer = whatIf(change, before);
  console.log(answer.sentences.join('\n'));
  if (values.api !== undefined)
    await writeApi(portalFor(changed.portfolio, audience), resolve(values.api));
  if (values.to !== undefined) {
    await mkdir(dirname(resolve(values.to)), { recursive: true });
    const document = {
      version: 1,
      asOf: portfolio.asOf,
      audience,
      ...answer,
      // Files hold what a narrower audience may not know.
      files: audience === null ? Object.fromEntries(edits) : null,
    };
    await writeFile(resolve(values.to), `${JSON.stringify(document, null, 2)}\n`);
  }
  return 0;
}

function stopped(problems: Parameters<typeof problemLine>[0][]): number {
  for (const problem of problems) console.error(problemLine(problem));
  return 1;
}
