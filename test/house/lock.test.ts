import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';

it('every entry of the lock has an integrity hash, those for other platforms as well, and names no host', async () => {
  const text = await readFile('package-lock.json', 'utf8');
  const { packages } = JSON.parse(text) as {
    packages: Record<string, { integrity?: string; link?: boolean }>;
  };
  const open = Object.entries(packages)
    .filter(
      ([path, entry]) => path !== '' && !entry.link && !/^sha512-/.test(entry.integrity ?? ''),
    )
    .map(([path]) => path);
  expect(open).toEqual([]);
  expect(text).not.toContain('"resolved"');
});
