import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { contentText } from '#ingest/content/contentText.ts';
import { type Previous, readPrevious } from '#ingest/content/previous.ts';
import { editedFiles, type Edits } from '#ingest/whatIf/edits.ts';
import { editOf } from '#ingest/whatIf/editOf.ts';
import type { WhatIf } from '#model/foresight/whatIf/answer.ts';
import type { Change } from '#model/foresight/whatIf/change.ts';
import { notWritten } from '#model/foresight/whatIf/notWritten.ts';
import { changeOf } from '#model/foresight/whatIf/readChange.ts';
import { whatIf } from '#model/foresight/whatIf/whatIf.ts';
import { type Problem, ProblemsFound } from '#model/problem.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import { writeDocuments } from '#publish/api/writeDocuments.ts';
import { subscriptionsOf } from '#publish/feeds/subscriptions.ts';
import { portalFor, readPortfolio, type Sources } from '#site/compose.ts';
import { editionUrl, urlBase } from './build/base.ts';
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
  --previous PLACE portfolio.json of an earlier build, where the build would have it; {audience} in it stands for the edition
  --to FILE        writes the answer and the changed files as JSON
  --api DIR        writes the documents of /api/ as they would be`;

const OPTIONS = {
  ...SOURCE_OPTIONS,
  audience: { type: 'string' },
  previous: { type: 'string' },
  to: { type: 'string' },
  api: { type: 'string' },
} as const;

type Values = ReturnType<typeof readOptions<typeof OPTIONS>>['values'];

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
  const portfolio = await readable(sources);
  const audience = audienceOf(values, portfolio);
  const before = portalFor(portfolio, audience);
  const { change, problem } = changeOf(positionals.join(' '), before.portfolio);
  if (change === null) throw new UsageError(problem);
  const edits = await editsFor(change, portfolio, sources);
  const changed = await readable({ ...sources, edits });
  refuseUnwritten(change, portfolio, changed);
  const answer = whatIf(change, before);
  console.log(answer.sentences.join('\n'));
  if (values.api !== undefined) await writeChanged(changed, audience, values);
  if (values.to !== undefined)
    await writeAnswer(resolve(values.to), {
      version: 1,
      asOf: portfolio.asOf,
      audience,
      ...answer,
      // Files hold what a narrower audience may not know.
      files: audience === null ? editedFiles(edits) : null,
    });
  return 0;
}

/** The portfolio; problems that would stop a build stop this as well. */
async function readable(sources: Sources): Promise<Portfolio> {
  const { portfolio, problems } = await readPortfolio(sources);
  if (!portfolio) throw new ProblemsFound(problems);
  return portfolio;
}

function audienceOf({ audience }: Values, { settings: { audiences } }: Portfolio): string | null {
  if (audience === undefined) return null;
  if (!audiences.includes(audience))
    throw new ProblemsFound([unknownAudience(audience, audiences)]);
  return audience;
}

function editsFor(change: Change, portfolio: Portfolio, { contentDir }: Sources): Promise<Edits> {
  const label = basename(contentDir);
  return editOf(change, portfolio, {
    sitesFile: `${label}/sites.yaml`,
    read: async (file) => {
      const { text, problem } = await contentText(
        join(contentDir, file.slice(label.length + 1)),
        file,
      );
      if (problem) throw new ProblemsFound([problem]);
      return text;
    },
  });
}

function refuseUnwritten(change: Change, before: Portfolio, after: Portfolio): void {
  const files = notWritten(change, before, after);
  if (files.length === 0) return;
  throw new ProblemsFound(
    files.map((file): Problem => ({
      code: 'what-if/not-written',
      severity: 'error',
      ...{ file, line: null, column: null },
      found: 'the change cannot be written into this file as it is, so there is no answer',
      fix: 'write the dates and the status of the record in its own lines, without names that stand for values written elsewhere',
    })),
  );
}

/** The documents of the build that the change would make, for the same readers and after the same build. */
async function writeChanged(
  changed: Portfolio,
  audience: string | null,
  { api = '', content, previous: place }: Values,
): Promise<void> {
  const previous: Previous | null =
    place === undefined
      ? null
      : await readPrevious(place.replaceAll('{audience}', audience ?? ''), audience);
  const base = await urlBase(resolve(content));
  const portal = portalFor(editionUrl(changed, { base, audience, folder: '' }), audience, {
    previous: previous?.standing,
  });
  const { published } = subscriptionsOf(portal, previous?.subscribed ?? null);
  await writeDocuments(portal, resolve(api), published);
}

async function writeAnswer(
  file: string,
  answer: WhatIf & Record<'version' | 'asOf' | 'audience' | 'files', unknown>,
): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(answer, null, 2)}\n`);
}
