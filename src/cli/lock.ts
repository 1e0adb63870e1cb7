import { resolve } from 'node:path';
import { nearest, problemLine } from '#model/problem.ts';
import type { Playbook } from '#model/record/playbook.ts';
import { textMarks } from '#model/record/revision.ts';
import { composePortal } from '#site/compose.ts';
import { asOfDate, readOptions, SOURCE_HELP, SOURCE_OPTIONS, UsageError } from './options.ts';

const HELP = `trilens lock ID [options]

Prints the line that keeps the criteria and stop rules of a gate as they are today. Paste it into the gate of the initiative
before the pilot window opens: what is changed after that gives no result, and the page says what was changed. For a playbook
it prints the revision to add under revisions, with the hashes of its text and steps; the same hash of the text is what its
approvals name.

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
    throw new UsageError(
      'trilens lock takes the id of one gate or playbook: trilens lock my-initiative-g1',
    );
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
  const playbook = portal.portfolio.playbooks.find((candidate) => candidate.id === id);
  if (!judged && playbook) {
    console.error(`To paste at the end of revisions, ${playbook.file}`);
    console.log(revisionLines(playbook, portal.portfolio.asOf));
    return 0;
  }
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

/** The text of a playbook as its next revision, in YAML. */
function revisionLines(playbook: Playbook, asOf: string): string {
  const { text, rest, steps } = playbook.marks ?? textMarks(playbook);
  const marks = Object.entries(steps).map(([title, mark]) => `${JSON.stringify(title)}: "${mark}"`);
  return [
    `  - revision: "${nextRevision(playbook)}"`,
    `    date: ${asOf}`,
    `    text: "${text}"`,
    `    rest: "${rest}"`,
    `    steps: { ${marks.join(', ')} }`,
  ].join('\n');
}

/** One more than the newest, where that is a number; else it is left to its author. */
function nextRevision({ revisions }: Playbook): string {
  const newest = revisions.at(-1)?.revision ?? '0';
  return /^\d+$/.test(newest) ? String(Number(newest) + 1) : '';
}
