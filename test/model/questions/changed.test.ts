import { rm } from 'node:fs/promises';
import { afterEach, expect, it } from 'vitest';
import { data, metric, tiny } from '../../ingest/metric/tiny.ts';

let root = '';
afterEach(() => rm(root, { recursive: true, force: true }));

/** Thirty months of a level that rises by 20 after so many, with a little of its own. */
async function answered(after: number): Promise<string | undefined> {
  const rows = Array.from({ length: 30 }, (_, at) => {
    const month = `${2024 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01`;
    return `${month},${50 + ((at * at * 37) % 7) + (at >= after ? 20 : 0)}`;
  });
  const made = await tiny(
    {
      'content/metrics/tons.yaml': metric(
        'date: month\ngrain: month\nvalue: { mean: tons }',
      ).replace('title: T', 'title: Tons'),
      ...data({ fields: 'month:date tons:number', rows: `month,tons\n${rows.join('\n')}` }),
    },
    '2026-07-01',
  );
  root = made.root;
  return made.portal?.answers.find(({ question }) => question === 'What really changed?')?.answer;
}

it.each([
  [99, 'Nothing left its limits in the newest period.'],
  [
    15,
    'No signal began in the newest period; what began before lasts: tons improved since April 2025.',
  ],
  [29, 'Tons improved to 72.0; nothing else left its limits.'],
])('a change after %i months that lasts is no new one, and not nothing', async (after, answer) =>
  expect(await answered(after)).toBe(answer),
);
