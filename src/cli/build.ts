import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readPrevious } from '#ingest/previous.ts';
import { problemLine } from '#model/problem.ts';
import { writeApi } from '#publish/api.ts';
import { writeOffline } from '#publish/offline.ts';
import { renderPages } from '#publish/pages.ts';
import { composePortal } from '#site/compose.ts';
import { setPortal } from '#site/portal.ts';
import { href, setBase } from '#site/urls.ts';
import { asOfDate, readOptions, SOURCE_HELP, SOURCE_OPTIONS } from './options.ts';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const HELP = `trilens build [options]

Builds the portal into a folder. Either the whole portal is there afterwards, or the folder is as it was.

${SOURCE_HELP}
  --out DIR        where the portal goes  (default: dist)
  --base PATH      sub-path it will be served under, /portal/  (default: /)
  --previous PLACE portfolio.json of an earlier build, a file or an address: says what changed since
  --fail-on LEVEL  error, warning or never: exit code 2 when a finding is at or above it  (default: as portfolio.yaml says, else never)`;

/** Reads, computes, renders, indexes, and only then puts the result in place. */
export async function run(args: string[]): Promise<number> {
  const { values } = readOptions(args, { ...SOURCE_OPTIONS, out: { type: 'string', default: 'dist' }, base: { type: 'string', default: '/' }, 'fail-on': { type: 'string' }, previous: { type: 'string' } });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const started = performance.now();
  const previous = values.previous === undefined ? null : await readPrevious(values.previous);
  const { portal, problems } = await composePortal({ previous, contentDir: resolve(values.content), dataDir: resolve(values.data), cacheDir: resolve(values.cache), asOf: asOfDate(values['as-of']) });
  for (const problem of problems) console.error(problemLine(problem));
  if (!portal) {
    console.error(`\nNothing was published: ${problems.filter((problem) => problem.severity === 'error').length} errors.`);
    return 1;
  }
  setPortal(portal);
  setBase(values.base);
  // Pages are rendered inside the package, where its dependencies resolve, and moved once they are whole.
  const staging = join(ROOT, '.trilens', `build-${process.pid}`);
  const out = resolve(values.out);
  try {
    await renderPages(portal, { root: ROOT, out: staging, base: values.base, cacheDir: resolve(values.cache) });
    await writeApi(portal, staging);
    await writeOffline(staging, href(''));
    await replace(staging, out);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  const open = portal.findings.filter((finding) => finding.accepted === null);
  for (const report of portal.portfolio.exports) {
    console.log(`${report.contract.name.padEnd(28)} ${report.freshness.padEnd(8)} ${report.rowsIn} rows in, ${report.accepted} accepted, ${report.quarantined} set aside, ${report.ignored} ignored`);
  }
  console.log(`Published ${values.out} as of ${portal.portfolio.asOf}: ${portal.metrics.size} metrics, ${portal.reviews.length} gates, ${open.length} findings, ${((performance.now() - started) / 1000).toFixed(1)} s.`);
  const level = values['fail-on'] ?? portal.portfolio.settings.failOn;
  const failing = level === 'error' ? ['error'] : level === 'warning' ? ['error', 'warn'] : [];
  return open.some((finding) => failing.includes(finding.severity)) ? 2 : 0;
}

/** The old portal makes way only when the new one is whole. */
async function replace(staging: string, out: string): Promise<void> {
  await mkdir(dirname(out), { recursive: true });
  const beside = `${out}.new-${process.pid}`;
  await rename(staging, beside).catch(() => cp(staging, beside, { recursive: true }));
  await rm(`${out}.old`, { recursive: true, force: true });
  await rename(out, `${out}.old`).catch(() => undefined);
  await rename(beside, out);
  await rm(`${out}.old`, { recursive: true, force: true });
}
