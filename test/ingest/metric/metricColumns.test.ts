import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { problemLine } from '#model/problem.ts';
import { composePortal } from '#site/compose.ts';

const FIELDS = [
  { name: 'opened', type: 'date' },
  { name: 'closed', type: 'datetime' },
  { name: 'state' },
  { name: 'hours', type: 'number' },
  { name: 'parts', type: 'integer' },
  { name: 'plant' },
  { name: 'plant_no', type: 'integer' },
  { name: 'late', type: 'boolean' },
];
const ROWS = [
  'opened,closed,state,hours,parts,plant,plant_no,late',
  '2026-01-05,2026-01-07T10:00,done,1.5,3,A,1,yes',
  '2026-01-06,2026-01-09T10:00,open,2.5,4,A,1,no',
].join('\n');

/** A portfolio of one metric; its file begins with title, type, direction and export on lines 1 to 4. */
async function compose(lines: string, trilens: object = { site: 'plant' }) {
  const root = await mkdtemp(join(tmpdir(), 'trilens-columns-'));
  const files = {
    'content/portfolio.yaml': 'name: Small\n',
    'content/sites.yaml': '- { id: A, name: Alpha }\n',
    'content/metrics/m.yaml': `title: M\ntype: outcome\ndirection: down\nexport: rows\n${lines}\n`,
    'data/rows.csv': ROWS,
    'data/datapackage.json': JSON.stringify({
      resources: [{ name: 'rows', path: 'rows.csv', schema: { fields: FIELDS }, trilens }],
    }),
  };
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), text);
  }
  const { portal, problems } = await composePortal({
    contentDir: join(root, 'content'),
    dataDir: join(root, 'data'),
    cacheDir: join(root, 'cache'),
    asOf: '2026-02-10',
  });
  const errors = problems.filter(({ severity }) => severity === 'error');
  return { portal, errors, text: errors.map(problemLine).join('\n') };
}

describe('a metric asks for the types of the columns that it names', () => {
  it.each<[string, string, number, string, string]>([
    [
      'a date that is a text',
      'date: state\nvalue: { sum: hours }',
      5,
      'string',
      'date or datetime',
    ],
    [
      'a date that is a number',
      'date: parts\nvalue: { count: "*" }',
      5,
      'integer',
      'date or datetime',
    ],
    [
      'a duration over a text',
      'date: opened\nvalue: { duration: { from: opened, to: state, unit: days } }',
      6,
      'string',
      'a duration needs a column of type date or datetime',
    ],
    ...['sum', 'mean', 'min', 'max', 'last', 'median', 'p90'].map(
      (aggregate) =>
        [
          `a ${aggregate} of a text`,
          `date: opened\nvalue: { ${aggregate}: state }`,
          6,
          'string',
          `${aggregate} needs a column of type number or integer`,
        ] as [string, string, number, string, string],
    ),
    ['a sum of a date', 'date: opened\nvalue: { sum: opened }', 6, 'date', 'number or integer'],
    [
      'a sum of yes and no',
      'date: opened\nvalue: { sum: late }',
      6,
      'boolean',
      'number or integer',
    ],
    [
      'a part of a ratio that is a text',
      'date: opened\nvalue:\n  ratio:\n    numerator: { sum: hours }\n    denominator: { sum: state }',
      9,
      'string',
      'number or integer',
    ],
    [
      'a site that is a number',
      'date: opened\nvalue: { sum: hours }\ndimensions: { site: plant_no }',
      7,
      'integer',
      'a column of type string',
    ],
    [
      'a line that is a date',
      'date: opened\nvalue: { sum: hours }\ndimensions: { line: closed }',
      7,
      'datetime',
      'string or integer',
    ],
  ])('%s is an error at its line', async (_, lines, line, type, needs) => {
    const { portal, errors, text } = await compose(lines);
    expect(portal).toBeNull();
    expect(errors).toMatchObject([
      { code: 'content/column-type', file: 'content/metrics/m.yaml', line },
    ]);
    expect(text).toContain(`of type ${type} in the export "rows"`);
    expect(text).toContain(needs);
  });
  it('names the column that was meant, and the line of the contract that decides it', async () => {
    const { text } = await compose(
      'date: opened\nvalue: { duration: { from: opened, to: close } }',
    );
    expect(text).toContain('did you mean "closed"?');
    expect((await compose('date: opened\nvalue: { sum: state }')).text).toContain(
      'declare "type": "number" for "state" in datapackage.json',
    );
  });
  it('takes every column that fits: dates with and without a time, counts of anything, filters on anything', async () => {
    for (const lines of [
      'date: closed\nvalue: { sum: parts }',
      'date: opened\nvalue: { duration: { from: opened, to: closed } }',
      'date: opened\nvalue: { count: state }',
      'date: opened\nvalue: { count: "*" }\nwhere: { parts: 3 }',
      'date: opened\nvalue: { countDistinct: plant_no }\ndimensions: { site: plant, line: plant_no }',
    ])
      expect((await compose(lines)).text).toBe('');
  });
});

it('a contract asks the same of the columns that it names', async () => {
  const { text } = await compose('date: opened\nvalue: { sum: hours }', {
    site: 'plant_no',
    date: 'state',
    vintage: 'hours',
  });
  expect(text).toContain(
    'trilens.site of "rows" names the column "plant_no", which is of type integer',
  );
  expect(text).toContain(
    'trilens.date of "rows" names the column "state", which is of type string',
  );
  expect(text).toContain(
    'trilens.vintage of "rows" names the column "hours", which is of type number',
  );
});
