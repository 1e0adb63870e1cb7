import { mkdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeBareSite } from './bareSite.ts';
import { appendLargeDay, portalSize, writeLargePortfolio } from './largePortfolio.ts';
import { measure } from './measure.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Of the whole large portfolio, by `SHARE=0.25`. */
const SHARE = Number(process.env.SHARE ?? 1);

/**
 * The whole large portal (5,000 playbooks, 200 initiatives, 1,000 items, 500 metrics, 20,000 questions) cold, with one new day and with
 * nothing new, beside a bare Astro site of its playbooks alone in the same run.
 */
export async function benchPortal(): Promise<boolean> {
  const size = portalSize(SHARE);
  // Inside the project, since the bare site resolves astro from its own folder upwards.
  const dir = join(ROOT, '.trilens/bench-portal');
  await rm(dir, { recursive: true, force: true });
  await mkdir(dir, { recursive: true });
  const node = (...args: string[]) => measure(process.execPath, args, dir);
  const trilens = () =>
    node(
      join(ROOT, 'src/cli/main.ts'),
      ...['build', '--content', 'content', '--data', 'data', '--out', 'dist', '--cache', 'cache'],
    );
  try {
    await writeLargePortfolio(dir, size);
    await writeBareSite(join(dir, 'bare'), join(dir, 'content/playbooks'));
    const astro = dirname(createRequire(import.meta.url).resolve('astro/package.json'));
    const bare = await node(join(astro, 'bin/astro.mjs'), 'build', '--root', join(dir, 'bare'));
    // Cold is without anything of an earlier build, the compiled pages included.
    await rm(join(ROOT, '.trilens/renderer'), { recursive: true, force: true });
    const cold = await trilens();
    await appendLargeDay(dir, size);
    const nightly = await trilens();
    const nothing = await trilens();
    console.log(
      `${size.playbooks} playbooks, ${size.initiatives} initiatives, ${size.items} items, ${size.metrics} metrics at ${size.sites} sites, ${size.friction} questions`,
    );
    const runs = [
      ['bare Astro + MDX, playbooks alone', bare, null],
      ['Trilens, cold', cold, 1.8],
      ['Trilens, one new day', nightly, 0.25],
      ['Trilens, nothing new', nothing, 0.1],
    ] as const;
    for (const [name, { seconds, peakMb }, goal] of runs)
      console.log(
        `${name.padEnd(34)} ${seconds.toFixed(1).padStart(6)} s  ${peakMb.toFixed(0).padStart(6)} MB  ${(seconds / bare.seconds).toFixed(2).padStart(5)} of bare${goal === null ? '' : `  (goal ${goal.toFixed(2)}, 1500 MB)`}`,
      );
    return true;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
