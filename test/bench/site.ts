import { mkdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeBareSite } from './bareSite.ts';
import { measure, type Measured } from './measure.ts';
import { appendDay, SITE_SIZE, writePortfolio, type SiteSize } from './playbookSite.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface SiteMeasured {
  bare: Measured;
  cold: Measured;
  nightly: Measured;
}

/** Builds the same playbooks three times in one run: a bare Astro site, Trilens cold, and Trilens the night after with one new day in one export. */
export async function buildOnce(size: SiteSize): Promise<SiteMeasured> {
  // Inside the project, since the bare site resolves astro from its own folder upwards.
  const dir = join(ROOT, '.trilens/bench');
  await rm(dir, { recursive: true, force: true });
  await mkdir(dir, { recursive: true });
  try {
    await writePortfolio(dir, size);
    await writeBareSite(join(dir, 'bare'), join(dir, 'content/playbooks'));
    const astro = join(
      dirname(createRequire(import.meta.url).resolve('astro/package.json')),
      'bin/astro.mjs',
    );
    const bare = await measure(
      process.execPath,
      [astro, 'build', '--root', join(dir, 'bare')],
      dir,
    );
    const trilens = () =>
      measure(
        process.execPath,
        [
          join(ROOT, 'src/cli/main.ts'),
          'build',
          '--content',
          'content',
          '--data',
          'data',
          '--out',
          'dist',
          '--cache',
          'cache',
        ],
        dir,
      );
    // Cold is without anything of an earlier build, the compiled pages included.
    await rm(join(ROOT, '.trilens/renderer'), { recursive: true, force: true });
    const cold = await trilens();
    await appendDay(dir, size);
    const nightly = await trilens();
    return { bare, cold, nightly };
  } finally {
    if (process.env.KEEP_BENCH === undefined) await rm(dir, { recursive: true, force: true });
  }
}

/** Prints seconds, peak memory and the ratios that are the goals. */
export async function run(): Promise<void> {
  const { bare, cold, nightly } = await buildOnce(SITE_SIZE);
  const line = (name: string, measured: Measured, goal: string) =>
    console.log(
      `${name.padEnd(26)} ${measured.seconds.toFixed(1).padStart(6)} s  ${measured.peakMb.toFixed(0).padStart(6)} MB  ${(measured.seconds / bare.seconds).toFixed(2).padStart(5)} of bare${goal}`,
    );
  console.log(
    `${SITE_SIZE.playbooks} playbooks, ${SITE_SIZE.metrics} metrics, ${SITE_SIZE.weeks} weeks at 5 sites`,
  );
  line('bare Astro + MDX, cold', bare, '');
  line('Trilens, cold', cold, '  (goal 0.80, 1200 MB)');
  line('Trilens, one new day', nightly, '  (goal 0.35, 1200 MB)');
}
