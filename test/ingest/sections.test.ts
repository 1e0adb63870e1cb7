import { readdir } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { SECTIONS } from '#ingest/references.ts';

it('a text may link into every section that the portal has, and into no other', async () => {
  const folders = (await readdir('src/pages', { withFileTypes: true })).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  expect(Object.keys(SECTIONS).sort()).toEqual(folders.sort());
});
