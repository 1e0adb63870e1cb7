import { resolve } from 'node:path';
import { nearest, problemLine } from '#model/problem.ts';
import { composePortal } from '#site/compose.ts';
import { asOfDate, readOptions, SOURCE_HELP, SOURCE_OPTIONS, UsageError } from './options.ts';

const HELP = `trilens lock GATE [options]

Prints the line that keeps the criteria and stop rules of a gate as they are today. Paste it into the gate of the initiative
before the pilot window opens: what is changed after that gives no result, and the page says what was changed.

${SOURCE_HELP}`;

/** Prints `locked: { on: …, criteria: { … } }` for one gate review. 0 printed, 1 problems that stop a build. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, SOURCE_OPTIONS, 'names');
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const [id, ...more] = positionals;
  if (id === undefined || more.length > 0)
    throw new UsageError('trilens lock takes the id of one gate: trilens lock my-initiative-g1');
  const { portal, problems } = await composePortal({
    contentDir: resolve(values.content),
    dataDir: resolve(values.data),
    cacheDir: resolve(values.cache),
    asOf: asOfDate(values['as-of']),
  });
  if (!portal) {
    for (const problem of problems) console.error(problemLine(problem));
    return 1;
  }
  const judged = portal.reviews.find((candidate) => candidate.review.id === id);
  if (!judged) {
    const ids = portal.reviews.map((candidate) => candidate.review.id);
    const near = nearest(id, ids);
    throw new UsageError(
      `There is no gate "${id}".${near ? ` Did you mean "${near}"?` : ''} ${ids.length === 0 ? 'No initiative has one yet.' : `The gates are ${ids.sort().join(', ')}.`}`,
    );
  }
  const { file } = portal.portfolio.initiatives.find(
    (initiative) => initiative.id === judged.initiative,
  ) as { file: string };
  console.error(`To paste under "- id: ${id}", ${file}:${judged.review.line}`);
  const marks = [...judged.results, ...judged.stops]
    .filter((result) => result.reason !== 'removed')
    .map((result) => `${result.criterion.id}: "${result.hash}"`);
  console.log(`    locked: { on: ${portal.portfolio.asOf}, criteria: { ${marks.join(', ')} } }`);
  return 0;
}
