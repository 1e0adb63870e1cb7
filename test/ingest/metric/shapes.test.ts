import { describe, expect, it } from 'vitest';
import { data, metric, tiny, type TinyExport } from './tiny.ts';

const SUM = (column: string, date: string, grain = 'month', more = '') =>
  metric(`date: ${date}\ngrain: ${grain}\nvalue: { sum: ${column} }\n${more}`);
const one = (
  file: string,
  of: TinyExport,
  more: Record<string, string> = {},
  asOf = '2026-12-31',
) => tiny({ 'content/metrics/v.yaml': file, ...data(of), ...more }, asOf);
const report = (of: Awaited<ReturnType<typeof tiny>>) => {
  const found = of.portal?.portfolio.exports[0];
  if (!found) throw new Error(of.problems.join('\n'));
  return found;
};

describe('one date from several columns', () => {
  it('year, month, day and hour', async () => {
    const { values } = await one(SUM('pm', 'at', 'day'), {
      fields: 'pm:number',
      rows: 'no,year,month,day,hour,pm\n1,2026,6,1,0,20\n2,2026,6,1,18,21\n3,2026,6,2,6,27',
      trilens: { derive: { at: { year: 'year', month: 'month', day: 'day', hour: 'hour' } } },
    });
    expect(values('v')).toEqual({ '2026-06-01': 41, '2026-06-02': 27 });
  });

  it('a month by its name, a week and a quarter by their number', async () => {
    const rows = 'y,m,w,q,n\n2026,January,W05,Q1,1\n2026,Mar,11,2,2';
    const of = (rule: object, grain: string) =>
      one(SUM('n', 'at', grain), { fields: 'n:number', rows, trilens: { derive: { at: rule } } });
    const months = await of({ year: 'y', month: 'm' }, 'month');
    expect(months.values('v')).toMatchObject({ '2026-01-01': 1, '2026-03-01': 2 });
    const weeks = await of({ year: 'y', week: 'w' }, 'week');
    expect(weeks.values('v')).toMatchObject({ '2026-01-26': 1, '2026-03-09': 2 });
    const quarters = await of({ year: 'y', quarter: 'q' }, 'quarter');
    expect(quarters.values('v')).toEqual({ '2026-01-01': 1, '2026-04-01': 2 });
    const coarse = await of({ year: 'y', month: 'm' }, 'week');
    expect(coarse.errors.join('')).toContain('a whole month');
  });

  it('a day and a clock, in the order that the days show, with a production day', async () => {
    const { values } = await one(
      SUM('n', 'at', 'day'),
      {
        fields: 'n:number',
        rows: 'date,start,n\n13/04/2026,23:40,1\n14/04/2026,02:10,2\n14/04/2026,06:10,4',
        trilens: { derive: { at: { join: ['date', 'start'] } } },
      },
      { 'content/portfolio.yaml': 'name: T\ndayStartsAt: "06:00"\n' },
    );
    expect(values('v')).toEqual({ '2026-04-13': 3, '2026-04-14': 4 });
  });

  it('a day that does not exist is quarantined, and a column that is lacking refuses the dump', async () => {
    const bad = await one(SUM('n', 'at', 'day'), {
      fields: 'n:number',
      rows: 'y,m,d,n\n2026,2,31,1\n2026,2,3,2',
      trilens: { maxQuarantined: 1, derive: { at: { year: 'y', month: 'm', day: 'd' } } },
    });
    expect(report(bad)).toMatchObject({ rowsIn: 2, accepted: 1, quarantined: 1 });
    const lacking = await one(SUM('n', 'at', 'day'), {
      fields: 'n:number',
      rows: 'y,mon,d,n\n2026,2,3,2',
      trilens: { derive: { at: { year: 'y', month: 'month', day: 'd' } } },
    });
    expect(lacking.problems.join('\n')).toContain('derive names the column "month"');
  });
});

describe('columns of another export', () => {
  const files = (stops: string, batches: string) => ({
    'content/metrics/v.yaml': metric(
      'export: stops\ndate: day\ngrain: month\nvalue: { sum: minutes }',
    ),
    ...data(
      {
        name: 'stops',
        fields: 'batch minutes:number',
        rows: stops,
        trilens: {
          maxQuarantined: 1,
          joins: [{ with: 'batches', on: { batch: 'id' }, take: ['day'] }],
        },
      },
      { name: 'batches', fields: 'id day:date', rows: batches },
    ),
  });

  it('date the rows of stops by their batch', async () => {
    const read = await tiny(
      files('batch,minutes\n7,10\n7,5\n8,20', 'id,day\n7,2026-03-05\n8,2026-04-02'),
      '2026-12-31',
    );
    expect(read.values('v')).toEqual({ '2026-03-01': 15, '2026-04-01': 20 });
  });

  it('a row without an answer, or with several, is quarantined with the reason', async () => {
    const read = await tiny(
      files(
        'batch,minutes\n7,10\n8,20\n9,40',
        'id,day\n7,2026-03-05\n8,2026-04-02\n8,2026-05-02\n7,2026-03-05',
      ),
      '2026-12-31',
    );
    expect(read.values('v')).toEqual({ '2026-03-01': 10 });
    const { quarantine, rowsIn, accepted, quarantined, ignored } = report(read);
    expect(quarantine.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('several rows with the same id'),
      expect.stringContaining('no row with the same id'),
    ]);
    expect(rowsIn).toBe(accepted + quarantined + ignored);
  });

  it('an export or a column that is not there is an error of the contract', async () => {
    const wrong = files('batch,minutes\n7,10', 'id,day\n7,2026-03-05');
    const { errors } = await tiny(
      {
        ...wrong,
        'data/datapackage.json': JSON.stringify(
          JSON.parse(Object.values(wrong)[1] as string),
          null,
          1,
        ).replace('"with": "batches"', '"with": "batchs"'),
      },
      '2026-12-31',
    );
    expect(errors.join('\n')).toMatch(
      /datapackage\.json:\d+:\d+ .*no export "batchs"[\s\S]*"batches"/,
    );
  });
});

describe('counters', () => {
  const rows =
    'at,meter,total\n2026-08-31 23:45,M1,990\n2026-09-01 00:00,M1,1000\n2026-09-10 00:00,M1,1500\n2026-09-10 06:00,M1,10\n2026-09-30 23:45,M1,700\n2026-09-30 23:45,M2,5\n2026-09-01 00:00,M2,1';
  const meter = (more: object = {}, text = rows) =>
    one(SUM('used', 'at'), {
      fields: 'at:datetime meter total:number',
      rows: text,
      trilens: { counters: [{ column: 'total', as: 'used', by: ['meter'], ...more }] },
    });

  it('count what was used between readings of each meter, over a reset, in whatever order they come', async () => {
    const { values } = await meter();
    // 10 in the last quarter of an hour of August; then 500, 10 after the reset, 690, and 4 of the other meter.
    expect(values('v')['2026-08-01']).toBeCloseTo(10, 9);
    expect(values('v')['2026-09-01']).toBeCloseTo(1204, 9);
  });

  it('roll over where the contract names their end', async () => {
    const { values } = await meter(
      { rollover: 1000 },
      'at,meter,total\n2026-09-01 00:00,M1,990\n2026-09-02 00:00,M1,15',
    );
    expect(values('v')['2026-09-01']).toBeCloseTo(25, 9);
  });

  it.each([
    ['was reset where it would have run through nearly all of its range', 40, 5, 5],
    ['of which both can be meant is doubted, and counts as nothing', 600, 200, 0],
  ])('with a known end a fall %s', async (_, before, now, used) => {
    const { values, state } = await meter(
      { rollover: 1000 },
      `at,meter,total\n2026-09-01 00:00,M1,${before - 1}\n2026-09-02 00:00,M1,${before}\n2026-09-03 00:00,M1,${now}`,
    );
    expect(values('v')['2026-09-01']).toBeCloseTo(1 + used, 9);
    const doubts = state('v').doubts.join(' ');
    expect(doubts.includes('lies below the one before')).toBe(used === 0);
  });

  it('a small fall is no reset: it is doubted, and nothing is counted', async () => {
    const { values, state } = await meter(
      {},
      'at,meter,total\n2026-09-01 00:00,M1,1500\n2026-09-02 00:00,M1,1499\n2026-09-03 00:00,M1,1509',
    );
    expect(values('v')['2026-09-01']).toBeCloseTo(10, 9);
    expect(state('v').doubts.join(' ')).toContain('reading of total lies below the one before');
  });

  it('a snapshot may fall', async () => {
    const { values } = await meter(
      { kind: 'snapshot' },
      'at,meter,total\n2026-09-01 00:00,M1,40\n2026-09-02 00:00,M1,35\n2026-09-03 00:00,M1,38',
    );
    expect(values('v')['2026-09-01']).toBeCloseTo(-2, 9);
  });

  it('what a reading after the turn of a month says is split by the time that lies in each', async () => {
    const { values } = await meter(
      {},
      'at,meter,total\n2026-08-31 12:00,M1,0\n2026-09-02 00:00,M1,36',
    );
    expect(values('v')).toMatchObject({ '2026-08-01': 12, '2026-09-01': 24 });
  });
});

describe('spans', () => {
  const ROWS =
    'start,end,hours\n2026-09-30 20:00,2026-10-02 08:00,36\n2026-10-05 08:00,2026-10-05 10:00,2';
  const stops = (trilens: object, value = '{ sum: hours }', portfolio = 'name: T\n') =>
    one(
      metric(`date: start\ngrain: month\nvalue: ${value}`),
      { fields: 'start:datetime end:datetime hours:number', rows: ROWS, trilens },
      { 'content/portfolio.yaml': portfolio },
    );
  const spans = { from: 'start', to: 'end', columns: ['hours'] };

  it('a stop over the end of a month is split between the months', async () => {
    const { values } = await stops({ spans });
    expect(values('v')['2026-09-01']).toBeCloseTo(4, 9);
    expect(values('v')['2026-10-01']).toBeCloseTo(34, 9);
  });

  it('by production days where those begin later', async () => {
    const { values } = await stops({ spans }, '{ sum: hours }', 'name: T\ndayStartsAt: "06:00"\n');
    expect(values('v')['2026-09-01']).toBeCloseTo(10, 9);
    expect(values('v')['2026-10-01']).toBeCloseTo(28, 9);
  });

  it('a stop is counted once, where it began, and its mean is one of whole stops', async () => {
    const counted = await stops({ spans }, '{ count: "*" }');
    expect(counted.values('v')).toEqual({ '2026-09-01': 1, '2026-10-01': 1 });
    const mean = await stops({ spans }, '{ mean: hours }');
    expect(mean.values('v')).toEqual({ '2026-09-01': 36, '2026-10-01': 2 });
  });
});

describe('repair steps', () => {
  const touched = (of: Awaited<ReturnType<typeof tiny>>) => report(of).files[0]?.detected ?? [];
  const adds = (of: Awaited<ReturnType<typeof tiny>>) => {
    const { rowsIn, accepted, quarantined, ignored } = report(of);
    expect(rowsIn).toBe(accepted + quarantined + ignored);
  };

  it('labels that stand once are filled down', async () => {
    const of = await one(
      SUM('hours', 'month', 'month', 'dimensions: { site: plant }'),
      {
        fields: 'plant month:date hours:number',
        rows: 'plant,month,hours\nNorth,2026-07,3\n,2026-08,4\n,2026-09,5\nSouth,2026-07,6\n,2026-08,7\n,2026-09,8',
        trilens: { site: 'plant', steps: [{ fillDown: ['plant'] }] },
      },
      { 'content/sites.yaml': '- { id: north, name: North }\n- { id: south, name: South }\n' },
    );
    const sum = (site: string) =>
      Object.values(of.values('v', site)).reduce((a: number, b) => a + (b ?? 0), 0);
    expect([sum('north'), sum('south')]).toEqual([12, 21]);
    expect(touched(of)).toContain('plant filled down: 4 rows');
  });

  it('rows are left out by value, and a series of a long file is kept', async () => {
    const of = await one(SUM('n', 'day', 'day'), {
      fields: 'day:date kind n:number',
      rows: 'day,kind,n\n2026-01-01,a,1\n2026-01-01,b,2\n2026-01-01,Total,3\n2026-01-02,a,4',
      trilens: {
        steps: [
          { leaveOut: { column: 'kind', values: ['Total'] } },
          { keepOnly: { column: 'kind', values: ['a'] } },
        ],
      },
    });
    expect(of.values('v')).toEqual({ '2026-01-01': 1, '2026-01-02': 4 });
    expect(touched(of)).toEqual(
      expect.arrayContaining([
        'rows left out where kind is Total: 1 row',
        'rows left out where kind is not a: 1 row',
      ]),
    );
    expect(report(of)).toMatchObject({ rowsIn: 4, accepted: 2, ignored: 2 });
    adds(of);
  });

  it('a value that the rows write otherwise is passed by, with a doubt', async () => {
    const of = await one(SUM('n', 'day', 'day'), {
      fields: 'day:date kind n:number',
      rows: 'day,kind,n\n2026-01-01,a,1\n2026-01-01,Rework ,3',
      trilens: { steps: [{ leaveOut: { column: 'kind', values: ['rework'] } }] },
    });
    expect(of.state('v').doubts.join()).toContain(
      'Step 1 of the contract leaves out rows where kind is "rework", and 1 row has "Rework"',
    );
  });

  it('steps that leave out every row are named, and not the sender of the dump', async () => {
    const of = await one(SUM('n', 'day', 'day'), {
      fields: 'day:date kind n:number',
      rows: 'day,kind,n\n2026-01-01,a,1',
      trilens: { steps: [{ keepOnly: { column: 'kind', values: ['ABMI'] } }] },
    });
    expect(of.problems.join()).toContain('the steps of the contract leave out every row');
  });

  it('of years, quarters and months below each other the months are kept', async () => {
    const of = await one(SUM('n', 'period'), {
      fields: 'period:date:year-month n:number',
      rows: 'period,n\n2025,100\n2026,200\n2025 Q4,30\n2026 Q1,40\n2026 JAN,10\n2026 FEB,11',
      trilens: { steps: [{ keepGrain: { column: 'period', grain: 'month' } }] },
    });
    expect(of.values('v')).toEqual({ '2026-01-01': 10, '2026-02-01': 11 });
    adds(of);
  });

  it('flags are split off their values', async () => {
    const of = await one(SUM('v', 'day', 'day', 'where: { flag: bp }'), {
      fields: 'day:date v:number',
      rows: 'day,v\n2026-01-01,98.0 bp\n2026-01-02,97.5\n2026-01-03,:\n2026-01-04,-4 bp',
      trilens: { steps: [{ splitFlag: { column: 'v', into: 'flag' } }] },
    });
    expect(of.values('v')).toMatchObject({ '2026-01-01': 98, '2026-01-04': -4 });
    expect(touched(of)).toContain('flags of v taken into flag: 3 rows');
    expect(report(of)).toMatchObject({ accepted: 4, quarantined: 0 });
  });

  it('a flag has no digits, and a minus is none', async () => {
    const of = await one(SUM('v', 'day', 'day'), {
      fields: 'day:date v:number',
      rows: "day,v\n2026-01-01,(3.5)\n2026-01-02,98 (1)\n2026-01-03,5-\n2026-01-04,−4 bp\n2026-01-05,<0.5\n2026-01-06,1'234 e",
      trilens: { steps: [{ splitFlag: { column: 'v', into: 'flag' } }], maxQuarantined: 1 },
    });
    expect(of.values('v')).toEqual({
      '2026-01-01': -3.5,
      '2026-01-02': 98,
      '2026-01-03': -5,
      '2026-01-04': -4,
    });
    expect(report(of)).toMatchObject({ accepted: 4, quarantined: 2 });
  });

  it('repeated names are numbered, and rows of ids below the header are skipped', async () => {
    const of = await one(
      SUM('Sprint 2', 'day', 'day').replace('sum: Sprint 2', 'sum: "Sprint 2"'),
      {
        fields: 'day:date x',
        schema: {
          fields: [
            { name: 'day', type: 'date' },
            { name: 'Sprint' },
            { name: 'Sprint 2', type: 'number' },
          ],
        },
        rows: 'day,Sprint,Sprint\n{ImportId:1},{ImportId:2},{ImportId:3}\n2026-01-01,a,5\n2026-01-02,b,6',
        trilens: { steps: [{ numberRepeatedNames: true }, { skipRows: ['{ImportId'] }] },
      },
    );
    expect(of.values('v')).toEqual({ '2026-01-01': 5, '2026-01-02': 6 });
    adds(of);
  });

  it('titles above parts of a table become a column', async () => {
    const of = await one(SUM('hours', 'day', 'month', 'dimensions: { line: line }'), {
      fields: 'day:date hours:number cause',
      rows: 'Downtime report,,\n\nLine 1,,\nday,hours,cause\n2026-09-01,3,x\n2026-09-02,4,y\n2026-09-03,4,y\n\nLine 2,,\nday,hours,cause\n2026-09-01,10,x\n2026-09-02,20,y\n2026-09-03,30,y',
      trilens: { steps: [{ sections: { into: 'line' } }] },
    });
    expect(of.problems.join('\n')).not.toContain('error');
    expect(of.state('v').byLine.map(({ line, values }) => [line, values[0]])).toEqual([
      ['Line 1', 11],
      ['Line 2', 60],
    ]);
    adds(of);
  });

  it('a step that names a column which the file does not have refuses the dump', async () => {
    const { problems } = await one(SUM('n', 'day'), {
      fields: 'day:date n:number',
      rows: 'day,n\n2026-01-01,1',
      trilens: { steps: [{ fillDown: ['plnat'] }] },
    });
    expect(problems.join('\n')).toContain('step 1 of the contract names the column "plnat"');
  });
});
