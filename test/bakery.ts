import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { problemLine } from '#model/problem.ts';
import { composePortal } from '#site/compose.ts';

const FOLDER = resolve('test/fixtures/bakery');

/** A copy of the bakery with some of its files changed: a text to write, a function of what is there, or null to leave the file out. */
export async function bakery(
  changes: Record<string, string | null | ((text: string) => string)> = {},
): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'trilens-bakery-'));
  await cp(FOLDER, root, { recursive: true });
  for (const [name, change] of Object.entries(changes)) {
    const file = join(root, name);
    if (change === null) {
      await rm(file);
      continue;
    }
    await mkdir(dirname(file), { recursive: true });
    await writeFile(
      file,
      typeof change === 'string' ? change : change(await readFile(file, 'utf8')),
    );
  }
  return root;
}

/** The portal of a changed bakery, with its problems as a user reads them. */
export async function composeBakery(
  changes: Parameters<typeof bakery>[0] = {},
  asOf: string | null = null,
) {
  const root = await bakery(changes);
  const composed = await composePortal({
    contentDir: join(root, 'content'),
    dataDir: join(root, 'data'),
    asOf,
    cacheDir: join(root, 'cache'),
  });
  return { ...composed, root, text: composed.problems.map(problemLine).join('\n') };
}
