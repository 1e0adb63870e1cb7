import { afterAll, describe, expect, it } from 'vitest';
import { ChartProcess } from '#site/chartProcess/chartProcess.ts';

const values = [
  { period: '2026-01-01', site: 'all', value: 3 },
  { period: '2026-02-01', site: 'all', value: 0 },
];
const bar = {
  data: { values },
  width: 200,
  height: 100,
  mark: 'bar',
  encoding: { x: { field: 'period' }, y: { field: 'value', type: 'quantitative' } },
};
const endless = {
  ...bar,
  transform: [{ impute: 'value', key: 'period', keyvals: { start: 0, stop: 1e9 }, value: 0 }],
};

describe('the process that draws charts of authors', () => {
  const drawing = new ChartProcess(15);
  afterAll(() => drawing.end());
  it('draws', async () => expect(await drawing.draw(bar)).toContain('<svg'));
  it.each([
    ['nothing is left by a filter', { ...bar, transform: [{ filter: 'datum.value > 9' }] }],
    [
      'what is computed is no number',
      {
        ...bar,
        transform: [{ calculate: 'log(-1 - datum.value)', as: 'v' }],
        encoding: { ...bar.encoding, y: { field: 'v', type: 'quantitative' } },
      },
    ],
  ])('refuses a blank chart: %s', async (_, spec) => {
    await expect(drawing.draw(spec)).rejects.toThrow(/it draws nothing/);
  });
  it('takes a metric without values for what it is', async () =>
    expect(await drawing.draw({ ...bar, data: { values: [] } })).toContain('<svg'));
  it('ends a chart that computes without end, and draws the next', async () => {
    await expect(drawing.draw(endless)).rejects.toThrow(
      /drawing it takes more than (15 seconds|512 MB)/,
    );
    expect(await drawing.draw(bar)).toContain('<svg');
  });
});
