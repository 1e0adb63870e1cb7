import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { factsText } from '#ingest/content/facts.ts';
import { replaceFile } from '#ingest/sealedFile.ts';
import { widest } from '#model/record/audience.ts';
import { countOf } from '#model/words/format.ts';
import { numbersLost } from '#model/edition/numbersLost.ts';
import { nearest, problemLine } from '#model/problem.ts';
import { frozenFacts, staleExports } from '#publish/report/freeze.ts';
import { composePortal } from '#site/compose.ts';
import { ROOT } from './root.ts';
import { asOfDate, readOptions, SOURCE_HELP, SOURCE_OPTIONS, UsageError } from './options.ts';

const HELP = `trilens freeze REPORT [options]

Writes content/reports/REPORT.facts.json: every number that the report shows, the digests of the exports behind them,
and a hash over itself. From then on its page shows these numbers; when later data gives others, it shows both.

${SOURCE_HELP.replace('newest extraction date in the exports', "report's own asOf, else as for a build")}
  --accept-stale   freeze although an export behind it is stale or was refused; the page says so
  --again REASON   replace facts that are there; the reason is kept`;

/** Freezes one report. 0 written, 1 refused and nothing written. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(
    args,
    { ...SOURCE_OPTIONS, 'accept-stale': { type: 'boolean' }, again: { type: 'string' } },
    'names',
  );
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const [id, ...more] = positionals;
  if (id === undefined || more.length > 0)
    throw new UsageError('trilens freeze takes the id of one report: trilens freeze 2026-09');
  if (values.again !== undefined && values.again.trim() === '')
    throw new UsageError(
      '--again needs a reason that readers will see: --again "the August scrap figures were corrected"',
    );
  const sources = {
    contentDir: resolve(values.content),
    dataDir: resolve(values.data),
    cacheDir: resolve(values.cache),
    asOf: asOfDate(values['as-of']),
  };
  let { portal, problems } = await composePortal(sources);
  // A report holds what its own audience may know, whoever reads it later.
  const { audiences } = portal?.portfolio.settings ?? { audiences: [] };
  const audience =
    portal?.portfolio.reports.find((report) => report.id === id)?.audience ?? widest(audiences);
  const written = portal?.portfolio.reports.find((report) => report.id === id)?.asOf;
  const asOf = sources.asOf ?? written ?? null;
  const whole = portal?.portfolio;
  if (portal && (audience !== null || (asOf !== null && asOf !== portal.portfolio.asOf)))
    ({ portal, problems } = await composePortal({ ...sources, asOf }, audience));
  if (!portal) {
    for (const problem of problems) console.error(problemLine(problem));
    console.error('\nNothing was frozen.');
    return 1;
  }
  const report = portal.portfolio.reports.find((candidate) => candidate.id === id);
  if (!report) {
    const ids = portal.portfolio.reports.map((candidate) => candidate.id);
    const near = nearest(id, ids);
    throw new UsageError(
      `There is no report "${id}".${near ? ` Did you mean "${near}"?` : ''} ${ids.length === 0 ? `Write one: trilens report new --kind monthly --period ${portal.portfolio.asOf.slice(0, 7)}` : `The reports are ${ids.join(', ')}.`}`,
    );
  }
  const file = `${values.content}/reports/${id}.facts.json`;
  const text = whole?.reports.find((candidate) => candidate.id === id);
  const [lost] = whole && text ? numbersLost(text.body, whole, portal.portfolio) : [];
  if (lost) {
    console.error(
      `${text?.file}:${lost.line}  <${lost.component}> shows "${lost.id}", which ${audience} may not know, and a report is frozen for its own readers: that number would be lost. Give the report the narrower audience, or write the section as a report of its own.`,
    );
    return 1;
  }
  if (report.facts && values.again === undefined) {
    console.error(
      `${file} is there already, as of ${report.facts.asOf}. A frozen report is not changed in silence: say why with --again "reason", or leave it; a page whose data was corrected shows both numbers.`,
    );
    return 1;
  }
  const stale = staleExports(report, portal);
  if (stale.length > 0 && !values['accept-stale']) {
    console.error(
      `${report.file} rests on data that is out of date:\n${stale.map(({ title, what }) => `  ${title}: ${what}`).join('\n')}\nCall for the data and freeze then, or freeze with --accept-stale; the page then says so.`,
    );
    return 1;
  }
  const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
    version: string;
  };
  const facts = frozenFacts(report, portal, { trilens: version, again: values.again ?? null });
  await replaceFile(join(sources.contentDir, 'reports', `${id}.facts.json`), factsText(facts));
  console.log(
    `Froze ${report.title} as of ${facts.asOf}: ${countOf(facts.shown.metrics.length, 'metric')}, ${countOf(facts.shown.reviews.length, 'gate')}, ${countOf(facts.exports.length, 'export')}, hash ${facts.hash.slice(0, 12)}.`,
  );
  for (const entry of facts.stale) console.log(`  accepted as it is: ${entry}`);
  console.log(
    `Wrote ${file}; keep it with the content.${report.status === 'draft' ? ` Set status: published in ${report.file} when it may be read.` : ''}`,
  );
  return 0;
}
