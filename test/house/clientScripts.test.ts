import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../cli/trilens.ts';

/** At the beginning of a line, and in no function: what is in one is indented. */
const AT_THE_TOP = /^(?!.*\basync\b)[^\s/*].*\bawait\b/m;

it('scripts of pages wait for nothing at their top: a portable portal has them as classic scripts', async () => {
  expect('const words = await load();').toMatch(AT_THE_TOP);
  const waiting: string[] = [];
  for await (const file of glob('src/client/**/*.ts', { cwd: ROOT }))
    if (AT_THE_TOP.test(await readFile(join(ROOT, file), 'utf8'))) waiting.push(file);
  expect(waiting).toEqual([]);
});
