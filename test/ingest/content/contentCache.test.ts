import { globSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { problemLine } from '#model/problem.ts';
import { composePortal } from '#site/compose.ts';
import { bakery } from '../../bakery.ts';

const INITIATIVE = `---
title: Clean the oven
summary: Clean ovens bake evenly.
phase: pilot
metrics: [{ id: waste, role: primary }]
goals: [less-waste]
---

## Before you begin

<Steps title="Every evening">

<Step title="Switch off" minutes={5}>
Wait until it is **cold**. Today: <Metric id="waste" />.
</Step>

</Steps>
`;

async function portfolio() {
  const root = await bakery();
  const file = join(root, 'content/initiatives/clean-oven.mdx');
  await writeFile(file, INITIATIVE);
  const compose = async (cacheDir = join(root, 'cache')) => {
    const { portal, problems } = await composePortal({
      contentDir: join(root, 'content'),
      dataDir: join(root, 'data'),
      asOf: null,
      cacheDir,
    });
    return {
      initiatives: portal?.portfolio.initiatives,
      text: problems.map(problemLine).join('\n'),
    };
  };
  return {
    root,
    file,
    compose,
    fresh: async () => compose(await mkdtemp(join(tmpdir(), 'trilens-fresh-'))),
  };
}

it('what was read before is the same record as what is read again', async () => {
  const { compose, fresh } = await portfolio();
  const first = await compose();
  expect(first.initiatives?.map(({ id }) => id)).toContain('clean-oven');
  expect(await compose()).toEqual(first);
  expect(await fresh()).toEqual(first);
});

it('a file whose text was read before still names the line and column of what is wrong with it now', async () => {
  const { root, compose, fresh } = await portfolio();
  await compose();
  await rm(join(root, 'content/metrics/waste.yaml'));
  const { text } = await compose();
  expect(text).toContain('clean-oven.mdx:5:');
  expect(text).toContain('<Metric id="waste">: there is no metric "waste"');
  expect(text).toBe((await fresh()).text);
});

it('a changed text is read again, and so is everything when the cache is damaged', async () => {
  const { root, file, compose, fresh } = await portfolio();
  await compose();
  await writeFile(file, (await readFile(file, 'utf8')).replace('**cold**', 'cold and dark'));
  expect(JSON.stringify((await compose()).initiatives)).toContain('cold and dark');
  const cache = globSync(join(root, 'cache/portfolios/*/content.json'))[0] as string;
  await writeFile(
    cache,
    (await readFile(cache, 'utf8')).replace('cold and dark', 'hot and bright'),
  );
  expect(await compose()).toEqual(await fresh());
  expect(await readFile(cache, 'utf8')).toContain('cold and dark');
});
