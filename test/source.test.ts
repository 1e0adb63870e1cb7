import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

// biome-ignore lint/suspicious/noExplicitAny: content as its authors wrote it
const front = (file: string): any => {
  const text = readFileSync(file, 'utf8');
  return parse(file.endsWith('.mdx') ? (text.split(/^---$/m)[1] as string) : text);
};
const folder = (name: string) =>
  readdirSync(`content/${name}`)
    .filter((file) => /\.(mdx|yaml)$/.test(file))
    .map((file) => ({ id: file.replace(/\.\w+$/, ''), ...front(`content/${name}/${file}`) }));
const sources = readdirSync('src', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(ts|astro|mdx|css|yaml|json|csv)$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name));

describe('the source knows nothing of the demonstration', () => {
  const initiatives = folder('initiatives');
  const sites = front('content/sites.yaml') as {
    id: string;
    name: string;
    lines: { id: string }[];
  }[];
  const people = new Set(
    initiatives
      .flatMap((one) =>
        Object.values<{ name: string }>(one.pod ?? {}).map(
          (member) => member.name.split(',')[0] as string,
        ),
      )
      .filter((name) => /^[A-Z]\. /.test(name)),
  );
  const named: Record<string, string[]> = {
    company: [front('content/portfolio.yaml').name],
    sites: sites.flatMap((site) => [site.id, site.name, ...site.lines.map((line) => line.id)]),
    people: [...people].map((name) => name.slice(3)),
    initiatives: initiatives.flatMap((one) => [one.id, one.title]),
    metrics: folder('metrics')
      .map((one) => one.id)
      .filter((id) => id.includes('-')),
    exports: (
      JSON.parse(readFileSync('data/datapackage.json', 'utf8')).resources as { name: string }[]
    )
      .map((one) => one.name)
      .filter((name) => name.includes('-') && name !== 'friction-log'),
  };
  it.each(Object.keys(named))('none of its %s', (kind) => {
    expect(named[kind]?.length).toBeGreaterThan(0);
    const found = sources.flatMap((file) => {
      const text = readFileSync(file, 'utf8');
      return (named[kind] ?? [])
        .filter((name) =>
          new RegExp(`(?<![\\w-])${name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w-])`).test(
            text,
          ),
        )
        .map((name) => `${file}: ${name}`);
    });
    expect(found).toEqual([]);
  });
});
