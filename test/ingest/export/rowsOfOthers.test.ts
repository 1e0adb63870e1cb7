import { rm } from 'node:fs/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { data, metric, tiny } from '../metric/tiny.ts';

const roots: string[] = [];
afterAll(() => Promise.all(roots.map((root) => rm(root, { recursive: true }))));

async function monthly(rows: string, lines = 'value: { sum: parts }') {
  const made = await tiny(
    {
      'content/metrics/v.yaml': metric(`date: month\ngrain: month\n${lines}`),
      ...data({
        fields: 'month:date line parts:number',
        rows: `month,line,parts\n${rows}`,
        trilens: { maxQuarantined: 1 },
      }),
    },
    '2026-09-30',
  );
  roots.push(made.root);
  return made;
}
const doubts = async (rows: string, lines?: string) =>
  (await monthly(rows, lines)).state('v').doubts.join(' ');
const two = (name: string, first: number, second: number) =>
  `2026-08,${name},${first}\n2026-08,L1,5\n2026-08,L2,6\n2026-09,L1,7\n2026-09,${name},${second}\n2026-09,L2,8`;

describe('a row that is the sum of the rows beside it', () => {
  const SENTENCE = /The 2 rows of one line are always the sum of the rows beside them/;
  it.each(['All lines', 'Hamburg', ''])('is a doubt by its numbers alone: "%s"', async (name) =>
    expect(await doubts(two(name, 11, 15))).toMatch(SENTENCE),
  );
  it('is a row where it is the sum only once', async () =>
    expect(await doubts(two('L3', 11, 14))).not.toMatch(SENTENCE));
  it('is no doubt where the metric says which rows count', async () =>
    expect(
      await doubts(two('All lines', 11, 15), 'value: { sum: parts }\nwhere: { line: [L1, L2] }'),
    ).not.toMatch(SENTENCE));
  it('is none among rows of zeros', async () =>
    expect(await doubts(two('L3', 0, 0).replaceAll(/,\d$/gm, ',0'))).not.toMatch(SENTENCE));
});

it.each(['Average', 'Mittelwert', 'YTD', 'kumuliert', 'of which rework', 'davon Nacharbeit', 'Ø'])(
  'a row called %s is a doubt',
  async (name) =>
    expect(await doubts(two(name, 3, 4))).toContain(
      'In 2 rows line is a word for a mean, a running total or a part of another row, so that it may count twice; the first is data/rows.csv:2.',
    ),
);

it.each(['Media', 'Averages Ltd', 'L3'])('a row called %s is a row', async (name) => {
  expect(await doubts(two(name, 3, 4))).not.toContain('is a word for');
});

it('a row without a day is in no period, which is a doubt', async () => {
  const { values, state } = await monthly('2026-08,L1,5\n,L1,4\n2026-09,L1,7');
  expect(values('v')).toEqual({ '2026-08-01': 5, '2026-09-01': 7 });
  expect(state('v').doubts).toContain('1 row has no month: it is in no period.');
});

it('values that differ in capitals or spaces are counted one by one, which is a doubt', async () => {
  const rows =
    '2026-08,Anna Ost,1\n2026-08,anna ost,1\n2026-08,ANNA  OST,1\n2026-08,WO-11,1\n2026-08,WO1-1,1';
  const { values, state } = await monthly(rows, 'value: { countDistinct: line }');
  expect(values('v')['2026-08-01']).toBe(5);
  expect(state('v').doubts.join(' ')).toContain('1 value of line is written in several ways');
});

describe('a dump that is refused for its rows', () => {
  const refused = async (rows: string) => {
    const made = await tiny(
      {
        'content/metrics/v.yaml': metric('date: month\ngrain: month\nvalue: { sum: parts }'),
        ...data({ fields: 'month:date line parts:number', rows: `month,line,parts\n${rows}` }),
      },
      '2026-09-30',
    );
    roots.push(made.root);
    return made.problems.join('\n');
  };
  it('names the step that keeps one grain', async () =>
    expect(
      await refused('2025,L1,60\n2026 Q1,L1,15\n2026-01,L1,5\n2026-02,L1,5\n2026-03,L1,5'),
    ).toContain('the step {"keepGrain":{"column":"month","grain":"month"}} keeps one'));
  it('names the step that reads titles above parts of the table', async () =>
    expect(await refused('2026-01,L1,5\n2026-02,L1,5\nPress 2,,\n2026-01,L1,6')).toContain(
      'the step {"sections":{"into":"section"}} makes a column of them',
    ));
});
