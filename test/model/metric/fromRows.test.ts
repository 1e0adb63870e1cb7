import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { MetricState } from '#model/metric/metricState.ts';
import type { Portal } from '#model/portal.ts';
import { problemLine } from '#model/problem.ts';
import { laneyLimits } from '#model/statistics/chart/laney.ts';
import { composePortal } from '#site/compose.ts';
import examples from '../examples.json' with { type: 'json' };

/** The worked examples as a user has them: rows of an export, and metrics in YAML. */
const lines = Object.entries(examples.E2_oee.inputs).map(([line, { PBT, APT, PRU, PQ, GQ }]) => ({
  line,
  planned: PBT,
  running: APT,
  ideal: PRU * PQ,
  good: PRU * GQ,
  setUp: line === 'L1' ? examples.E2b_nee.ASUT : 0,
}));
const TIMES = `month,site,line,planned,running,ideal,good,set_up\n${lines.map((one) => `2026-09-01,A,${one.line},${one.planned},${one.running},${one.ideal},${one.good},${one.setUp}`).join('\n')}\n`;
const WEEKS = ['2026-09-07', '2026-09-14', '2026-09-21', '2026-09-28'];
const VISITS = `week,site,user\n${examples.E4b_habit.matrix.flatMap((marks, person) => [...marks].flatMap((mark, at) => (mark === '1' ? [`${WEEKS[at]},A,user-${person}`] : []))).join('\n')}\n`;
// The eight points of the example twice: limits want twelve.
const defects = [...examples.E10c_laney.defects, ...examples.E10c_laney.defects];
const inspected = [...examples.E10c_laney.n, ...examples.E10c_laney.n];
const months = defects.map(
  (_, at) =>
    `${2025 + Math.floor((at + 5) / 12)}-${String(((at + 5) % 12) + 1).padStart(2, '0')}-01`,
);
const DEFECTS = `month,site,defects,inspected\n${defects.map((count, at) => `${months[at]},A,${count},${inspected[at]}`).join('\n')}\n`;
const GOOD = `month,site,good,inspected\n${Object.entries(examples.E1_ratio_of_sums.inputs)
  .map(([site, [good, of]]) => `2026-09-01,${site},${good},${of}`)
  .join('\n')}\n`;

const field = (names: string, numbers: string) => [
  ...names
    .split(' ')
    .map((name) => ({ name, type: name === 'month' || name === 'week' ? 'date' : 'string' })),
  ...numbers
    .split(' ')
    .filter(Boolean)
    .map((name) => ({ name, type: 'number' })),
];
const resource = (name: string, fields: object[]) => ({
  name,
  path: `${name}.csv`,
  schema: { fields },
  trilens: { owner: 'Somebody', everyDays: 31, site: 'site' },
});
const metric = (source: string, date: string, value: string, more = '') =>
  `title: T\ntype: outcome\nunit: ""\ndecimals: 6\ndirection: up\nexport: ${source}\ndate: ${date}\ngrain: ${date}\ndimensions: { site: site${more.includes('line') ? ', line: line' : ''} }\nvalue: ${value}\n${more.replace('line', '')}`;
const ratio = (numerator: string, denominator: string) =>
  `{ ratio: { numerator: { sum: ${numerator} }, denominator: { sum: ${denominator} } } }`;
const formula = (text: string) =>
  `title: T\ntype: outcome\nunit: ""\ndecimals: 6\ndirection: up\ngrain: month\nvalue: { formula: "${text}" }\n`;

const FILES: Record<string, string> = {
  'content/portfolio.yaml': 'name: Rows\nasOf: 2026-10-07\n',
  'content/sites.yaml': ['A', ...Object.keys(examples.E1_ratio_of_sums.inputs)]
    .map(
      (id) =>
        `- { id: ${id}, name: ${id}${id === 'A' ? ', lines: [{ id: L1, name: L1 }, { id: L2, name: L2 }, { id: L3, name: L3 }]' : ''} }\n`,
    )
    .join(''),
  'data/datapackage.json': JSON.stringify({
    resources: [
      resource('times', field('month site line', 'planned running ideal good set_up')),
      resource('visits', field('week site user', '')),
      resource('defects', field('month site', 'defects inspected')),
      resource('good', field('month site', 'good inspected')),
    ],
  }),
  'data/times.csv': TIMES,
  'data/visits.csv': VISITS,
  'data/defects.csv': DEFECTS,
  'data/good.csv': GOOD,
  'content/metrics/planned.yaml': metric('times', 'month', '{ sum: planned }'),
  'content/metrics/running.yaml': metric('times', 'month', '{ sum: running }'),
  'content/metrics/ideal.yaml': metric('times', 'month', '{ sum: ideal }'),
  'content/metrics/good.yaml': metric('times', 'month', '{ sum: good }'),
  'content/metrics/set-up.yaml': metric('times', 'month', '{ sum: set_up }'),
  'content/metrics/availability.yaml': metric(
    'times',
    'month',
    ratio('running', 'planned'),
    'line',
  ),
  'content/metrics/effectiveness.yaml': metric('times', 'month', ratio('ideal', 'running'), 'line'),
  'content/metrics/quality.yaml': metric('times', 'month', ratio('good', 'ideal'), 'line'),
  'content/metrics/oee.yaml': formula('availability * effectiveness * quality'),
  'content/metrics/oee-by-line.yaml': metric('times', 'month', ratio('good', 'planned'), 'line'),
  'content/metrics/lost-by-stops.yaml': formula('planned - running'),
  'content/metrics/lost-by-speed.yaml': formula('running - ideal'),
  'content/metrics/lost-by-quality.yaml': formula('ideal - good'),
  'content/metrics/nee.yaml': formula('(running + set-up) / planned * effectiveness * quality'),
  'content/metrics/active.yaml': metric('visits', 'week', '{ countDistinct: user }'),
  'content/metrics/by-habit.yaml': metric('visits', 'week', '{ habit: user }'),
  'content/metrics/habit-of-active.yaml': metric(
    'visits',
    'week',
    '{ ratio: { numerator: { habit: user }, denominator: { countDistinct: user } } }',
  ),
  'content/metrics/defect-share.yaml': metric(
    'defects',
    'month',
    ratio('defects', 'inspected'),
    'spc: p-prime',
  ),
  'content/metrics/defect-share-xmr.yaml': metric(
    'defects',
    'month',
    ratio('defects', 'inspected'),
  ),
  'content/metrics/good-parts.yaml': metric('good', 'month', '{ sum: good }'),
  'content/metrics/inspected-parts.yaml': metric('good', 'month', '{ sum: inspected }'),
  'content/metrics/yield-by-formula.yaml': formula('good-parts / inspected-parts'),
  'content/metrics/yield.yaml': metric('good', 'month', ratio('good', 'inspected')),
};

/** A portfolio of these files, read and computed as a build does. */
async function compose(
  files: Record<string, string>,
): Promise<{ portal: Portal | null; text: string }> {
  const root = await mkdtemp(join(tmpdir(), 'trilens-rows-'));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), text);
  }
  const { portal, problems } = await composePortal({
    contentDir: join(root, 'content'),
    dataDir: join(root, 'data'),
    asOf: null,
    cacheDir: join(root, 'cache'),
  });
  return { portal, text: problems.map(problemLine).join('\n') };
}

let portal: Portal;
beforeAll(async () => {
  const composed = await compose(FILES);
  expect(composed.text).toBe('');
  portal = composed.portal as Portal;
});
const state = (id: string) => portal.metrics.get(id) as MetricState;
const newest = (id: string) => state(id).all.latest?.value as number;
const near = (actual: number | null | undefined, wanted: number) =>
  expect(actual).toBeCloseTo(wanted, 6);

describe('equipment effectiveness, from minutes in an export', () => {
  const {
    aggregate_oee,
    aggregate_A,
    aggregate_P,
    aggregate_Q_time_weighted,
    lines: each,
    mean_of_oees,
  } = examples.E2_oee;
  it('over lines is sums first, then the product; never the mean of the lines', () => {
    near(newest('oee'), aggregate_oee);
    near(newest('availability'), aggregate_A);
    near(newest('effectiveness'), aggregate_P);
    near(newest('quality'), aggregate_Q_time_weighted);
    near(newest('oee-by-line'), aggregate_oee);
    expect(newest('oee')).not.toBeCloseTo(mean_of_oees, 2);
  });
  it('of each line is its own', () => {
    for (const [line, wanted] of Object.entries(each)) {
      const of = (id: string) =>
        state(id).byLine.find((scope) => scope.line === line)?.latest?.value;
      near(of('availability'), wanted.availability);
      near(of('effectiveness'), wanted.effectiveness);
      near(of('quality'), wanted.quality);
      near(of('oee-by-line'), wanted.oee);
      near(of('oee'), wanted.oee);
    }
  });
  it('loses minutes to stops, speed and quality that add up to the planned time', () => {
    const sum = (part: 'availability_loss' | 'performance_loss' | 'quality_loss' | 'effective') =>
      Object.values(each).reduce((total, line) => total + line[part], 0);
    near(newest('lost-by-stops'), sum('availability_loss'));
    near(newest('lost-by-speed'), sum('performance_loss'));
    near(newest('lost-by-quality'), sum('quality_loss'));
    near(
      newest('lost-by-stops') +
        newest('lost-by-speed') +
        newest('lost-by-quality') +
        newest('good'),
      newest('planned'),
    );
  });
  it('is .654444 where a line of sixty a minute made 19,271 in 433 of 480 minutes, 18,848 of them good', async () => {
    const shift = await compose({
      ...FILES,
      'data/times.csv': `month,site,line,planned,running,ideal,good,set_up\n2026-09-01,A,L1,480,433,${19_271 / 60},${18_848 / 60},0\n`,
    });
    near(shift.portal?.metrics.get('oee')?.all.latest?.value, 0.654444);
  });
  it('set-up is no loss of net equipment effectiveness', async () => {
    const alone = await compose({
      ...FILES,
      'data/times.csv': `${TIMES.split('\n').slice(0, 2).join('\n')}\n`,
    });
    near(alone.portal?.metrics.get('nee')?.all.latest?.value, examples.E2b_nee.nee);
  });
});

describe('use by habit, from an export with a row for each visit', () => {
  it('counts who came in three of the last four weeks, not who was ever there', () => {
    const people = examples.E4b_habit.matrix.length;
    near(newest('active') / people, examples.E4b_habit.wau_rate);
    near(newest('by-habit') / people, examples.E4b_habit.habit_rate);
    near(newest('habit-of-active'), examples.E4b_habit.habitual / examples.E4b_habit.wau_last);
  });
  it('says nothing before four weeks are there', () =>
    expect(state('by-habit').all.values.filter((value) => value !== null)).toHaveLength(1));
});

describe('proportions of large and unequal numbers', () => {
  it('have limits of their own each month, as wide as the months differ', () => {
    const { limits, signals } = state('defect-share').all;
    const wanted = laneyLimits(defects.map((k, at) => ({ k, n: inspected[at] as number })));
    expect(limits.map((limit) => [limit.from, limit.to])).toEqual(
      months.map((month) => [month, month]),
    );
    for (const [at, limit] of limits.entries()) {
      near(limit.upper, wanted.upper[at] as number);
      near(limit.lower, Math.max(0, wanted.lower[at] as number));
    }
    expect(signals).toEqual([]);
  });
  it('that jump beyond the limits of their own month are a signal, where the same share of fewer is none', async () => {
    const with_ = async (row: string) =>
      (
        await compose({
          ...FILES,
          'data/defects.csv': DEFECTS.replace(/2026-09-01,A,\d+,\d+/, row),
        })
      ).portal?.metrics
        .get('defect-share')
        ?.all.signals.filter((signal) => signal.period === '2026-09-01');
    expect(await with_('2026-09-01,A,600,6000')).toMatchObject([{ rule: 1 }]);
    expect(await with_('2026-09-01,A,6,60')).toEqual([]);
  });
  it('are refused limits of this kind where the metric is no ratio', async () => {
    const { text } = await compose({
      ...FILES,
      'content/metrics/planned.yaml': metric('times', 'month', '{ sum: planned }', 'spc: p-prime'),
    });
    expect(text).toMatch(/planned\.yaml:\d+:\d+ .*p-prime.*ratio/);
  });
});

describe('a rate over sites', () => {
  it.each(['yield', 'yield-by-formula'])('is the ratio of the sums: %s', (id) => {
    near(newest(id), examples.E1_ratio_of_sums.ratio_of_sums);
    for (const [site, wanted] of Object.entries(examples.E1_ratio_of_sums.per_site))
      near(state(id).bySite.find((scope) => scope.site === site)?.latest?.value, wanted);
    expect(newest(id)).not.toBeCloseTo(examples.E1_ratio_of_sums.mean_of_ratios, 2);
  });
});

describe('a formula', () => {
  const two = `month,site,good,inspected\n2026-08-01,A,90,100\n2026-08-01,ESK,10,1000\n2026-09-01,A,80,100\n2026-09-01,ESK,30,1000\n`;
  it('has a baseline over several periods, each part rolled up before', async () => {
    const { portal: both } = await compose({
      ...FILES,
      'data/good.csv': two,
      'content/metrics/yield-by-formula.yaml': `${formula('good-parts / inspected-parts')}baseline: { period: 2026-08/2026-09 }\n`,
    });
    near(both?.metrics.get('yield-by-formula')?.baseline, 210 / 2200);
  });
  it('may take a formula, whatever their names', async () => {
    const { portal: nested } = await compose({
      ...FILES,
      'content/metrics/a-rest.yaml': formula('1 - yield-by-formula'),
    });
    near(
      nested?.metrics.get('a-rest')?.all.latest?.value,
      1 - examples.E1_ratio_of_sums.ratio_of_sums,
    );
  });
  it.each([
    [
      'takes itself in a circle',
      formula('1 - yield'),
      'content/metrics/yield.yaml',
      ['value goes in a circle: yield → yield'],
    ],
    [
      'holds what is no part of one',
      formula('good-parts ^ 2'),
      'content/metrics/x.yaml',
      ['x.yaml:7:', '"^" in it means nothing', 'write metric ids and numbers'],
    ],
    [
      'leaves out the nought of a fraction, which would be read as another number',
      formula('.5 * good-parts'),
      'content/metrics/x.yaml',
      ['"." in it means nothing'],
    ],
    [
      'ends before it is over',
      formula('(good-parts + 1'),
      'content/metrics/x.yaml',
      ['a number, an operator or a bracket is missing'],
    ],
    [
      'takes weeks into months',
      formula('good-parts / active'),
      'content/metrics/x.yaml',
      ['takes "active" by the week, and the metric itself goes by the month', 'set grain: week'],
    ],
  ])('that %s is told', async (_, text, file, wanted) => {
    const { portal: none, text: said } = await compose({ ...FILES, [file]: text });
    expect(none).toBeNull();
    for (const part of wanted) expect(said).toContain(part);
  });
});

describe('a median', () => {
  it('of an even number of values is the middle of two, over sites that of all of them together', async () => {
    const rows =
      'month,site,hours\n2026-09-01,A,1\n2026-09-01,A,2\n2026-09-01,A,3\n2026-09-01,A,10\n2026-09-01,ESK,50\n2026-09-01,ESK,60\n';
    const contract = JSON.parse(FILES['data/datapackage.json'] as string) as {
      resources: object[];
    };
    const { portal: with_ } = await compose({
      ...FILES,
      'data/datapackage.json': JSON.stringify({
        resources: [...contract.resources, resource('waits', field('month site', 'hours'))],
      }),
      'data/waits.csv': rows,
      'content/metrics/wait.yaml': metric('waits', 'month', '{ median: hours }'),
      'content/metrics/long-wait.yaml': metric('waits', 'month', '{ p90: hours }'),
    });
    expect(with_?.metrics.get('wait')?.bySite.map((scope) => scope.latest?.value)).toEqual([
      2.5, 55,
    ]);
    expect(with_?.metrics.get('wait')?.all.latest?.value).toBe(6.5);
    expect(with_?.metrics.get('long-wait')?.all.latest?.value).toBe(60);
  });
});
