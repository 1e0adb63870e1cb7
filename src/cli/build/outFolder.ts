import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { clearLeftovers } from '#publish/pages/leftovers.ts';
import { UsageError } from '#cli/options.ts';

/** The portal takes the place of a folder: never of what people wrote or machines delivered, and never of anything but a portal. */
export async function keepUsersFiles({
  out,
  content,
  data,
  cache,
}: {
  out: string;
  content: string;
  data: string;
  cache: string;
}): Promise<void> {
  const target = resolve(out);
  const holds = (outer: string, inner: string) =>
    inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : outer + sep);
  for (const [option, folder] of [
    ['--content', content],
    ['--data', data],
    ['--cache', cache],
  ] as const) {
    const own = resolve(folder);
    if (holds(target, own) || (option !== '--cache' && holds(own, target)))
      throw new UsageError(
        `--out is "${out}", which ${target === own ? 'is' : holds(target, own) ? 'holds' : 'lies in'} the folder of ${option}; a build replaces the folder whole. Name one of its own: --out dist`,
      );
  }
  const there = (await readdir(target).catch((): string[] => [])).filter(
    (name) => !/^\.(gitkeep|gitignore|nojekyll|DS_Store)$/.test(name),
  );
  if (there.includes('.git'))
    throw new UsageError(
      `--out is "${out}", which is a git repository; a build replaces the folder whole. Build into another and copy it there.`,
    );
  const isPortal =
    there.length === 0 ||
    there.includes('index.html') ||
    there.some((name) => existsSync(join(target, name, 'api/portfolio.json')));
  if (!isPortal)
    throw new UsageError(
      `--out is "${out}", which holds ${there.slice(0, 3).join(', ')}${there.length > 3 ? ' …' : ''} and no portal; a build replaces the folder whole. Name a new or an empty folder.`,
    );
}

/** The old portal makes way only when the new one is whole; what could not be put in place is removed. */
export async function replace(staging: string, out: string): Promise<void> {
  await mkdir(dirname(out), { recursive: true });
  const beside = `${out}.new-${process.pid}`;
  try {
    await rename(staging, beside).catch(() => cp(staging, beside, { recursive: true }));
    await rm(`${out}.old`, { recursive: true, force: true });
    await rename(out, `${out}.old`).catch(() => undefined);
    await rename(beside, out);
  } catch (error) {
    if (!existsSync(out)) await rename(`${out}.old`, out).catch(() => undefined);
    await rm(beside, { recursive: true, force: true }).catch(() => undefined);
    throw error;
  }
}

/** What killed builds left beside the folder. A portal that was moved away and never replaced is put back. */
export async function clearBeside(out: string): Promise<void> {
  const old = `${out}.old`;
  if (existsSync(old) && !existsSync(out)) await rename(old, out).catch(() => undefined);
  await clearLeftovers(dirname(out), `${basename(out)}.new-`);
}
