import { rm } from 'node:fs/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { data, metric, tiny } from './tiny.ts';

const roots: string[] = [];
afterAll(() => Promise.all(roots.map((root) => rm(root, { recursive: true }))));

async function doubtsOf(fields: string, rows: string, lines: string, trilens: object = {}) {
  const made = await tiny(
    {
      'content/metrics/v.yaml': metric(lines),
      ...data({ fields, rows, trilens }),
    },
    '2026-10-31',
  );
  roots.push(made.root);
  return { ...made, doubts: made.state('v').doubts.join(' ') };
}

describe('hours of stops that last over the end of a month', () => {
  const rows = (unit: number) =>
    `from,to,lost\n2026-09-30T20:00,2026-10-02T08:00,${36 * unit}\n2026-09-10T08:00,2026-09-10T10:00,${2 * unit}\n2026-10-05T08:00,2026-10-05T11:00,${3 * unit}`;
  const FIELDS = 'from:datetime to:datetime lost:number';
  const SUM = 'date: from\ngrain: month\nvalue: { sum: lost }';

  it.each([1, 60, 3600])('are a doubt, in whatever unit they are written: %d', async (unit) => {
    const { doubts } = await doubtsOf(FIELDS, rows(unit), SUM);
    expect(doubts).toContain(
      '1 row lasts over the end of a month, and its lost counts whole in one of them; "spans" in the contract splits it by days.',
    );
  });
  it('are split where the contract says spans, without a doubt', async () => {
    const spans = { from: 'from', to: 'to', columns: ['lost'] };
    const { doubts, values } = await doubtsOf(FIELDS, rows(1), SUM, { spans });
    expect(values('v')).toEqual({ '2026-09-01': 6, '2026-10-01': 35 });
    expect(doubts).not.toContain('lasts over');
  });
  it('are none where the number is no length of the row, or no row crosses a month', async () => {
    const parts = rows(1).replace(',36\n', ',5\n');
    expect((await doubtsOf(FIELDS, parts, SUM)).doubts).not.toContain('over the end');
    const within = rows(1).replace(
      '2026-09-30T20:00,2026-10-02T08:00',
      '2026-09-20T20:00,2026-09-22T08:00',
    );
    expect((await doubtsOf(FIELDS, within, SUM)).doubts).not.toContain('over the end');
  });
});

describe('a metric in per cent', () => {
  const percent = async (cells: string, lines = 'value: { mean: y }', column: object = {}) => {
    const made = await tiny(
      {
        'content/metrics/v.yaml': metric(`date: month\ngrain: month\nunit: "%"\n${lines}`),
        ...data({
          fields: 'month:date',
          rows: `month,y\n${cells}`,
          schema: {
            fields: [
              { name: 'month', type: 'date' },
              { name: 'y', type: 'number', ...column },
            ],
          },
        }),
      },
      '2026-10-31',
    );
    roots.push(made.root);
    return made;
  };
  const SENTENCE = 'All values of y lie between 0 and 1, and the metric says %';

  it('of values between 0 and 1 is a doubt, until the scale says what they are', async () => {
    expect((await percent('2026-08,0.953\n2026-09,0.96')).state('v').doubts.join(' ')).toContain(
      SENTENCE,
    );
    const scaled = await percent('2026-08,0.953\n2026-09,0.96', 'value: { mean: y }', {
      scale: { written: '0..1', read: '0..100' },
    });
    expect(scaled.values('v')).toEqual({ '2026-08-01': 95.3, '2026-09-01': 96 });
    expect(scaled.state('v').doubts.join(' ')).not.toContain(SENTENCE);
  });
  it.each(['2026-08,95.3\n2026-09,96', '2026-08,0.2\n2026-09,0.3', '2026-08,1\n2026-09,1'])(
    'of %j is none',
    async (cells) =>
      expect((await percent(cells)).state('v').doubts.join(' ')).not.toContain(SENTENCE),
  );
});
