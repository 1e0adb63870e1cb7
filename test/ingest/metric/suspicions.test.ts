import { expect, it } from 'vitest';
import { data, metric, tiny } from './tiny.ts';

const days = Array.from({ length: 14 }, (_, at) => `2026-09-${String(at + 7).padStart(2, '0')}`);
const files = (rowsOf: (day: string) => string[]) => ({
  'content/metrics/v.yaml': metric('date: day\ngrain: week\nvalue: { sum: parts }'),
  ...data({
    fields: 'day:date line parts:number',
    rows: `day,line,parts\n${days.flatMap(rowsOf).join('\n')}`,
    trilens: { everyDays: 7 },
  }),
});

it('a number that may count rows twice is not of confidence A', async () => {
  const sums = (day: string) => [`${day},L1,5`, `${day},L2,6`, `${day},All,11`];
  const { state } = await tiny(files(sums), '2026-09-21');
  expect(state('v').doubts.join()).toContain('may count twice');
  expect(state('v').confidence).toEqual({ label: 'B', weakest: 'its rows are in doubt' });
});

it('totals that were left out cost no confidence', async () => {
  const totals = (day: string) => [`${day},L1,5`, `${day},L2,6`, `${day},Lines Total,11`];
  const { state, values } = await tiny(files(totals), '2026-09-21');
  expect(values('v')['2026-09-07']).toBe(77);
  expect(state('v').doubts.join()).toContain('left out');
  expect(state('v').confidence.label).toBe('A');
});
