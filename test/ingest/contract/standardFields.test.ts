import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readContracts } from '#ingest/contract/contract.ts';
import { problemLine } from '#model/problem.ts';

/** The contract of a package, and what is said of it. */
async function contract(descriptor: object) {
  const root = await mkdtemp(join(tmpdir(), 'trilens-standard-'));
  await writeFile(join(root, 'datapackage.json'), JSON.stringify(descriptor, null, 1));
  const { contracts, problems } = await readContracts(root);
  await rm(root, { recursive: true });
  return { resources: contracts.resources, text: problems.map(problemLine).join('\n') };
}

const FIELDS = [
  { name: 'day', type: 'date' },
  { name: 'parts', type: 'integer' },
];
const resource = (more: object = {}, schema: object = {}) => ({
  resources: [{ name: 'log', path: 'log.csv', schema: { fields: FIELDS, ...schema }, ...more }],
});

describe('a Data Package that another tool wrote', () => {
  it('is read as it is, whatever it tells of itself', async () => {
    const { resources, text } = await contract({
      ...resource(
        {
          profile: 'tabular-data-resource',
          type: 'table',
          bytes: 72,
          hash: 'sha256:ab',
          sources: [{ title: 'Press 4' }],
          dialect: { delimiter: ';', lineTerminator: '\r\n', csvddfVersion: 1.2 },
        },
        { fieldsMatch: 'exact', foreignKeys: [], missingValues: [{ value: '-', label: 'off' }] },
      ),
      $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
      profile: 'tabular-data-package',
      id: 'x',
      version: '1.0.0',
      created: '2026-09-03T06:00:00Z',
      keywords: ['press'],
      contributors: [{ title: 'Ann' }],
      homepage: 'https://example.org',
    });
    expect(text).toBe('');
    expect(resources[0]?.dialect).toEqual({ delimiter: ';' });
    expect(resources[0]?.schema.missingValues).toEqual(['-']);
  });
  it('says in its words what a contract says in its own', async () => {
    const { resources, text } = await contract(
      resource(
        { dialect: { headerRows: [3, 4], sheetName: 'Log' } },
        {
          fields: [
            { name: 'year', type: 'year', example: '2026' },
            { name: 'month', type: 'yearmonth' },
            { name: 'took', type: 'duration', rdfType: 'x' },
            { name: 'cost', type: 'number', groupChar: ',', bareNumber: false },
            { name: 'grade', type: 'integer', constraints: { enum: [1, 2] } },
          ],
        },
      ),
    );
    expect(text).toBe('');
    expect(resources[0]?.dialect).toMatchObject({ headerLine: 3, headerRows: 2 });
    expect(resources[0]?.trilens.sheet).toBe('Log');
    expect(resources[0]?.schema.fields).toMatchObject([
      { type: 'date', format: 'year' },
      { type: 'date', format: 'year-month' },
      // Spans of time are read as a number of hours.
      { type: 'number' },
      { type: 'number', decimalChar: '.' },
      { type: 'integer', constraints: { enum: ['1', '2'] } },
    ]);
  });
  it('makes promises that are not checked here, which is a warning at their line', async () => {
    const { resources, text } = await contract(
      resource(
        {},
        {
          fields: [{ name: 'day', constraints: { pattern: '\\d+', unique: true } }],
          foreignKeys: [{ fields: 'day', reference: { resource: 'days', fields: 'day' } }],
        },
      ),
    );
    expect(resources).toHaveLength(1);
    for (const name of ['pattern', 'unique', 'foreignKeys'])
      expect(text).toMatch(
        new RegExp(`datapackage.json:\\d+:\\d+  warning  ${name} is of the Data Package standard`),
      );
  });
  it.each([
    [{ dialect: { commentRows: [1] } }, {}, 'commentRows', 'say commentChar'],
    [{ dialect: { nullSequence: '\\N' } }, {}, 'nullSequence', 'under missingValues of the schema'],
    [{ dialect: { lineTerminator: ';' } }, {}, 'lines end with', 'correct it'],
    [{ dialect: { headerRows: [1, 3] } }, {}, 'header rows that do not follow', 'correct it'],
    [{ type: 'json' }, {}, 'a resource of type "json" is no table', 'correct it'],
    [{ data: [] }, {}, 'data of the Data Package standard', 'into a file beside'],
    [{}, { fields: [{ name: 'a', missingValues: ['-'] }] }, 'missingValues', 'of the schema'],
  ])('is refused by name where %j %j would change the reading', async (more, schema, name, fix) => {
    const { text } = await contract(resource(more, schema));
    expect(text).toContain('[data/standard-field]');
    expect(text).toContain(name);
    expect(text).toContain(fix);
  });
  it('has no field that nobody knows', async () => {
    const { text } = await contract({ ...resource({ pathh: 'x' }), versoin: '1' });
    expect(text).toContain('unknown field "versoin"');
    expect(text).toContain('unknown field "pathh"');
  });
});
