import { describe, expect, it } from 'vitest';
import { metricSchema } from '#ingest/schemas/metric.ts';
import { clockRuns } from '#model/initiative/clock/clockRuns.ts';
import { clockSentence } from '#model/initiative/clock/clockSentence.ts';
import { clocksSince } from '#model/initiative/clock/clockSince.ts';
import { clockState } from '#model/initiative/clock/clockState.ts';
import { clockTable } from '#model/initiative/clock/clockTable.ts';
import { withClocks } from '#model/initiative/clock/withClocks.ts';
import { computeMetrics } from '#model/metric/computeMetric.ts';
import type { ClockKind } from '#model/record/clock.ts';
import type { FrictionItem } from '#model/record/friction.ts';
import { addDays } from '#model/time/date.ts';
import { AS_OF, sunday, weeks, world } from '../../gate/evidence.ts';

const ago = (days: number) => addDays(AS_OF, -days);
function portfolioOf(
  initiative: Record<string, unknown>,
  { percents = [13, 13], friction = [], more = {} } = {} as {
    percents?: number[];
    friction?: FrictionItem[];
    more?: Parameters<typeof world>[0]['more'];
  },
) {
  return world({
    cells: weeks('A', percents),
    friction,
    more,
    initiative: {
      metrics: [{ id: 'use', role: 'primary' }],
      sites: [{ site: 'A' }],
      ...initiative,
    },
  }).portfolio;
}
function say(kind: ClockKind, initiative: Record<string, unknown>, percents = [13, 13]) {
  const runs = clockRuns(portfolioOf(initiative, { percents }));
  return clockSentence(kind, clockState(runs.filter((run) => run.kind === kind)));
}
const plants = (days: number[]) => days.map((day, at) => ({ site: `P${at}`, live: ago(day) }));
const decided = (days: number[]) =>
  days.map((day) => ({
    id: `g${day}`,
    phase: 'pilot',
    due: ago(day),
    decision: { outcome: 'advance', date: ago(day), decider: 'D' },
  }));
/** Items of the log: opened so many days ago, answered after so many hours. */
const asks = (items: [days: number, hours: number | null][]): FrictionItem[] =>
  items.map(([days, hours], at) => ({
    id: `F-${at}`,
    initiative: 'trial',
    from: 'business',
    to: 'ot',
    severity: 2,
    site: at % 2 === 0 ? 'A' : null,
    opened: `${ago(days)}T08:00`,
    firstResponse:
      hours === null
        ? null
        : new Date(Date.parse(`${ago(days)}T08:00Z`) + hours * 3.6e6).toISOString().slice(0, 16),
    resolved: null,
    title: 'x',
  }));

describe('the programme clock', () => {
  it('times planning to the line', () =>
    expect(
      say('planning-to-line', { start: ago(100), sites: [{ site: 'A', live: ago(16) }] }),
    ).toBe('From planning to the line: 84 days.'));
  it('times the first to the fifth plant', () =>
    expect(say('first-to-fifth-plant', { sites: plants([200, 150, 120, 60, 25]) })).toBe(
      'From the first to the fifth plant: 175 days.',
    ));
  it('times a go-live to 80 % use by the metric of the plant', () => {
    const days = (Date.parse(sunday(0)) - Date.parse(ago(30))) / 864e5;
    expect(
      say('go-live-to-use', { sites: [{ site: 'A', live: ago(30) }] }, [90, 40, 60, 70, 82]),
    ).toBe(`From go-live to 80 % use: ${days} days.`);
  });
  it('times one gate to the next', () =>
    expect(say('gate-to-gate', { gates: decided([200, 130, 90]) })).toBe(
      'From one gate to the next: half took 55 days or less (two steps arrived, the last after 70 days).',
    ));
  it('counts the way to a gate that is not decided yet, and none where the work is done', () => {
    const gates = [...decided([200, 130]), { id: 'next', phase: 'pilot', due: addDays(AS_OF, 30) }];
    expect(say('gate-to-gate', { gates })).toMatch(/; one step still under way\)\.$/);
    const runs = clockRuns(portfolioOf({ gates })).filter(({ kind }) => kind === 'gate-to-gate');
    expect(runs.map(({ days, to }) => [days, to !== null])).toEqual([
      [70, true],
      [130, false],
    ]);
    for (const status of ['done', 'stopped'])
      expect(say('gate-to-gate', { gates, status })).not.toContain('under way');
  });
  it('times a gate from the day it is due to its decision, and one before that day as none', () => {
    const gates = [
      { ...decided([90])[0], due: ago(100) },
      { ...decided([60])[0], due: ago(50) },
      { id: 'late', phase: 'pilot', due: ago(7) },
      { id: 'coming', phase: 'pilot', due: addDays(AS_OF, 7) },
    ];
    const runs = clockRuns(portfolioOf({ gates })).filter(({ kind }) => kind === 'due-to-decision');
    expect(runs.map(({ days, to }) => [days, to !== null])).toEqual([
      [10, true],
      [0, true],
      [7, false],
    ]);
  });
  it('times an ask to its answer by the hour, and counts what nobody answered', () => {
    const runs = clockRuns(
      portfolioOf(
        {},
        {
          friction: asks([
            [20, 4],
            [19, 6],
            [10, null],
          ]),
        },
      ),
    );
    expect(clockSentence('ask-to-answer', clockState(runs))).toMatch(
      /^From an ask to its answer: half took 6 hours or less \(two items arrived, .*; one item still under way\)\.$/,
    );
  });
  it('shows its course by the half-year in which a run began', () => {
    const gates = decided([300, 250, 60, 20]);
    const [row] = clockTable(clockRuns(portfolioOf({ gates })), AS_OF).filter(
      ({ kind }) => kind === 'gate-to-gate',
    );
    expect(row?.course.map(({ half, words }) => [half, words])).toEqual([
      ['2025, first half', '–'],
      ['2025, second half', '50 days (1 ended)'],
      ['2026, first half', '190 days (1 ended)'],
      ['2026, second half', '40 days (1 ended)'],
    ]);
  });
});

describe('a metric can be a clock', () => {
  const clock = (value: Record<string, unknown>, fields = {}) => ({
    speed: {
      metric: {
        title: 'Speed',
        type: 'behavior',
        direction: 'down',
        unit: 'd',
        export: '',
        date: undefined,
        value,
        grain: 'month',
        spc: 'none',
        ...fields,
      },
      cells: [],
    },
  });
  it('has a value a period, by when its runs began, at each plant and for a formula over it', () => {
    const more = {
      ...clock({ clock: 'ask-to-answer', unit: 'hours' }),
      pace: {
        metric: {
          title: 'Pace',
          type: 'behavior',
          direction: 'up',
          unit: '',
          export: '',
          value: { formula: '24 / speed' },
          grain: 'month',
          spc: 'none',
        },
        cells: [],
      },
    };
    const portfolio = withClocks(
      portfolioOf(
        {},
        {
          more,
          friction: asks([
            [80, 4],
            [79, 8],
            [40, 2],
            [39, 10],
            [38, null],
          ]),
        },
      ),
    );
    const metrics = computeMetrics(portfolio);
    const state = metrics.get('speed');
    expect(state?.all.series.map(({ period, value }) => [period, value])).toEqual([
      ['2026-07-01', 6],
      ['2026-08-01', 10],
    ]);
    expect(state?.bySite.map(({ site, latest }) => [site, latest?.value])).toEqual([['A', 2]]);
    expect(metrics.get('pace')?.all.latest?.value).toBeCloseTo(2.4);
    expect(state?.freshness).not.toBe('stale');
  });
  it('is known as of a past day as it was then', () => {
    const portfolio = portfolioOf(
      {},
      { more: clock({ clock: 'gate-to-gate', initiative: 'trial' }) },
    );
    expect(computeMetrics(withClocks(portfolio)).get('speed')?.doubts).toEqual([
      'This clock has no run: no initiative has two decided gates.',
    ]);
  });
  it.each([
    [{ export: 'use' }, 'no export'],
    [{ where: { plant: 'A' } }, 'no columns'],
    [{ value: { clock: 'gate-to-gate', from: 'it' } }, 'only with the clock ask-to-answer'],
    [{ value: { clock: 'gates' } }, 'ask-to-answer'],
  ])('refuses what would have no effect: %j', (fields, message) => {
    const result = metricSchema.safeParse({
      title: 'Speed',
      type: 'behavior',
      direction: 'down',
      value: { clock: 'gate-to-gate' },
      ...fields,
    });
    expect(JSON.stringify(result.error?.issues)).toContain(message);
  });
});

describe('before and since', () => {
  const slow = Array.from({ length: 17 }, (_, at): [number, number] => [120 - at, 360 + 4 * at]);
  const fast = Array.from({ length: 28 }, (_, at): [number, number] => [60 - at, 3 + at / 10]);
  it('tells the factor with its interval', () => {
    const runs = clockRuns(portfolioOf({}, { friction: asks([...slow, ...fast]) }));
    const [sentence] = clocksSince(runs, { what: 'the trust protocol', day: ago(65) });
    expect(sentence).toMatch(/half took 16 days or less \(17 items arrived\)/);
    expect(sentence).toMatch(/begun since: half took 4.4 hours or less \(28 items arrived\)/);
    expect(sentence).toMatch(/\. 90 times as fast \(95 % interval 81 to 104\); before and since/);
  });
  it('claims nothing where the interval holds no change', () => {
    const same = Array.from({ length: 12 }, (_, at): [number, number] => [60 - at, 300 + 12 * at]);
    const runs = clockRuns(portfolioOf({}, { friction: asks([...slow, ...same]) }));
    expect(clocksSince(runs, { what: 'the pod', day: ago(65) })[0]).toContain(
      'No clear difference',
    );
  });
  it('has no interval from three, and counts what ended under the new as open under the old', () => {
    const runs = clockRuns(
      portfolioOf(
        {},
        {
          friction: asks([
            [100, 24],
            [90, 24 * 80],
            [20, 5],
          ]),
        },
      ),
    );
    expect(clocksSince(runs, { what: 'the pod', day: ago(30) })[0]).toMatch(
      /one item arrived, 1 not by then.*too few have ended for an interval/,
    );
  });
  it('says nothing of a clock that has no run on one side', () => {
    const runs = clockRuns(portfolioOf({ gates: decided([200, 130]) }));
    expect(clocksSince(runs, { what: 'the pod', day: ago(300) })).toEqual([]);
  });
});

describe('a clock without its second event, or with one that has not come, tells no number', () => {
  it.each<[string, ClockKind, Record<string, unknown>, string]>([
    [
      'no start',
      'planning-to-line',
      {},
      'From planning to the line: not known, no initiative has a start and a day of first use.',
    ],
    [
      'no day of first use',
      'planning-to-line',
      { start: ago(50) },
      'From planning to the line: none has arrived yet; one initiative still under way.',
    ],
    [
      'a go-live in the future',
      'planning-to-line',
      { start: ago(50), sites: [{ site: 'A', live: addDays(AS_OF, 30) }] },
      'From planning to the line: none has arrived yet; one initiative still under way.',
    ],
    [
      'a go-live before the start',
      'planning-to-line',
      { start: ago(50), sites: [{ site: 'A', live: ago(60) }] },
      'From planning to the line: not known, no initiative has a start and a day of first use.',
    ],
    [
      'no metric of use at the plant',
      'go-live-to-use',
      { sites: plants([200]) },
      'From go-live to 80 % use: not known, no plant with a metric of use has a day of first use.',
    ],
    [
      'a plant that began without a day of first use',
      'planning-to-line',
      { start: ago(50), sites: [{ site: 'A', since: ago(50) }] },
      'From planning to the line: not known, no initiative has a start and a day of first use.',
    ],
    [
      'a stopped initiative',
      'planning-to-line',
      { start: ago(50), status: 'stopped' },
      'From planning to the line: not known, no initiative has a start and a day of first use.',
    ],
    [
      'four plants',
      'first-to-fifth-plant',
      { sites: plants([200, 150, 120, 60]) },
      'From the first to the fifth plant: none has arrived yet; one roll-out still under way.',
    ],
  ])('%s', (_, kind, initiative, sentence) => expect(say(kind, initiative)).toBe(sentence));
});
