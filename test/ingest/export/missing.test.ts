import { describe, expect, it } from 'vitest';
import type { Metric } from '#model/record/metric.ts';
import { dataFolder, read } from './folder.ts';

const folder = (text: string, fields: object[], schema: object = {}, trilens: object = {}) =>
  dataFolder(
    { 'stops.csv': text },
    { schema: { fields, ...schema }, trilens: { site: undefined, ...trilens } },
  );
const DAY = { name: 'day', type: 'date' };
const valuesOf = async (cells: readonly string[], schema: object, column: object = {}) => {
  const text = `day;n\n${cells.map((cell, at) => `2026-09-${String(at + 1).padStart(2, '0')};${cell}\n`).join('')}`;
  return read(await folder(text, [DAY, { name: 'n', type: 'number', ...column }], schema));
};

describe('words that may mean nothing', () => {
  it('are texts in a column of text, and nothing in one of numbers', async () => {
    const { rows, report } = await read(
      await folder(
        'day,damage,region,n\n2026-06-01,None,NA,NA\n2026-06-02,Minor,EU,3\n2026-06-03,-,,-\n2026-06-04,NULL,#N/A,n/a\n',
        [DAY, { name: 'damage' }, { name: 'region' }, { name: 'n', type: 'integer' }],
      ),
    );
    expect(rows).toEqual([
      ['2026-06-01', 'None', 'NA', null],
      ['2026-06-02', 'Minor', 'EU', 3],
      ['2026-06-03', '-', null, null],
      ['2026-06-04', null, null, null],
    ]);
    expect(report.files[0]?.detected).toContain('"None", "-" in damage as text');
  });
  it('are nothing where the contract lists them', async () => {
    const { rows } = await read(
      await folder('day,damage\n2026-06-01,None\n', [DAY, { name: 'damage' }], {
        missingValues: ['', 'None'],
      }),
    );
    expect(rows).toEqual([['2026-06-01', null]]);
  });
  it('are no site, unless a site is called so', async () => {
    const { rows, report } = await read(
      await folder(
        'day,site\n2026-06-01,-\n2026-06-02,A\n',
        [DAY, { name: 'site' }],
        {},
        { site: 'site' },
      ),
    );
    expect(rows.map((row) => row[1])).toEqual([null, 'A']);
    expect(report.quarantined).toBe(0);
  });
});

describe('numbers that stand for nothing measured', () => {
  it('are compared as numbers, however they are written', async () => {
    const { rows } = await valuesOf(['2,1', '-200', '-200,0', '1,9'], {
      missingValues: ['', '-200'],
    });
    expect(rows.map((row) => row[1])).toEqual([2.1, null, null, 1.9]);
  });
  it('are not judged by the bounds of the column', async () => {
    const { rows } = await valuesOf(
      ['2.1', '-200.0'],
      { missingValues: ['', '-200'] },
      { constraints: { minimum: 0 } },
    );
    expect(rows.map((row) => row[1])).toEqual([2.1, null]);
  });
  it('are no values in a long file that is counted in passing either', async () => {
    const days = Array.from(
      { length: 28 },
      (_, at) => `2026-09-${String(at + 1).padStart(2, '0')}`,
    );
    const line = (at: number) =>
      `${days[at % 28]},${at % 2 === 0 ? '9999.9' : '2.5'},some text to fill the line\n`;
    const text = `day,n,note\n${Array.from({ length: 120_000 }, (_, at) => line(at)).join('')}`;
    const metric = {
      id: 'm',
      export: 'stops',
      unit: '',
      date: 'day',
      grain: 'month',
      value: { kind: 'column', of: { aggregate: 'mean', column: 'n' } },
      where: [],
      dimensions: {},
    } as unknown as Metric;
    const dir = await folder(
      text,
      [DAY, { name: 'n', type: 'number', constraints: { maximum: 100 } }, { name: 'note' }],
      {
        missingValues: ['', '9999.9'],
      },
    );
    const { report, rows } = await read(dir, null, [metric]);
    expect(rows).toEqual([]);
    expect(report.accepted).toBe(120_000);
    expect(report.doubts.join(' ')).not.toContain('nines');
  });
  it('raise a doubt where they are nines far outside the rest and no contract names them', async () => {
    const { report } = await valuesOf(['68.2', '9999.9', '70.1'], {});
    expect(report.doubts.join(' ')).toContain(
      'A number of nines alone lies far outside the other values of n',
    );
    expect((await valuesOf(['998', '999', '1000'], {})).report.doubts).toEqual([]);
    expect(
      (await valuesOf(['68.2', '9999.9'], { missingValues: ['', '9999.9'] })).report.doubts,
    ).toEqual([]);
  });
});

it('a text is read without what pasting leaves in it', async () => {
  const { rows } = await read(
    await folder('day;line\n2026\u201309\u201301;Nord\u00a0Ost\u200b\n2026-09-02;Lu\u0308beck\n', [
      DAY,
      { name: 'line' },
    ]),
  );
  expect(rows).toEqual([
    ['2026-09-01', 'Nord Ost'],
    ['2026-09-02', 'L\u00fcbeck'],
  ]);
});
