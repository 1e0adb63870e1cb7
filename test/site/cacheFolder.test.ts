import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CacheFolder } from '#site/cacheFolder.ts';

const folder = () => mkdtemp(join(tmpdir(), 'trilens-charts-'));

it('a chart drawn in one build is there for the next, under its spec alone', async () => {
  const dir = await folder();
  await new CacheFolder(join(dir, 'charts')).put('{"mark":"line"}', '<svg>é</svg>');
  expect(await new CacheFolder(join(dir, 'charts')).get('{"mark":"line"}')).toBe('<svg>é</svg>');
  expect(await new CacheFolder(join(dir, 'charts')).get('{"mark":"bar"}')).toBeNull();
});

it('a damaged entry is never shown', async () => {
  const dir = await folder();
  await new CacheFolder(join(dir, 'charts')).put('spec', '<svg>whole</svg>');
  const [name = ''] = await readdir(join(dir, 'charts'));
  const path = join(dir, 'charts', name);
  await writeFile(path, (await readFile(path, 'utf8')).slice(0, -3));
  expect(await new CacheFolder(join(dir, 'charts')).get('spec')).toBeNull();
});

it('a folder that cannot be written costs nothing but time', async () => {
  const store = new CacheFolder(join('/dev/null', 'charts'));
  await store.put('spec', '<svg/>');
  expect(await store.get('spec')).toBeNull();
});
