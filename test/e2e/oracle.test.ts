import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import { ENV } from '../cli/trilens.ts';
import { AS_OF, bottler, CASH } from './bottler.ts';

type Series = {
  period: string;
  site: string | null;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  n: number;
}[];
interface MetricFile {
  series: Series;
  freshness: string;
  extracted: string;
  limits: { from: string; to: string; mean: number; lower: number; upper: number }[];
  signals: { period: string; rule: number }[];
  target: { trajectory: { period: string; value: number }[] };
  projection: { date: string } | null;
  status: string;
  confidence: { label: string; weakest: string };
}
interface GateFile {
  gates: {
    id: string;
    position: string;
    results: {
      id: string;
      state: string;
      sentence: string;
      value: number | null;
      n: number;
      periods: string[];
    }[];
  }[];
}

let dist: string;
/** What SQL says of the raw rows: code that shares nothing with the portal. */
let sql: (query: string) => Promise<Record<string, number>[]>;
const file = (path: string) => readFile(join(dist, path), 'utf8');
const json = async <T>(path: string) => JSON.parse(await file(`api/${path}.json`)) as T;
const metric = (id: string) => json<MetricFile>(`metrics/${id}`);
const page = async (path: string) =>
  (await file(`${path}index.html`))
    .replaceAll(/<(style|script|svg)[\s\S]*?<\/\1>/g, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/[\s\u00a0]+/g, ' ')
    .replaceAll(/ (?=[.,;)])/g, '');
const values = ({ series }: MetricFile, site: string | null) =>
  new Map(
    series.filter((point) => point.site === site).map((point) => [point.period, point.value]),
  );
const WEEK = "strftime(week, '%G-W%V')";
const inWords = (value: number, digits: number) =>
  value.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits });
const close = (actual: number | null | undefined, wanted: number) =>
  expect(Math.abs((actual ?? Number.NaN) - wanted)).toBeLessThan(
    1e-9 * Math.max(1, Math.abs(wanted)),
  );

beforeAll(async () => {
  const root = await bottler();
  dist = join(root, 'dist');
  await promisify(execFile)(
    process.execPath,
    [
      'src/cli/main.ts',
      'build',
      '--content',
      join(root, 'content'),
      '--data',
      join(root, 'data'),
      '--cache',
      join(root, 'cache'),
      '--out',
      dist,
    ],
    { env: ENV },
  );
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const name of ['fills', 'stops', 'tickets', 'use', 'cost'])
    await connection.run(
      `create table ${name} as select * from read_csv('${join(root, `data/${name}.csv`)}')`,
    );
  sql = async (query) =>
    (await connection.runAndReadAll(query))
      .getRowObjectsJson()
      .map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([key, value]) => [
            key,
            value !== null && /^-?\d+(\.\d+)?(e[-+]\d+)?$/.test(String(value))
              ? Number(value)
              : value,
          ]),
        ),
      ) as Record<string, number>[];
}, 120_000);

/** The 90th percentile by definition 2 of Hyndman and Fan (1996), as SAS: the mean of two values where exactly nine tenths lie below. */
function ninthTenth(sorted: unknown): number {
  const values = String(sorted).split(' ').map(Number);
  const place = values.length * 0.9;
  const whole = Math.round(place);
  return Math.abs(place - whole) < 1e-9
    ? ((values[whole - 1] as number) + (values[whole] ?? (values[whole - 1] as number))) / 2
    : (values[Math.ceil(place) - 1] as number);
}

describe('every number is what the raw rows give', () => {
  it('a share of all plants and of each, in 53 weeks across the end of the year', async () => {
    const shown = await metric('yield');
    for (const site of [null, 'lago', 'mira', 'nord']) {
      const rows = await sql(
        `select ${WEEK} as period, 100.0 * sum(good) / sum(filled) as value from fills ${site ? `where site = '${site}'` : ''} group by 1 order by 1`,
      );
      expect(rows.length).toBe(site === 'lago' || site === 'mira' ? 52 : 53);
      for (const row of rows)
        close(values(shown, site).get(String(row.period)), row.value as number);
      expect([...values(shown, site)].filter(([, value]) => value !== null)).toHaveLength(
        rows.length,
      );
    }
    expect(values(shown, 'lago').get('2026-W53')).toBeNull();
    expect(values(shown, 'mira').get('2027-W02')).toBeNull();
  });
  it('its baseline, its limits and where it should be by now', async () => {
    const shown = await metric('yield');
    const first = (
      await sql(
        'select week, 100.0 * sum(good) / sum(filled) as value from fills group by 1 order by 1 limit 12',
      )
    ).map((row) => row.value as number);
    const mean = first.reduce((sum, value) => sum + value, 0) / 12;
    const ranges = first.slice(1).map((value, at) => Math.abs(value - (first[at] as number)));
    const all = ranges.reduce((sum, range) => sum + range, 0) / ranges.length;
    const kept = ranges.filter((range) => range < 3.267 * all);
    const reach = (2.66 * kept.reduce((sum, range) => sum + range, 0)) / kept.length;
    close(shown.limits[0]?.mean, mean);
    close(shown.limits[0]?.lower, mean - reach);
    close(shown.limits[0]?.upper, mean + reach);
    // From the baseline that the goal states, 91, in the first week after its periods, 27 April 2026, to that of the due date, 28 June 2027: 61 weeks.
    expect(shown.target.trajectory).toHaveLength(62);
    close(
      shown.target.trajectory.find((point) => point.period === '2027-W05')?.value,
      91 + ((97 - 91) * 40) / 61,
    );
    const outside = (
      await sql(
        'select week, 100.0 * sum(good) / sum(filled) as value from fills group by 1 order by 1',
      )
    ).filter(
      (row) => (row.value as number) > mean + reach || (row.value as number) < mean - reach,
    ).length;
    expect(shown.signals.filter((signal) => signal.rule === 1)).toHaveLength(outside);
  });
  it('a monthly sum of weekly rows', async () => {
    const shown = await metric('bottles');
    for (const site of [null, 'lago', 'mira', 'nord']) {
      for (const row of await sql(
        `select strftime(week, '%Y-%m') as period, sum(good) as value from fills where week < '2027-02-01' ${site ? `and site = '${site}'` : ''} group by 1`,
      ))
        close(values(shown, site).get(String(row.period)), row.value as number);
    }
    expect(values(shown, null).has('2027-02')).toBe(false);
  });
  it('a median and a ninth tenth of all events together, not of the plants', async () => {
    const [median, tenth] = [await metric('stop'), await metric('long-stop')];
    for (const site of [null, 'lago', 'mira']) {
      for (const row of await sql(
        `select strftime(day, '%Y-%m') as period, median(minutes) as middle, string_agg(minutes::varchar, ' ' order by minutes) as sorted, count(*) as n from stops ${site ? `where site = '${site}'` : ''} group by 1`,
      )) {
        close(values(median, site).get(String(row.period)), row.middle as number);
        close(values(tenth, site).get(String(row.period)), ninthTenth(row.sorted));
        expect(
          median.series.find((point) => point.site === site && point.period === String(row.period))
            ?.n,
        ).toBe(row.n);
      }
    }
  });
  it('a wait with what is still open, by the product of what stays; where less than half ended there is none, and the page says so', async () => {
    const shown = await metric('wait');
    let unreached = 0;
    for (const site of [null, 'lago', 'mira']) {
      const rows = (await sql(
        `select strftime(opened, '%Y-%m') as period, closed is null as open, date_diff('minute', opened, coalesce(closed, timestamp '${AS_OF} 00:00:00')) / 60.0 as hours from tickets ${site ? `where site = '${site}'` : ''}`,
      )) as unknown as { period: string; open: boolean; hours: number }[];
      for (const [period, items] of Map.groupBy(rows, (row) => row.period)) {
        let stays = 1;
        let median: number | null = null;
        const ended = new Set(items.filter((item) => !item.open).map((item) => item.hours));
        const times = [...ended].sort((a, b) => a - b);
        for (const [at, time] of times.entries()) {
          stays *=
            1 -
            items.filter((item) => !item.open && item.hours === time).length /
              items.filter((item) => item.hours >= time).length;
          if (median !== null || stays > 0.5 + 1e-12) continue;
          // At exactly one half the median is the middle of the flat part, as in R's survival.
          const flat = Math.abs(stays - 0.5) < 1e-12;
          median = flat ? (time + (times[at + 1] ?? time)) / 2 : time;
        }
        const value = values(shown, site).get(period);
        if (median === null) {
          unreached += 1;
          expect(value).toBeNull();
        } else close(value, median);
      }
    }
    expect(unreached).toBeGreaterThan(0);
    expect(await page('metrics/wait/')).toMatch(
      /Of \d+ in January 2027 less than half have ended, so there is no median yet/,
    );
  });
  it('money: by quarter with one that holds none, discounted from the first', async () => {
    const portfolio = await json<{
      initiatives: {
        id: string;
        businessCase: {
          plan: { npv: number; roi: number; payback: number };
          forecast: { npv: number };
          claimed: { npv: number };
        } | null;
      }[];
    }>('portfolio');
    const shown = portfolio.initiatives.find((one) => one.id === 'label-check')?.businessCase;
    const quarters = ['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4', '2027-Q1', '2027-Q2', '2027-Q3'];
    const of = (benefit: (entry: (typeof CASH)[number]) => number) =>
      quarters.map((quarter) =>
        CASH.filter((entry) => entry.period === quarter).reduce(
          (sum, entry) =>
            sum + benefit(entry) - ('cost' in entry ? (entry.cost as number) : entry.plannedCost),
          0,
        ),
      );
    const worth = (net: number[]) =>
      net.reduce((sum, flow, at) => sum + flow / 1.12 ** (at / 4), 0);
    const plan = quarters.map((quarter) =>
      CASH.filter((entry) => entry.period === quarter).reduce(
        (sum, entry) => sum + entry.planned - entry.plannedCost,
        0,
      ),
    );
    close(shown?.plan.npv, worth(plan));
    close(shown?.plan.roi, (20 + 60 + 80 + 80 - 160) / 160);
    close(shown?.plan.payback, 4 + 70 / 80);
    close(
      shown?.forecast.npv,
      worth(
        of((entry) =>
          'cost' in entry ? (entry.validated ?? 0) : (entry.planned * (12 + 45)) / (20 + 60),
        ),
      ),
    );
    close(
      shown?.claimed.npv,
      worth(
        of((entry) =>
          'cost' in entry ? (entry.claimed ?? 0) : (entry.planned * (18 + 66)) / (20 + 60),
        ),
      ),
    );
    expect(await page('initiatives/label-check/')).toContain(`${Math.round(worth(plan))} k EUR`);
  });
  it('a formula from rolled-up parts, its baseline, and the restated value in it', async () => {
    const shown = await metric('cost-per-bottle');
    const latest = 'select month, site, arg_max(cost, drawn) as cost from cost group by 1, 2';
    const bottles =
      "select date_trunc('month', week) as month, site, sum(good) as bottles from fills group by 1, 2";
    for (const site of [null, 'lago', 'mira', 'nord']) {
      for (const row of await sql(
        `select strftime(c.month, '%Y-%m') as period, 1e6 * sum(c.cost) / sum(b.bottles) as value from (${latest}) c join (${bottles}) b on b.month = c.month and b.site = c.site ${site ? `where c.site = '${site}'` : ''} group by 1`,
      ))
        close(values(shown, site).get(String(row.period)), row.value as number);
    }
    expect(values(await metric('cost'), 'lago').get('2026-10')).toBe(377);
    const [baseline] = await sql(
      `select 1e6 * (select sum(cost) from (${latest}) where month between '2026-06-01' and '2026-08-31') / (select sum(good) from fills where week between '2026-06-01' and '2026-08-31') as value`,
    );
    expect(await page('metrics/cost-per-bottle/')).toContain(inWords(baseline?.value as number, 2));
    expect(await page('metrics/cost/')).toContain('Oct 2026 Lago from');
  });
});

describe('every judgement is what the rules give', () => {
  const result = async (gate: string, id: string) =>
    (await json<GateFile>('gates')).gates
      .find((one) => one.id === gate)
      ?.results.find((one) => one.id === id);
  it('plant by plant, with a week that did not come', async () => {
    const weeks = (await sql(
      `select site, ${WEEK} as week, 100.0 * sum(good) / sum(filled) >= 95.5 as held from fills where week >= '2027-01-11' and site in ('lago', 'mira') group by 1, 2`,
    )) as unknown as { site: string; held: boolean }[];
    const held = (site: string) => weeks.filter((row) => row.site === site && row.held).length;
    expect(held('lago')).toBe(2);
    expect(await result('label-g1', 'each')).toMatchObject({
      state: 'not-met',
      sentence: expect.stringContaining(`Lago ${held('lago')} of 4 weeks (needs 95.5 %)`),
    });
  });
  it('a pool by its sums over the window, of the plants of the initiative alone', async () => {
    const [wanted] = await sql(
      "select 100.0 * sum(good) / sum(filled) as value, sum(filled) as n from fills where week between '2026-12-14' and '2027-02-01' and site in ('lago', 'mira')",
    );
    const pool = await result('label-g1', 'pool');
    close(pool?.value, wanted?.value as number);
    expect(pool).toMatchObject({
      state: 'met',
      n: wanted?.n,
      periods: [
        '2026-12-14',
        '2026-12-21',
        '2026-12-28',
        '2027-01-04',
        '2027-01-11',
        '2027-01-18',
        '2027-01-25',
        '2027-02-01',
      ],
    });
  });
  it('a change of a formula against its baseline, both rolled up for these plants', async () => {
    const over = async (from: string, to: string) =>
      (
        await sql(
          `select 1e6 * (select sum(cost) from (select month, site, arg_max(cost, drawn) as cost from cost group by 1, 2) where month between '${from}' and '${to}' and site in ('lago', 'mira')) / (select sum(good) from fills where week between '${from}' and '${to}' and site in ('lago', 'mira')) as value`,
        )
      )[0]?.value as number;
    const [before, now] = [
      await over('2026-06-01', '2026-08-31'),
      await over('2026-12-01', '2027-01-31'),
    ];
    const change = await result('label-g1', 'change');
    close(change?.value, now);
    expect(change).toMatchObject({
      state: now <= 0.95 * before ? 'met' : 'not-met',
      sentence: expect.stringContaining('% against the baseline'),
    });
  });
  it('a median over two months, of all events in them', async () => {
    const [wanted] = await sql(
      "select median(minutes) as value, count(*) as n from stops where day >= '2026-12-01'",
    );
    const shorter = await result('stops-g1', 'shorter');
    close(shorter?.value, wanted?.value as number);
    expect(shorter).toMatchObject({ state: 'not-met', n: wanted?.n });
  });
  it('two frameworks that call their gates alike have a board each', async () => {
    const said = await page('gates/');
    expect(said).toMatch(
      /Group way State G1 Buy it .*Short stops.*House way State G1 Leave the pilot .*Label check/,
    );
  });
});

describe('a group of three people', () => {
  it('is shown nowhere, and cannot be worked out of what is told', async () => {
    const shown = await metric('use');
    const [wanted] = await sql(
      "select 100.0 * sum(active) / sum(eligible) as value, sum(active) as active, sum(eligible) as eligible from use where week = '2027-02-01' and site <> 'nord'",
    );
    close(values(shown, null).get('2027-W05'), wanted?.value as number);
    expect(
      shown.series.find((point) => point.site === null && point.period === '2027-W05'),
    ).toMatchObject({ numerator: wanted?.active, denominator: wanted?.eligible });
    expect(
      shown.series.filter(
        (point) =>
          point.site === 'nord' && (point.value ?? point.numerator ?? point.denominator) !== null,
      ),
    ).toEqual([]);
    expect(
      (await file('api/metrics/use.csv'))
        .split('\n')
        .filter(
          (line) =>
            line.includes(',nord,') &&
            /\d$|,[1-9]/.test(line.split(',').slice(2).join(',').replace(/,0$/, '')),
        ),
    ).toEqual([]);
    expect(await page('metrics/use/')).toContain('left out of totals that would give them away');
  });
  it('has come all the same: withheld is not missing', async () =>
    expect((await metric('use')).confidence.weakest).not.toContain(
      'of the expected periods arrived',
    ));
  it('decides no gate', async () => {
    const used = (await json<GateFile>('gates')).gates
      .find((one) => one.id === 'label-g1')
      ?.results.find((one) => one.id === 'used');
    expect(used).toMatchObject({
      state: 'insufficient-data',
      value: null,
      n: 0,
      sentence: 'not enough data: Nord: fewer than 5 people, whose use is not told',
    });
  });
});

describe('the same number stands on the page, in the report, in JSON and in CSV', () => {
  it.each([
    ['yield', null, 1],
    ['yield', 'mira', 1],
    ['cost-per-bottle', null, 2],
  ] as const)('%s of %s', async (id, site, digits) => {
    const shown = values(await metric(id), site);
    const newest = [...shown.values()].findLast((value) => value !== null) as number;
    const words = inWords(newest, digits);
    expect(await page('reports/q4/')).toContain(words);
    expect(await page(`metrics/${id}/`)).toContain(words);
    expect(await file(`api/metrics/${id}.csv`)).toContain(`,${site ?? ''},${newest},`);
  });
  it('an export is as old as what its rows tell of, or as it says', async () => {
    expect((await metric('yield')).extracted).toBe('2027-02-07');
    expect((await metric('cost')).extracted).toBe('2027-02-05');
    expect((await metric('bottles')).freshness).toBe('fresh');
  });
});
