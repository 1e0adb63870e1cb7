import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataFolder, put, read } from './folder.ts';

const CSV = { 'stops.csv': 'day,site,hours,stops\n2026-01-05,A,1,1\n' };

describe('a mistake in the contract is named where it stands', () => {
  it.each<[string, Record<string, unknown>, string[]]>([
    [
      'a path above',
      { path: '../secret.csv' },
      ['data/datapackage.json:5:15', '"../secret.csv"', 'inside the data folder'],
    ],
    ['a path above, on the way', { path: 'a/../../secret.csv' }, ['inside the data folder']],
    [
      'an absolute path',
      { path: '/etc/passwd' },
      ['data/datapackage.json:5:15', 'inside the data folder'],
    ],
    ['a drive', { path: 'C:\\secret.csv' }, ['inside the data folder']],
    ['an address', { path: 'https://host/a.csv' }, ['inside the data folder']],
    ['a loader above', { trilens: { loader: '../run.sh' } }, ['inside the data folder']],
    [
      'a query file above',
      { trilens: { sql: { connection: 'DB', file: '../q.sql' } } },
      ['inside the data folder'],
    ],
    [
      'no source',
      { path: undefined },
      [
        'data/datapackage.json:3:5',
        'the export "stops" has no source',
        'allowed: path, trilens.loader or trilens.sql',
        'add a path to "stops"',
      ],
    ],
    [
      'two sources',
      { trilens: { loader: 'a.mjs', sql: { connection: 'DB', query: 'SELECT 1' } } },
      ['a loader and a query'],
    ],
    [
      'a query and a file',
      { trilens: { sql: { connection: 'DB', query: 'SELECT 1', file: 'q.sql' } } },
      ['either query or file'],
    ],
    [
      'an unknown field',
      { trilens: { onDuplicates: 'error' } },
      ['unknown field "onDuplicates" in resources "stops", trilens', 'did you mean "onDuplicate"?'],
    ],
    [
      'an unknown value',
      { trilens: { onDuplicate: 'keep-lats' } },
      [
        'resources "stops", trilens.onDuplicate is "keep-lats"',
        'allowed: error, keep-last, keep-first',
        'did you mean "keep-last"?',
      ],
    ],
    [
      'a column that is not there',
      { trilens: { site: 'sit' } },
      [
        'trilens.site of "stops" names the column "sit"',
        'allowed: day, site, hours, stops',
        'did you mean "site"?',
      ],
    ],
    [
      'a key that is not there',
      { schema: { primaryKey: ['day', 'plant'] } },
      ['schema.primaryKey of "stops" names the column "plant"'],
    ],
    [
      'a renamed column that is not there',
      { trilens: { columnMap: { old: 'hour' } } },
      ['trilens.columnMap.old', 'did you mean "hours"?'],
    ],
    [
      'a column twice',
      { schema: { fields: [{ name: 'day' }, { name: 'day' }] } },
      ['the column "day" stands twice'],
    ],
    [
      'a misspelt type',
      { schema: { fields: [{ name: 'day', type: 'dat' }] } },
      ['did you mean "date"?'],
    ],
  ])('%s', async (_, resource, wanted) => {
    const { problems, text } = await read(await dataFolder(CSV, resource));
    for (const part of wanted) expect(text).toContain(part);
    expect(problems[0]?.severity).toBe('error');
    expect(problems[0]?.file).toBe('data/datapackage.json');
    expect(problems[0]?.line).toBeGreaterThan(1);
  });
  it('text that is not JSON is named with line and column', async () => {
    const dir = await dataFolder(CSV);
    await put(dir, {
      'datapackage.json': '{\n  "resources": [\n    { "name": "a" "path": "b" }\n  ]\n}',
    });
    expect((await read(dir)).text).toMatch(
      /^data\/datapackage\.json:3:\d+ {2}error {2}this is not JSON/,
    );
  });
  it('two exports of one name', async () => {
    const dir = await dataFolder(CSV);
    const one = { name: 'stops', path: 'stops.csv', schema: { fields: [{ name: 'day' }] } };
    await put(dir, { 'datapackage.json': JSON.stringify({ resources: [one, one] }, null, 1) });
    expect((await read(dir)).text).toContain('the export "stops" is named twice');
  });
});

describe('a link in the data folder', () => {
  it('to a file outside is refused, with the place of the contract', async () => {
    const dir = await dataFolder({ '../secret.csv': CSV['stops.csv'] });
    await symlink('../secret.csv', join(dir, 'stops.csv'));
    const { problems, rows } = await read(dir);
    expect(problems[0]).toMatchObject({
      code: 'data/outside',
      severity: 'error',
      file: 'data/datapackage.json',
      line: 3,
      column: 5,
    });
    expect(problems[0]?.found).toContain('stops.csv of "stops" leads out of the data folder');
    expect(rows).toEqual([]);
  });
  it('to a folder outside is refused as well', async () => {
    const dir = await dataFolder({ '../other/stops.csv': CSV['stops.csv'] }, { path: 'in/*.csv' });
    await symlink('../other', join(dir, 'in'));
    expect((await read(dir)).problems.map((problem) => problem.code)).toContain('data/outside');
  });
  it('to a file inside is read', async () => {
    const dir = await dataFolder({ 'real/stops.csv': CSV['stops.csv'] }, { path: ['stops.csv'] });
    await symlink('real/stops.csv', join(dir, 'stops.csv'));
    expect((await read(dir)).rows).toHaveLength(1);
  });
});
it('a file that no contract names is said', async () => {
  const { problems } = await read(await dataFolder({ ...CSV, 'forgotten.xlsx': 'x' }));
  expect(problems).toMatchObject([
    { code: 'data/unnamed-file', severity: 'warning', file: 'data/forgotten.xlsx' },
  ]);
});
