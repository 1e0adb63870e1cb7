import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';

it('every entry of the lock has an integrity hash and a licence, those for other platforms as well, and names no host', async () => {
  const text = await readFile('package-lock.json', 'utf8');
  const { packages } = JSON.parse(text) as {
    packages: Record<string, { integrity?: string; license?: string; link?: boolean }>;
  };
  const open = Object.entries(packages)
    .filter(
      ([path, { link, integrity = '', license = '' }]) =>
        path !== '' && !link && !(/^sha512-/.test(integrity) && license !== ''),
    )
    .map(([path]) => path);
  expect(open).toEqual([]);
  expect(text).not.toContain('"resolved"');
});

it('the bill of materials is the same twice, and names what the package ships: no browser, no DuckDB, no Node', () => {
  const bill = () => execFileSync(process.execPath, ['test/house/sbom.ts']).toString();
  const first = bill();
  expect(bill()).toBe(first);
  const names = (JSON.parse(first) as { components: { name: string }[] }).components.map(
    ({ name }) => name,
  );
  expect(names).toContain('astro');
  expect(
    names.filter((name) =>
      /chromium|duckdb|docx|pptxgenjs|^node-(linux|darwin|bin|win)/.test(name),
    ),
  ).toEqual([]);
}, 120_000);
