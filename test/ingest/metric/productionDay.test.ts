import { afterEach, describe, expect, it } from 'vitest';
import { CIVIL, useCalendar } from '#model/time/calendar.ts';
import { data, metric, tiny } from './tiny.ts';

afterEach(() => useCalendar(CIVIL));

const ROWS =
  'at,site,parts\n2026-10-05T05:59,A,1\n2026-10-05T06:00,A,2\n2026-10-05T23:30,A,4\n2026-10-06T02:00,A,8\n2026-10-06T05:00,B,16\n2026-10-06T06:30,B,32';
const files = (portfolio: string, sites = '- { id: A, name: A }\n- { id: B, name: B }\n') => ({
  'content/portfolio.yaml': `name: Shifts\n${portfolio}\n`,
  'content/sites.yaml': sites,
  'content/metrics/v.yaml': metric(
    'date: at\ngrain: day\nvalue: { sum: parts }\ndimensions: { site: site }',
  ),
  'content/metrics/all.yaml': metric('date: at\ngrain: week\nvalue: { sum: parts }'),
  ...data({ fields: 'at:datetime site parts:number', rows: ROWS, trilens: { site: 'site' } }),
});

describe('the production day', () => {
  it('the night shift belongs to the day on which it began', async () => {
    const { values } = await tiny(files('dayStartsAt: "06:00"'), '2026-10-31');
    expect(values('v', 'A')).toEqual({ '2026-10-04': 1, '2026-10-05': 14 });
    expect(values('v', 'B')).toEqual({ '2026-10-05': 16, '2026-10-06': 32 });
  });

  it('a Monday before its start belongs to the week before', async () => {
    const { values } = await tiny(files('dayStartsAt: "06:00"'), '2026-10-31');
    expect(values('all')).toEqual({ '2026-09-28': 1, '2026-10-05': 62 });
  });

  it('a site may have its own, also where the metric does not part by site', async () => {
    const { values } = await tiny(
      files(
        'dayStartsAt: "06:00"',
        '- { id: A, name: A }\n- { id: B, name: B, dayStartsAt: "04:00" }\n',
      ),
      '2026-10-31',
    );
    expect(values('v', 'A')).toEqual({ '2026-10-04': 1, '2026-10-05': 14 });
    expect(values('v', 'B')).toEqual({ '2026-10-06': 48 });
  });

  it('without it a day begins at midnight', async () => {
    const { values } = await tiny(files(''), '2026-10-31');
    expect(values('v', 'A')).toEqual({ '2026-10-05': 7, '2026-10-06': 8 });
  });
});

describe('the calendar of a portfolio', () => {
  const rows =
    'day,parts\n2026-03-31,1\n2026-04-01,2\n2026-06-30,4\n2026-07-01,8\n2026-01-04,16\n2026-01-05,32';
  const of = (portfolio: string, more = '') =>
    tiny(
      {
        'content/portfolio.yaml': `name: Case\n${portfolio}\n`,
        ...Object.fromEntries(
          ['week', 'quarter', 'year'].map((grain) => [
            `content/metrics/${grain}.yaml`,
            metric(`date: day\ngrain: ${grain}\nvalue: { sum: parts }\n${more}`),
          ]),
        ),
        ...data({ fields: 'day:date parts:number', rows }),
      },
      '2026-11-30',
    );

  it('fiscalYearStart moves quarters and years, and the sums agree over every grain', async () => {
    const { values } = await of('fiscalYearStart: april\nweekStartsOn: sunday');
    expect(values('quarter')).toEqual({ '2026-01-01': 49, '2026-04-01': 6, '2026-07-01': 8 });
    expect(values('year')).toEqual({ '2025-04-01': 49 });
    expect(values('week')['2026-01-04']).toBe(48);
  });

  it('a word that is no month is refused', async () => {
    const { errors } = await of('fiscalYearStart: aprl');
    expect(errors.join('\n')).toContain('content/portfolio.yaml:2');
    expect(errors.join('\n')).toContain('april');
  });

  it('a quarter of the calendar is no name of a period where the portfolio has a fiscal year', async () => {
    const { errors } = await of('fiscalYearStart: april', 'baseline: { period: 2026-Q2 }');
    expect(errors.join('\n')).toContain('content/metrics/quarter.yaml');
    const fiscal = await of('fiscalYearStart: april', 'baseline: { period: FY2027-Q1 }');
    expect(fiscal.errors).toEqual([]);
    expect(fiscal.state('quarter').baseline).toBe(6);
  });
});
