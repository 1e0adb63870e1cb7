import { rm } from 'node:fs/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { data, metric, tiny } from './tiny.ts';

const roots: string[] = [];
afterAll(() => Promise.all(roots.map((root) => rm(root, { recursive: true }))));

async function rangeOf(rows: string, formula = 'hi - lo') {
  const made = await tiny(
    {
      'content/metrics/hi.yaml': metric('date: at\ngrain: month\nvalue: { max: total }'),
      'content/metrics/lo.yaml': metric('date: at\ngrain: month\nvalue: { min: total }'),
      'content/metrics/v.yaml': metric(`grain: month\nvalue: { formula: "${formula}" }`),
      ...data({ fields: 'at:datetime total:number', rows: `at,total\n${rows}` }),
    },
    '2026-11-30',
  );
  roots.push(made.root);
  return made.state('v').doubts.join(' ');
}

describe('the least of a column taken from its most', () => {
  const METER =
    '2026-08-31 23:45,990\n2026-09-01 00:00,1000\n2026-09-10 00:00,1500\n2026-09-10 06:00,10\n2026-09-30 23:45,700';
  it('is doubted where the column may be the reading of a counter', async () =>
    expect(await rangeOf(METER)).toContain(
      'It takes the least of total from its most: where total is the reading of a counter, that is not what was counted',
    ));
  it('is a range where the column falls as often as it rises', async () => {
    const months = [70, 40, 65, 30, 80, 35].map(
      (most, at) => `2026-0${at + 1}-10 00:00,${most}\n2026-0${at + 1}-20 00:00,${most - 20}`,
    );
    expect(await rangeOf(months.join('\n'))).not.toContain('counter');
  });
  it('is another thing than their sum', async () =>
    expect(await rangeOf(METER, 'hi + lo')).not.toContain('counter'));
});
