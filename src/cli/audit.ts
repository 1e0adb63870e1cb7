import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { countOf } from '#model/words/format.ts';
import { problemLine } from '#model/problem.ts';
import { auditor, leakProblem } from '#publish/audit/audit.ts';
import { readPortfolio } from '#site/compose.ts';
import { unknownAudience } from './build/editions.ts';
import { asOfDate, readOptions, SOURCE_HELP, SOURCE_OPTIONS, UsageError } from './options.ts';

const HELP = `trilens audit DIR --audience NAME [options]

Looks in every file of DIR for what is meant for a narrower audience: every withheld title, id, name and sentence, also
folded, escaped or encoded, and runs of numbers, also rounded and in part. Archives, PDFs, Office documents and metadata are
unpacked for it. Links that lead nowhere, symbolic links and files that cannot be looked into are reported, and what cannot
be proved is said at the end. A build with --audience does the same by itself; this is for a folder that came another way.

${SOURCE_HELP}
  --audience NAME  whom the edition is for`;

/** 0 nothing is found, 1 something is or cannot be looked into, each with its file. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(
    args,
    { ...SOURCE_OPTIONS, audience: { type: 'string' } },
    'names',
  );
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const [dir, ...more] = positionals;
  if (dir === undefined || more.length > 0 || values.audience === undefined)
    throw new UsageError(
      'trilens audit takes one built folder and an audience: trilens audit dist --audience plant',
    );
  if (
    !(await stat(dir).then(
      (found) => found.isDirectory(),
      () => false,
    ))
  )
    throw new UsageError(
      `There is no folder ${dir}; build one with trilens build --audience ${values.audience} --out ${dir}.`,
    );
  const { portfolio, problems } = await readPortfolio({
    contentDir: resolve(values.content),
    dataDir: resolve(values.data),
    cacheDir: resolve(values.cache),
    asOf: asOfDate(values['as-of']),
  });
  const audiences = portfolio?.settings.audiences ?? [];
  const wrong =
    portfolio && !audiences.includes(values.audience)
      ? [unknownAudience(values.audience, audiences)]
      : problems.filter((problem) => problem.severity === 'error');
  if (!portfolio || wrong.length > 0) {
    for (const problem of wrong) console.error(problemLine(problem));
    return 1;
  }
  const { leaks, limits } = await (await auditor(portfolio, values.audience))(resolve(dir));
  for (const leak of leaks) console.error(problemLine(leakProblem(leak, values.audience)));
  console.log(
    leaks.length === 0
      ? `${dir} holds nothing that ${values.audience} may not know.`
      : `${dir} holds ${countOf(leaks.length, 'thing')} that ${values.audience} may not know, or that nobody can look into.`,
  );
  console.log(`What this does not prove:\n${limits.map((limit) => `- ${limit}`).join('\n')}`);
  return leaks.length === 0 ? 0 : 1;
}
