import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trilens } from '../cli/trilens.ts';
import { type Demo, demoSite } from './demo.ts';

const TORQUE = 'initiatives/traceable-torque.mdx';
let demo: Demo;
let root: string;
beforeAll(async () => {
  [demo, root] = await Promise.all([demoSite(), mkdtemp(join(tmpdir(), 'trilens-what-if-'))]);
});
afterAll(async () => {
  await demo.close();
  await rm(root, { recursive: true, force: true });
});

async function bytesOf(dir: string): Promise<Map<string, Buffer>> {
  const names = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile());
  return new Map(
    await Promise.all(
      files.map(async ({ parentPath, name }) => {
        const path = join(parentPath, name);
        return [path.slice(dir.length), await readFile(path)] as const;
      }),
    ),
  );
}

describe('what if, beside a build of its own', () => {
  it('gives every document that `trilens build` published of the changed files, byte for byte', async () => {
    const content = join(root, 'content');
    await cp('content', content, { recursive: true });
    const file = join(content, TORQUE);
    const text = await readFile(file, 'utf8');
    // A week before what the demonstration says: with the delay it is the demonstration.
    const earlier = text.replace('due: 2026-10-28', 'due: 2026-10-21');
    expect(earlier).not.toBe(text);
    await writeFile(file, earlier);
    const { code, err } = await trilens([
      ...['what-if', 'delay traceable-torque 7 days', '--content', content],
      ...['--cache', join(root, 'cache'), '--api', join(root, 'out')],
    ]);
    expect(code, err).toBe(0);
    const [asked, built] = await Promise.all([
      bytesOf(join(root, 'out/api')),
      bytesOf(join(demo.dist, 'api')),
    ]);
    expect([...asked.keys()].toSorted()).toEqual([...built.keys()].toSorted());
    for (const [name, bytes] of built) expect(asked.get(name)?.equals(bytes), name).toBe(true);
  });
});
