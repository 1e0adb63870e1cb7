import { expect, it } from 'vitest';
import { lineDiff } from '../../../src/cli/upgrade/lineDiff.ts';
import { MIGRATIONS, migrated } from '../../../src/cli/upgrade/migrations.ts';

const moved = (path: string, text: string) => migrated({ path, text }).text;

it('gives a portfolio the id that its feeds have, so that another name changes none', () => {
  expect(moved('content/portfolio.yaml', 'name: Example Works\nnorthStar: a\n')).toBe(
    'name: Example Works\nid: example-works\nnorthStar: a\n',
  );
  expect(moved('content/portfolio.yaml', 'name: >\n  Example\n  Works\n')).toBe(
    'id: example-works\nname: >\n  Example\n  Works\n',
  );
  expect(moved('content/portfolio.yaml', 'name: Example Works\nid: works\n')).toBe(
    'name: Example Works\nid: works\n',
  );
});

it('makes curly quotes around values straight, and leaves those of a text', () => {
  expect(
    moved('content/metrics/a.yaml', 'unit: “%”\nlist: [“a”, „b“]\ntitle: The “new” line\n'),
  ).toBe('unit: "%"\nlist: ["a", "b"]\ntitle: The “new” line\n');
  expect(
    moved(
      'content/playbooks/a.mdx',
      '---\ntitle: “A”\n---\n\nSay “stop” aloud. <Metric id=“scrap” />\n',
    ),
  ).toBe('---\ntitle: "A"\n---\n\nSay “stop” aloud. <Metric id="scrap" />\n');
});

it('finds nothing to do in what it wrote', () => {
  for (const [path, text] of [
    ['content/portfolio.yaml', 'name: “Example”\n'],
    ['content/goals/a.yaml', 'title: “A”\n'],
  ] as const)
    expect(migrated({ path, text: moved(path, text) }).done).toEqual([]);
});

it('shows what is different with the lines around it', () => {
  expect(lineDiff('a\nb\nc\nd\ne\nf', 'a\nb\nc\nX\ne\nf')).toEqual([
    '    2   b',
    '    3   c',
    '    4 - d',
    '    4 + X',
    '    5   e',
    '    6   f',
  ]);
});

it('says for every migration which version wants it', () => {
  for (const { version, says } of MIGRATIONS)
    expect(`${version} ${says}`).toMatch(/^\d+\.\d+\.\d+ [A-Z].*\.$/);
});
