import { rm } from 'node:fs/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { data, metric, tiny } from './tiny.ts';

const roots: string[] = [];
afterAll(() => Promise.all(roots.map((root) => rm(root, { recursive: true }))));

async function read(cells: string[], grain: string, format = '', settings = 'april') {
  const rows = cells.map((cell, at) => `${cell},${at + 1}`).join('\n');
  const made = await tiny(
    {
      'content/portfolio.yaml': `name: T\nfiscalYearStart: ${settings}\n`,
      'content/metrics/v.yaml': metric(`date: day\ngrain: ${grain}\nvalue: { sum: n }`),
      ...data({
        fields: `day:date${format} n:integer`,
        rows: `day,n\n${rows}`,
        trilens: { everyDays: 92 },
      }),
    },
    '2027-04-15',
  );
  roots.push(made.root);
  return made;
}

describe('in a portfolio whose year begins in April', () => {
  it('quarters and years that are named as fiscal ones are those', async () => {
    const quarters = await read(['FY27 Q1', 'FY2027-Q2', 'FY27-Q3'], 'quarter');
    expect(quarters.values('v')).toEqual({ '2026-04-01': 1, '2026-07-01': 2, '2026-10-01': 3 });
    const years = await read(['FY25', 'FY26', 'FY2027'], 'year');
    expect(years.values('v')).toEqual({ '2024-04-01': 1, '2025-04-01': 2, '2026-04-01': 3 });
  });
  it.each([
    ['quarter', '2026-Q1', '2026-01-01 or 2025-04-01'],
    ['year', '2026', '2026-01-01 or 2025-04-01'],
  ])('a bare %s may be of either year and is refused', async (grain, cell, both) => {
    const { problems, values } = await read([cell, cell.replace('2026', '2025')], grain);
    expect(problems[0]).toContain(`the dates of day can be ${grain} or fiscal-${grain}`);
    expect(problems[0]).toContain(`${cell} is ${both}`);
    expect(values('v')).toEqual({});
  });
  it('the format of the contract decides', async () => {
    const cells = ['2026-Q1', '2026-Q2'];
    const fiscal = await read(cells, 'quarter', ':fiscal-quarter');
    expect(fiscal.values('v')).toEqual({ '2025-04-01': 1, '2025-07-01': 2 });
    const civil = await read(cells, 'quarter', ':quarter');
    expect(civil.values('v')).toEqual({ '2026-01-01': 1, '2026-04-01': 2 });
  });
  it('a calendar year that is declared is parted by days over the fiscal years that it lies in', async () => {
    const { values, state } = await read(['2024', '2025', '2026'], 'year', ':year');
    // The first and the last fiscal year are not covered to their ends.
    expect(values('v')).toEqual({
      '2024-04-01': expect.closeTo((275 / 366) * 1 + (90 / 365) * 2, 9),
      '2025-04-01': expect.closeTo((275 / 365) * 2 + (90 / 365) * 3, 9),
    });
    expect(state('v').doubts.join()).toContain('Its rows end 31 December 2026');
  });
  it('calendar quarters that no fiscal quarter begins with are parted, too', async () => {
    const { values } = await read(['2026-Q1', '2026-Q2'], 'quarter', ':quarter', 'february');
    expect(values('v')).toEqual({ '2026-02-01': expect.closeTo((59 / 90) * 1 + (30 / 91) * 2, 9) });
  });
});

it('where the year begins in January, a quarter is one of it and FY27 is no date', async () => {
  const { values } = await read(['2026-Q1', '2026-Q2'], 'quarter', '', 'january');
  expect(values('v')).toEqual({ '2026-01-01': 1, '2026-04-01': 2 });
  expect((await read(['FY27', 'FY28'], 'year', '', 'january')).problems[0]).toContain('"FY27"');
});
