import { mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT, trilens } from '../cli/trilens.ts';

const RENDERERS = join(ROOT, '.trilens/renderer');

/** The compiled pages of one sub-path, which no other test builds for. */
async function rendererFor(base: string): Promise<string> {
  for (const name of await readdir(RENDERERS)) {
    const files = (await readdir(join(RENDERERS, name), { recursive: true }))
      .filter((file) => file.endsWith('.mjs'))
      .map((file) => join(RENDERERS, name, file));
    for (const file of files)
      if ((await readFile(file, 'utf8')).includes(base)) return join(RENDERERS, name);
  }
  throw new Error(`nothing is compiled for ${base}`);
}

it('pages that were compiled before are used as they are, and compiled again when one of their files is damaged', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'trilens-renderer-'));
  const base = `/${dir.split('-').at(-1)}/`;
  const build = (out: string) =>
    trilens([
      'build',
      '--content',
      'test/fixtures/healthy/content',
      '--data',
      'test/fixtures/healthy/data',
      '--out',
      join(dir, out),
      '--cache',
      join(dir, 'cache'),
      '--base',
      base,
    ]);
  expect(await build('first')).toMatchObject({ code: 0 });
  const renderer = await rendererFor(base);
  const program = join(renderer, 'server/renderer.mjs');
  const whole = await readFile(program, 'utf8');
  const { ino } = await stat(program);
  expect(await build('second')).toMatchObject({ code: 0 });
  expect((await stat(program)).ino).toBe(ino);

  const pages = join(dir, 'cache/pages', encodeURIComponent(base));
  const kept = await readFile(pages);

  await writeFile(program, whole.slice(0, -200));
  expect(await build('third')).toMatchObject({ code: 0 });
  expect(await readFile(program, 'utf8')).toBe(whole);
  // What was kept before is known again: compiled again it is the same program.
  expect((await readFile(pages)).equals(kept)).toBe(true);
  const page = (out: string) => readFile(join(dir, out, 'index.html'), 'utf8');
  expect(await page('second')).toBe(await page('first'));
  expect(await page('third')).toBe(await page('first'));
}, 120_000);
