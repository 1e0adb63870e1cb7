import { describe, expect, it } from 'vitest';
import { data, metric, tiny } from './tiny.ts';

const DAY = 86_400_000;
const SITES = '- { id: NORD, name: North }\n- { id: SUED, name: South }\n';
const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay();

/** Ten a day at both plants from 6 July to 13 September 2026; the south works on the days that are kept. */
function rows(keeps: (day: string) => boolean): string {
  const lines = ['day,plant,parts'];
  for (let at = Date.UTC(2026, 6, 6); at <= Date.UTC(2026, 8, 13); at += DAY) {
    const day = new Date(at).toISOString().slice(0, 10);
    lines.push(`${day},NORD,10`);
    if (keeps(day)) lines.push(`${day},SUED,10`);
  }
  return lines.join('\n');
}

const made = (keeps: (day: string) => boolean, value = 'sum: parts', trilens: object = {}) =>
  tiny(
    {
      'content/sites.yaml': SITES,
      'content/metrics/v.yaml': metric(
        `date: day\ngrain: week\ndimensions: { site: plant }\nvalue: { ${value} }`,
      ),
      ...data({
        fields: 'day:date plant parts:number',
        rows: rows(keeps),
        trilens: { site: 'plant', everyDays: 7, ...trilens },
      }),
    },
    '2026-09-14',
  );

describe('a plant whose rows end inside a week that another reports to its end', () => {
  it.each([
    ['in its midst', (day: string) => day <= '2026-09-09'],
    ['a day before its end', (day: string) => day <= '2026-09-12'],
    [
      'on a Wednesday, where it works five days',
      (day: string) => day <= '2026-09-09' && weekday(day) % 6 !== 0,
    ],
  ])('%s makes no total of that week', async (_, keeps) => {
    const { state, values } = await made(keeps);
    expect(values('v')['2026-09-07']).toBeNull();
    expect(state('v').doubts).toContain(
      '2026-W37 has no total: South did not report to its end; the newest total is that of 2026-W36.',
    );
  });
  it.each<[string, (day: string) => boolean]>([
    ['a weekend', (day) => weekday(day) % 6 !== 0],
    [
      'a holiday before the weekend, as there was one before',
      (day) => weekday(day) % 6 !== 0 && day !== '2026-07-17' && day !== '2026-09-11',
    ],
  ])('%s is no such end', async (_, keeps) => {
    const { state, values } = await made(keeps);
    expect(values('v')['2026-09-07']).toBeGreaterThan(100);
    expect(state('v').doubts).toEqual([]);
  });
  it('a mean is one of fewer rows, and days without an event are none', async () => {
    const midst = (day: string) => day <= '2026-09-09';
    expect((await made(midst, 'mean: parts')).values('v')['2026-09-07']).toBe(10);
    const events = { events: { completeTo: '2026-09-13' } };
    expect((await made(midst, 'sum: parts', events)).values('v')['2026-09-07']).toBe(100);
  });
});
