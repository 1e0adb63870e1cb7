import { describe, expect, it } from 'vitest';
import { computeMetrics } from '#model/metric/computeMetric.ts';
import { days, judge, review, sunday, week, weeks, world, type World } from './evidence.ts';

const ABOVE = { must: '>= 80 %' };
const state = (result: ReturnType<typeof judge>) => `${result.state}: ${result.reason}`;

describe('a criterion on a metric is judged in this order', () => {
  it('scope: no site or line has the metric', () =>
    expect(
      state(
        judge(
          { ...ABOVE, per: 'site' },
          { cells: weeks('C', [90, 90, 90, 90]), initiative: { sites: [] } },
        ),
      ),
    ).toBe('insufficient-data: no-scope'));
  it('scope: a site in scope has sent nothing', () =>
    expect(judge({ ...ABOVE, per: 'site' }, { cells: weeks('A', [90, 90, 90, 90]) })).toMatchObject(
      {
        state: 'insufficient-data',
        sentence: expect.stringContaining('Plant B: nothing received'),
      },
    ));
  it('scope: of a group of fewer people than the portfolio allows nothing is told', () => {
    const result = judge(
      { ...ABOVE, sites: ['A'], per: 'site' },
      {
        cells: weeks('A', [75, 75, 75, 75], { of: 4 }),
        metric: {
          type: 'adoption',
          value: {
            ratio: { numerator: { countDistinct: 'person' }, denominator: { sum: 'eligible' } },
          },
        },
      },
    );
    expect(result).toMatchObject({
      state: 'insufficient-data',
      reason: 'withheld',
      value: null,
      sentence: 'not enough data: Plant A: fewer than 5 people, whose use is not told',
    });
    expect(JSON.stringify(result.units)).not.toContain('75');
  });
  it('scope: nor does the value of the window tell a week in which the group was that small', () => {
    const metric = {
      type: 'adoption',
      value: {
        ratio: { numerator: { countDistinct: 'person' }, denominator: { sum: 'eligible' } },
      },
    };
    const cells = [
      ...weeks('A', [100], { of: 4, last: week(3) }),
      ...weeks('A', [50, 50, 50], { of: 10 }),
    ];
    expect(judge({ ...ABOVE, sites: ['A'], per: 'site' }, { cells, metric })).toMatchObject({
      value: 50,
      n: 30,
    });
  });
  it('window: closed weeks drop out and it reaches back', () => {
    const cells = weeks('A', [90, 90, 90, null, 90]);
    expect(
      judge({ ...ABOVE, sites: ['A'], per: 'site', sustained: 4 }, { cells, closed: days(1) }),
    ).toMatchObject({ state: 'met', periods: [week(4), week(3), week(2), week(0)] });
    expect(
      judge({ ...ABOVE, sites: ['A'], per: 'site', minimum: { coverage: '100 %' } }, { cells }),
    ).toMatchObject({ state: 'insufficient-data', reason: 'coverage' });
  });
  it('window: a holiday closes a day and not its week', () => {
    const cells = weeks('A', [90, 90, 90, 20, 90]);
    expect(
      judge({ ...ABOVE, sites: ['A'], per: 'site', sustained: 4 }, { cells, closed: [week(1)] }),
    ).toMatchObject({ state: 'not-met', periods: [week(3), week(2), week(1), week(0)] });
    expect(
      judge(
        { ...ABOVE, sites: ['A'], per: 'site', sustained: 4 },
        { cells, closed: days(1).slice(0, 4) },
      ),
    ).toMatchObject({ state: 'not-met' });
  });
  it('window: it reaches back at most to twice its length', () => {
    const closed = [0, 1, 2, 3, 4].flatMap(days);
    expect(
      judge(
        { ...ABOVE, sites: ['A'], per: 'site' },
        { cells: weeks('A', [90, 90, 90, 90, null, null, null, null, null]), closed },
      ),
    ).toMatchObject({ state: 'insufficient-data', reason: 'window-too-short' });
  });
  it('definition: a change inside the window leaves nothing to compare', () => {
    const definitions = [
      { version: '1', validFrom: '2025-01-01', text: 'old' },
      { version: '2', validFrom: week(2), text: 'new' },
    ];
    expect(
      state(judge(ABOVE, { cells: weeks('A', [90, 90, 90, 90]), metric: { definitions } })),
    ).toBe('insufficient-data: definition-changed');
  });
  it('definition: a baseline under an older one is no baseline', () => {
    const definitions = [
      { version: '1', validFrom: '2025-01-01', text: 'old' },
      { version: '2', validFrom: week(6), text: 'new' },
    ];
    const cells = weeks('A', [60, 60, 60, 60, 60, 60, 50, 50, 50, 50]);
    expect(
      state(
        judge(
          { must: { change: '<= -10 %' }, baseline: { period: `${week(9)}/${sunday(6)}` } },
          { cells, metric: { definitions, direction: 'down' } },
        ),
      ),
    ).toBe('insufficient-data: definition-changed');
  });
  it('freshness: a period that is due and has not come makes it stale, before any value is looked at', () =>
    expect(judge(ABOVE, { cells: weeks('A', [10, 10, 10, 10], { last: week(6) }) })).toMatchObject({
      state: 'stale',
      sentence: expect.stringContaining('last week received'),
    }));
  it('coverage: too few weeks of the window arrived', () =>
    expect(state(judge(ABOVE, { cells: weeks('A', [90, null, null, 90]) }))).toBe(
      'insufficient-data: coverage',
    ));
  it('coverage: of a pool, of each of its sites; a total of whoever reported is not the total', () => {
    const both = (last: string, ...of: (number | null)[]) => ({
      cells: [...weeks('A', [90, 90, 90, 90]), ...weeks('B', of, { last })],
    });
    expect(judge(ABOVE, both(week(0), 10, null, null, 95))).toMatchObject({
      state: 'insufficient-data',
      reason: 'coverage',
      sentence:
        'not enough data: all sites: 2 of 4 weeks of Plant B arrived; earliest possible 2026-10-19',
    });
    expect(judge(ABOVE, both(week(0), 90, 90, null, 90)).state).toBe('met');
    expect(
      judge(ABOVE, { ...both(week(0), 90, 90, null, 90), metric: { population: 'sample' } }).state,
    ).toBe('met');
  });
  it('coverage: a site of a pool owes nothing of the weeks in which it was closed or not live yet', () => {
    const pool = { cells: [...weeks('A', [90, 90, null, null]), ...weeks('B', [90, 90, 90, 90])] };
    expect(judge(ABOVE, { ...pool, closed: [...days(0), ...days(1)] }).state).toBe('met');
    expect(judge(ABOVE, pool)).toMatchObject({
      reason: 'coverage',
      sentence: expect.stringContaining('2 of 4 weeks of Plant A arrived'),
    });
    expect(
      judge(ABOVE, { cells: [...weeks('A', [90, 90, 90, 90]), ...weeks('B', [90])] }).state,
    ).toBe('met');
    expect(
      judge(ABOVE, {
        ...{ cells: [...weeks('A', [90, 90, 90, 90]), ...weeks('B', [90])] },
        initiative: { sites: ['A', { site: 'B', live: week(3) }] },
      }),
    ).toMatchObject({ reason: 'coverage' });
  });
  it('freshness: of a pool, of each of its sites', () => {
    const cells = [
      ...weeks('A', [90, 90, 90, 90, 90, 90]),
      ...weeks('B', [90, 90, 90], { last: week(5) }),
    ];
    expect(judge(ABOVE, { cells })).toMatchObject({
      state: 'stale',
      sentence: 'stale: Plant B: last week received 24 August 2026, due 9 September 2026',
    });
  });
  it('scope: a plant that the gate names and that never sent anything leaves its pool open', () => {
    const facts = { cells: weeks('A', [90, 90, 90, 90]) };
    expect(judge({ ...ABOVE, sites: ['A', 'B'] }, facts)).toMatchObject({
      state: 'insufficient-data',
      reason: 'no-data',
      sentence: expect.stringContaining('nothing received from Plant B'),
    });
    expect(judge(ABOVE, facts, { sites: ['A', 'B'] }).state).toBe('insufficient-data');
    expect(judge(ABOVE, facts).state).toBe('met');
  });
  it('size: too small a denominator, with the date on which there can be enough at this pace', () => {
    const growing = [5, 10, 10, 10].flatMap((of, index) =>
      weeks('A', [90], { of, last: week(3 - index) }),
    );
    expect(judge({ ...ABOVE, minimum: { denominator: 36 } }, { cells: growing })).toMatchObject({
      state: 'insufficient-data',
      reason: 'too-few',
      earliest: '2026-10-12',
      sentence: expect.stringContaining('35 in 4 weeks, needs 36'),
    });
  });
  it('size: a sliding window never fills at too slow a pace, so the pace that would do is said with its date', () => {
    const facts = {
      cells: weeks('A', [90, 90, 90, 90], { of: 8 }),
      initiative: { sites: ['A'] },
      asOf: '2026-10-07',
    };
    expect(judge({ ...ABOVE, minimum: { denominator: 120 } }, facts)).toMatchObject({
      reason: 'too-few',
      earliest: '2026-11-09',
      sentence:
        'not enough data: Plant A: 32 in 4 weeks, needs 120; at 8 a week never, with 30 from the next full week on; earliest possible 2026-11-09',
    });
  });
  it('baseline: a relative criterion without one is open, and with a short one too', () => {
    const cells = weeks('A', [50, 50, 40, 40, 40, 40]);
    expect(
      state(judge({ must: { change: '<= -10 %' } }, { cells, metric: { direction: 'down' } })),
    ).toBe('insufficient-data: no-baseline');
    expect(
      state(
        judge(
          { must: { change: '<= -10 %' }, baseline: { period: `${week(5)}/${sunday(4)}` } },
          { cells, metric: { direction: 'down' } },
        ),
      ),
    ).toBe('insufficient-data: baseline-short');
  });
  it('baseline: of nothing, or of less than nothing, there is no change in per cent', () => {
    const cells = weeks('A', [40, 40, 40, 40]);
    for (const value of [0, -10])
      expect(
        judge(
          { must: { change: '<= -10 %' }, baseline: { value } },
          { cells, metric: { direction: 'down' } },
        ),
      ).toMatchObject({
        state: 'insufficient-data',
        reason: 'no-baseline',
        sentence: expect.stringContaining('no change in per cent can be told'),
      });
  });
  it('baseline: limits are those of the definition that holds in the window', () => {
    const steady = [50, 52, 49, 51, 50, 48, 51, 50, 52, 49, 50, 51];
    const definitions = (since: string) => [
      { version: '1', validFrom: '2025-01-01', text: 'old' },
      { version: '2', validFrom: since, text: 'new' },
    ];
    const cells = weeks('A', [...steady, ...steady.map((value) => value + 20), 71, 70, 72, 69]);
    const metric = { spc: 'xmr', direction: 'down' };
    expect(judge({ kind: 'guardrail' }, { cells, metric }).state).toBe('not-met');
    expect(
      judge(
        { kind: 'guardrail' },
        { cells, metric: { ...metric, definitions: definitions(week(15)) } },
      ).state,
    ).toBe('met');
    expect(
      judge(
        { kind: 'guardrail' },
        { cells, metric: { ...metric, definitions: definitions(week(8)) } },
      ),
    ).toMatchObject({ reason: 'no-limits', earliest: '2026-10-26' });
  });
  it('value: by the metric itself, sums before the ratio', () => {
    const cells = [...weeks('A', [90, 90, 90, 90]), ...weeks('B', [10, 10, 10, 10], { of: 1000 })];
    const result = judge({ must: '>= 40 %' }, { cells });
    expect(result).toMatchObject({ state: 'not-met', reason: 'below-threshold' });
    expect(result.value).toBeCloseTo((100 * 760) / 4400, 9);
  });
  it('value: lower may be better', () =>
    expect(
      judge(
        { must: '<= 12 %' },
        { cells: weeks('A', [10, 11, 12, 11]), metric: { direction: 'down' } },
      ).state,
    ).toBe('met'));
  it('sustained: every week of the window, or k of n', () => {
    const cells = weeks('A', [90, 70, 90, 90]);
    expect(state(judge(ABOVE, { cells }))).toBe('met: met');
    expect(judge({ ...ABOVE, sustained: 4 }, { cells })).toMatchObject({
      state: 'not-met',
      reason: 'not-sustained',
      sentence: expect.stringContaining('3 of 4 weeks'),
    });
    expect(judge({ ...ABOVE, sustained: { k: 3, n: 4 } }, { cells }).state).toBe('met');
  });
  it('sustained: what does not add up over weeks, such as a count of different people, is judged week by week', () => {
    const people = (counts: number[]) => ({
      cells: counts.map((value, at) => ({
        period: week(counts.length - 1 - at),
        site: 'A',
        line: null,
        value,
        n: 40,
        combine: 'none' as const,
      })),
      metric: { unit: '', value: { countDistinct: 'person' }, type: 'behavior' },
    });
    expect(judge({ must: '>= 20', sustained: 4 }, people([22, 24, 21, 30]))).toMatchObject({
      state: 'met',
      value: 30,
    });
    expect(judge({ must: '>= 20', sustained: 4 }, people([22, 24, 19, 30]))).toMatchObject({
      state: 'not-met',
      sentence: expect.stringContaining('3 of 4 weeks'),
    });
    expect(judge({ must: '>= 20' }, people([22, 24, 21, 30]))).toMatchObject({
      state: 'insufficient-data',
      reason: 'no-value',
      sentence: expect.stringContaining('ask for each of them with sustained'),
    });
  });
  it('strength: a sample is judged by the unfavourable end of its 80 % interval', () => {
    const facts = (of: number) => ({
      cells: weeks('A', [85, 85, 85, 85], { of }),
      metric: { population: 'sample' },
    });
    expect(state(judge(ABOVE, facts(10)))).toBe('insufficient-data: interval');
    expect(state(judge(ABOVE, facts(400)))).toBe('met: met');
    expect(state(judge(ABOVE, { ...facts(10), metric: { population: 'census' } }))).toBe(
      'met: met',
    );
  });
  it('strength: the mean of a survey is judged by its t interval', () => {
    const answers = (values: number[]) => ({
      period: week(0),
      site: 'A',
      line: null,
      value: 0,
      numerator: values.reduce((a, b) => a + b, 0),
      denominator: values.length,
      squares: values.reduce((a, b) => a + b * b, 0),
      n: values.length,
      combine: 'ratio' as const,
    });
    const metric = { population: 'sample', unit: 'points', value: { mean: 'score' } };
    const criterion = { must: '>= 60 points', over: { last: 1 } };
    expect(state(judge(criterion, { cells: [answers([30, 95, 62, 80])], metric }))).toBe(
      'insufficient-data: interval',
    );
    expect(state(judge(criterion, { cells: [answers([66, 68, 70, 64])], metric }))).toBe(
      'met: met',
    );
    // Mean 67, spread 2.582, three degrees of freedom: 67 - 1.637744 * 2.582 / 2 = 64.8857.
    expect(
      judge(
        { ...criterion, must: '>= 64.88 points' },
        { cells: [answers([66, 68, 70, 64])], metric },
      ).state,
    ).toBe('met');
    expect(
      judge(
        { ...criterion, must: '>= 64.89 points' },
        { cells: [answers([66, 68, 70, 64])], metric },
      ),
    ).toMatchObject({ state: 'insufficient-data', reason: 'interval' });
  });
  it('improved: wants a signal, a lower number alone is noise', () => {
    const steady = [50, 52, 49, 51, 50, 48, 51, 50, 52, 49, 50, 51, 49, 51];
    const metric = {
      spc: 'xmr',
      direction: 'down',
      baseline: { period: `${week(13)}/${sunday(2)}` },
    };
    expect(judge({ must: 'improved' }, { cells: weeks('A', steady), metric })).toMatchObject({
      state: 'not-met',
      reason: 'no-signal',
      sentence: expect.stringContaining('within what this process does anyway'),
    });
    expect(
      judge({ must: 'improved' }, { cells: weeks('A', [...steady.slice(0, 12), 40, 39]), metric }),
    ).toMatchObject({ state: 'met', reason: 'signal' });
    expect(
      judge({ must: 'held' }, { cells: weeks('A', [...steady.slice(0, 12), 70, 72]), metric }),
    ).toMatchObject({ state: 'not-met', reason: 'harm' });
  });
});

describe('windows and their dates', () => {
  it('a week that ended yesterday and is not due yet is not missing', () => {
    const cells = weeks('A', [90, 90, 90, 90], { last: week(1) });
    expect(
      judge({ ...ABOVE, sites: ['A'], minimum: { coverage: '100 %' } }, { cells }),
    ).toMatchObject({ state: 'met', periods: [week(4), week(3), week(2), week(1)] });
  });
  it('a site is judged when it has been live for the whole window; until then the date is said', () => {
    const facts = { cells: weeks('A', [90, 90, 90]), initiative: { sites: ['A'] } };
    expect(judge({ ...ABOVE, per: 'site' }, facts)).toMatchObject({
      state: 'insufficient-data',
      reason: 'no-scope',
      earliest: '2026-10-12',
      sentence: expect.stringContaining('live for 3 of 4 weeks'),
    });
    const declared = {
      cells: weeks('A', [90, 90, 90, 90, 90]),
      initiative: { sites: [{ site: 'A', live: week(2) }] },
    };
    expect(judge({ ...ABOVE, per: 'site', sites: ['A'] }, declared)).toMatchObject({
      state: 'insufficient-data',
      reason: 'not-live',
      earliest: '2026-10-12',
    });
  });
  it('a young site of the initiative stays out of scope and is named; one that the gate names stays open', () => {
    const cells = [...weeks('A', [90, 90, 90, 90]), ...weeks('B', [10, 10])];
    expect(judge({ ...ABOVE, per: 'site' }, { cells })).toMatchObject({
      state: 'met',
      sentence: expect.stringContaining('not live long enough yet: Plant B'),
    });
    expect(judge({ ...ABOVE, per: 'site', sites: ['A', 'B'] }, { cells })).toMatchObject({
      state: 'insufficient-data',
      reason: 'not-live',
    });
  });
  it('a pool of sites is closed when all of them are', () => {
    const facts = (closed: string[]) => ({
      cells: [...weeks('A', [90, 90, 90, 90, null]), ...weeks('B', [90, 90, 90, 90, null])],
      closed,
    });
    expect(
      judge({ ...ABOVE, minimum: { coverage: '100 %' } }, { ...facts(days(1)), asOf: '2026-10-05' })
        .periods,
    ).toContain(week(1));
  });
  it('months drop out when every working day of them was closed', () => {
    const month = (period: string) => ({
      period,
      site: 'A',
      line: null,
      value: 90,
      numerator: 90,
      denominator: 100,
      n: 100,
      combine: 'ratio' as const,
    });
    const july = Array.from(
      { length: 31 },
      (_, index) => `2026-07-${String(index + 1).padStart(2, '0')}`,
    );
    const cells = ['2026-05-01', '2026-06-01', '2026-08-01', '2026-09-01'].map(month);
    expect(
      judge(
        { ...ABOVE, sites: ['A'], per: 'site', sustained: 4 },
        { cells, closed: july, metric: { grain: 'month' } },
      ),
    ).toMatchObject({
      state: 'met',
      periods: ['2026-05-01', '2026-06-01', '2026-08-01', '2026-09-01'],
    });
  });
  it('coverage: the date is when enough weeks can have come, given those that drop out of the window', () => {
    expect(
      judge(
        { ...ABOVE, minimum: { coverage: '75 %' } },
        { cells: weeks('A', [90, 90, null, null, 90]) },
      ).earliest,
    ).toBe('2026-10-19');
  });
  it('definition: the date is a whole window after the change', () => {
    const definitions = [
      { version: '1', validFrom: '2025-01-01', text: 'old' },
      { version: '2', validFrom: week(1), text: 'new' },
    ];
    expect(
      judge(ABOVE, { cells: weeks('A', [90, 90, 90, 90]), metric: { definitions } }).earliest,
    ).toBe('2026-10-19');
  });
  it('a definition that changes after the window does not reach back', () => {
    const definitions = [
      { version: '1', validFrom: '2025-01-01', text: 'old' },
      { version: '2', validFrom: '2026-11-02', text: 'new' },
    ];
    expect(
      judge(ABOVE, { cells: weeks('A', [90, 90, 90, 90]), metric: { definitions } }).state,
    ).toBe('met');
  });
  it('late data is stale when the contract bears it no longer', () => {
    const cells = weeks('A', [90, 90, 90, 90, 90, 90], { last: week(2) });
    expect(judge(ABOVE, { cells, asOf: '2026-10-07' }).state).not.toBe('stale');
    expect(judge(ABOVE, { cells, asOf: '2026-10-08' })).toMatchObject({
      state: 'stale',
      sentence: 'stale: Plant A: last week received 14 September 2026, due 30 September 2026',
    });
  });
});

describe('sentences', () => {
  it('name what was asked once, beside the first that lacks it', () => {
    const cells = [...weeks('A', [90, 70, 90, 90]), ...weeks('B', [33, 33, 33, 33])];
    expect(
      judge({ ...ABOVE, per: 'site', sites: ['B', 'A'], sustained: 4 }, { cells }).sentence,
    ).toBe('not met: Plant B 33.0 % (needs 80.0 %), Plant A 3 of 4 weeks');
  });
  it('show enough digits that 79.96 % is not shown as 80.0 % and not met', () => {
    expect(
      judge(ABOVE, { cells: weeks('A', [79.96, 79.96, 79.96, 79.96], { of: 10_000 }) }).sentence,
    ).toBe('not met: Plant A 79.96 % (needs 80.0 %)');
  });
  it('say a change as a change', () => {
    const cells = weeks('A', [50, 50, 50, 50, 40, 40, 40, 40]);
    expect(
      judge(
        { must: { change: '<= -25 %' }, baseline: { period: `${week(7)}/${sunday(4)}` } },
        { cells, metric: { direction: 'down' } },
      ),
    ).toMatchObject({
      state: 'not-met',
      sentence: 'not met: Plant A 40.0 %, −20.0 % against the baseline (needs 37.5 %)',
      margin: -2.5,
    });
  });
});

describe('a result opens to what it stands on', () => {
  it('value, threshold, margin, periods, sites, n, export, vintage and age', () => {
    const cells = weeks('A', [90, 90, 90, 90]).map((cell) => ({ ...cell, vintage: '2026-10-01' }));
    expect(judge(ABOVE, { cells })).toMatchObject({
      value: 90,
      threshold: 80,
      margin: 10,
      unit: '%',
      periods: [3, 2, 1, 0].map(week),
      sites: ['A'],
      n: 400,
      export: 'use',
      sources: ['use'],
      vintage: '2026-10-01',
      ageDays: 4,
    });
  });
  it('the margin is that of what decides: the worst period that counts, the bound of a sample', () => {
    const sustained = (k: number, values: (number | null)[]) =>
      judge(
        { ...ABOVE, sustained: { k, n: 4 }, minimum: { coverage: '75 %' } },
        { cells: weeks('A', values) },
      );
    expect(sustained(4, [78, 90, 90, 90])).toMatchObject({
      state: 'not-met',
      value: 87,
      margin: -2,
    });
    expect(sustained(3, [78, 90, 81, 90])).toMatchObject({ state: 'met', margin: 1 });
    expect(sustained(4, [90, null, 70, 90])).toMatchObject({ state: 'not-met', margin: -10 });
    expect(sustained(3, [90, null, 84, 88])).toMatchObject({ state: 'met', margin: 4 });
    const sample = judge(ABOVE, {
      cells: weeks('A', [85, 85, 85, 85], { of: 400 }),
      metric: { population: 'sample' },
    });
    expect(sample.state).toBe('met');
    expect(sample.margin).toBeGreaterThan(0);
    expect(sample.margin).toBeLessThan(5);
    expect(judge({ must: '= 0 %' }, { cells: weeks('A', [0, 0, 2, 2]) })).toMatchObject({
      state: 'not-met',
      value: 1,
      margin: -1,
    });
  });
  it('what is undecided has no margin, and what is stale no value: an older one is no value of the window', () => {
    expect(
      judge(ABOVE, {
        cells: weeks('A', [90, 90, 90, 90, 90, 90], { last: week(2) }),
        asOf: '2026-10-08',
      }),
    ).toMatchObject({ state: 'stale', value: null, margin: null });
    expect(
      judge(ABOVE, {
        cells: weeks('A', [85, 85, 85, 85], { of: 10 }),
        metric: { population: 'sample' },
      }),
    ).toMatchObject({ state: 'insufficient-data', value: 85, margin: null });
  });
  it('a signal has no margin: a run of points on one side may end inside the limits', () => {
    const steady = [50, 52, 49, 51, 50, 48, 51, 50, 52, 49, 50, 51];
    const better = judge(
      { must: 'improved', over: { last: 8 } },
      {
        cells: weeks('A', [...steady, 49, 49, 49, 49, 49, 49, 49, 49]),
        metric: { spc: 'xmr', direction: 'down', baseline: { period: `${week(19)}/${sunday(8)}` } },
      },
    );
    expect(better).toMatchObject({ state: 'met', reason: 'signal', margin: null });
  });
  it('a formula is judged from its parts, each rolled up first, and names every export', () => {
    const more = {
      good: {
        metric: { value: { sum: 'a' }, unit: '' },
        cells: weeks('A', [10, 20, 30, 40]).map((cell) => ({ ...cell, combine: 'sum' as const })),
      },
      made: {
        metric: { value: { sum: 'b' }, unit: '' },
        cells: weeks('A', [100, 50, 50, 50]).map((cell) => ({ ...cell, combine: 'sum' as const })),
      },
    };
    const cells = [10, 40, 60, 80].map((value, index) => ({
      period: week(3 - index),
      site: 'A',
      line: null,
      value,
      n: 1,
      combine: 'none' as const,
    }));
    const result = judge(
      { must: '>= 40' },
      { cells, more, metric: { value: { formula: '100 * good / made' }, unit: '' } },
    );
    expect(result).toMatchObject({ state: 'met', value: 40, sources: ['use'] });
  });
  it('a formula of a past day stands on what was known of its parts', () => {
    const cell = (at: number, value: number, vintage: string) => ({
      period: week(at),
      site: 'A',
      line: null,
      value,
      n: 1,
      combine: 'sum' as const,
      vintage,
    });
    const good = {
      metric: { value: { sum: 'a' }, unit: '', type: 'outcome' },
      cells: [4, 3, 2, 1].map((at) => cell(at, 20, '2026-11-01')),
      superseded: [4, 3, 2, 1].map((at) => cell(at, 50, '2026-10-01')),
    };
    const gate = {
      criteria: [{ id: 'c', metric: 'use', must: '>= 40', sustained: 4 }],
      due: '2026-10-02',
      decision: { outcome: 'advance', date: '2026-10-02', decider: 'COO' },
    };
    const judged = review(gate, {
      cells: [4, 3, 2, 1].map((at) => ({
        ...cell(at, 20, '2026-11-01'),
        combine: 'none' as const,
      })),
      more: { good },
      metric: { value: { formula: 'good * 1' }, unit: '', type: 'outcome' },
      asOf: '2026-11-02',
    });
    expect(judged).toMatchObject({
      class: 'evidence-changed',
      positionThen: 'supports-advance',
      results: [{ state: 'met', value: 50, units: [{ values: [50, 50, 50, 50] }] }],
    });
  });
});

describe('sites and lines', () => {
  const cells = [...weeks('A', [90, 90, 90, 90]), ...weeks('B', [33, 33, 33, 33])];
  it('per site names the one that lags, where the total would hide it', () => {
    expect(judge({ ...ABOVE, must: '>= 60 %' }, { cells }).state).toBe('met');
    expect(judge({ ...ABOVE, per: 'site' }, { cells })).toMatchObject({
      state: 'not-met',
      sentence: 'not met: Plant B 33.0 % (needs 80.0 %)',
    });
  });
  it('at least k sites, or a share of them', () => {
    expect(judge({ ...ABOVE, per: 'site', across: { atLeast: 1 } }, { cells }).state).toBe('met');
    expect(judge({ ...ABOVE, per: 'site', across: { share: '60 %' } }, { cells }).state).toBe(
      'not-met',
    );
  });
  it('unknown sites are counted both ways: enough already, too few in any case, or open', () => {
    const known = weeks('A', [90, 90, 90, 90]);
    const across = (rule: unknown, more = known) =>
      judge({ ...ABOVE, per: 'site', sites: ['A', 'B', 'C'], across: rule }, { cells: more }).state;
    expect(across({ atLeast: 1 })).toBe('met');
    expect(across({ atLeast: 2 })).toBe('insufficient-data');
    expect(across('all', weeks('A', [10, 10, 10, 10]))).toBe('not-met');
  });
  it('best case too few: the sentence says what is unknown and how far it can reach', () => {
    const counts: Record<string, [(number | null)[], number]> = {
      A: [[58, 60, 61, 61], 74],
      B: [[17, 18, 17, 19], 58],
      C: [[54, 55, null, 57], 66],
    };
    const five = Object.entries(counts).flatMap(([site, [active, of]]) =>
      weeks(
        site,
        active.map((k) => k && (100 * k) / of),
        { of },
      ),
    );
    const result = judge(
      { ...ABOVE, per: 'site', sites: ['A', 'B', 'C'], sustained: 4, across: { atLeast: 2 } },
      { cells: five },
    );
    expect(result).toMatchObject({
      state: 'not-met',
      sentence:
        'not met: Plant A 3 of 4 weeks (needs 80.0 %), Plant B 30.6 %, unknown: Plant C; at best 1 of 3, needs 2',
    });
  });
  it('more sites asked for than there are is never met', () =>
    expect(
      judge(
        { ...ABOVE, per: 'site', sites: ['A'], across: { atLeast: 2 } },
        { cells: weeks('A', [90, 90, 90, 90]) },
      ),
    ).toMatchObject({
      state: 'not-met',
      sentence: expect.stringContaining('1 in scope, needs 2'),
    }));
  it('per line judges each line', () => {
    const lines = [
      ...weeks('A', [90, 90, 90, 90], { line: 'L1' }),
      ...weeks('A', [70, 70, 70, 70], { line: 'L2' }),
    ];
    expect(judge({ ...ABOVE, per: 'line', lines: ['L1', 'L2'] }, { cells: lines })).toMatchObject({
      state: 'not-met',
      sentence: expect.stringContaining('L2 70.0 %'),
    });
    const elsewhere = weeks('B', [10, 10, 10, 10], { line: 'L9' });
    expect(
      judge({ ...ABOVE, per: 'line', sites: ['A'] }, { cells: [...lines, ...elsewhere] }).units.map(
        (unit) => unit.id,
      ),
    ).toEqual(['L1', 'L2']);
  });
});

describe('limits stand still', () => {
  const steady = [50, 52, 49, 51, 50, 48, 51, 50, 52, 49, 50, 51];
  const metric = {
    spc: 'xmr',
    direction: 'down',
    baseline: { period: `${week(15)}/${sunday(4)}` },
  };
  it('improved wants a baseline of twelve points that was named before', () => {
    const cells = weeks('A', [...steady, 40, 40, 40, 40]);
    expect(
      judge({ must: 'improved' }, { cells, metric: { ...metric, baseline: undefined } }),
    ).toMatchObject({ state: 'insufficient-data', reason: 'no-baseline' });
    expect(
      judge(
        { must: 'improved' },
        { cells, metric: { ...metric, baseline: { period: `${week(15)}/${sunday(8)}` } } },
      ),
    ).toMatchObject({
      state: 'insufficient-data',
      reason: 'baseline-short',
      sentence: expect.stringContaining('8 of 12 weeks'),
    });
    expect(judge({ must: 'improved' }, { cells, metric })).toMatchObject({
      state: 'met',
      threshold: expect.closeTo(45.16, 1),
    });
  });
  it('a run of seven on the good side is a signal, though no point leaves the limits', () => {
    const lower = weeks('A', [...steady, 49, 49, 48.5, 49, 49, 48.8, 49]);
    expect(
      judge(
        { must: 'improved', over: { last: 4 } },
        { cells: lower, metric: { ...metric, baseline: { period: `${week(18)}/${sunday(7)}` } } },
      ),
    ).toMatchObject({ state: 'met', reason: 'signal' });
  });
  it('two of three near a limit is no signal for a gate: more rules, more false alarms', () => {
    const near = weeks('A', [...steady, 50, 46.2, 51, 46.2]);
    expect(judge({ must: 'improved' }, { cells: near, metric })).toMatchObject({
      state: 'not-met',
      reason: 'no-signal',
    });
  });
  it('each site can be asked for its own signal', () => {
    const cells = [
      ...weeks('A', [...steady, 40, 40, 40, 40]),
      ...weeks('B', [...steady, 50, 51, 49, 50]),
    ];
    expect(
      judge({ must: 'improved', per: 'site', sites: ['A', 'B'] }, { cells, metric }),
    ).toMatchObject({ state: 'not-met', sentence: expect.stringContaining('Plant B: no signal') });
  });
  it('a guardrail without a named baseline stands on the limits of the chart, and waits for twelve points', () => {
    const guard = { kind: 'guardrail' };
    expect(
      judge(guard, {
        cells: weeks('A', steady.slice(0, 9)),
        metric: { ...metric, baseline: undefined },
      }),
    ).toMatchObject({ state: 'insufficient-data', reason: 'no-limits', earliest: '2026-10-26' });
    expect(
      judge(guard, {
        cells: weeks('A', [...steady, 70, 72, 71, 70]),
        metric: { ...metric, baseline: undefined },
      }),
    ).toMatchObject({ state: 'not-met', reason: 'harm' });
  });
  it('a guardrail on a series that does not vary is no harm, and no proof either', () => {
    const flat = { cells: weeks('A', Array(20).fill(92.7)), metric: { spc: 'xmr' } };
    for (const criterion of [{ kind: 'guardrail' }, { must: 'held' }])
      expect(judge(criterion, flat)).toMatchObject({
        state: 'insufficient-data',
        reason: 'no-limits',
        sentence: expect.stringContaining('do not vary'),
      });
  });
  it('has the limits that the chart of the metric has, although the data begin before the baseline', () => {
    const cells = weeks('A', [20, 35, ...steady, ...steady.slice(0, 4)]);
    const locked = { spc: 'xmr', baseline: { period: `${week(15)}/${sunday(4)}` } };
    const result = judge({ kind: 'guardrail' }, { cells, metric: locked });
    const { portfolio } = world({ cells, metric: locked });
    const limits = computeMetrics(portfolio).get('use')?.all.limits;
    expect(limits).toHaveLength(1);
    expect(result.sentence).toContain(
      `limits ${limits?.[0]?.lower.toFixed(1)} to ${limits?.[0]?.upper.toFixed(1)}`,
    );
  });
  it('events too rare for limits give no answer', () => {
    const rare = [1, 0, 2, 1, 0, 1, 0, 0, 1, 2, 0, 1, 4, 4, 4, 4].map((count, index) => ({
      ...(weeks('A', [count], { last: week(15 - index) })[0] as ReturnType<typeof weeks>[number]),
    }));
    expect(judge({ kind: 'guardrail' }, { cells: rare, metric })).toMatchObject({
      state: 'insufficient-data',
      reason: 'rare-events',
    });
  });
});

describe('a sample', () => {
  it('that does not suffice says how large one would, and when', () => {
    const result = judge(ABOVE, {
      cells: weeks('A', [85, 85, 85, 85], { of: 20 }),
      metric: { population: 'sample' },
      initiative: { sites: ['A'] },
      asOf: '2026-10-07',
    });
    expect(result).toMatchObject({
      state: 'insufficient-data',
      reason: 'interval',
      sentence: expect.stringMatching(
        /its 80 % interval reaches 79\.\d %; at this share \d+ would do, 80 came/,
      ),
    });
  });
});

describe('other evidence', () => {
  const none = { cells: [] };
  const checkpoint = (more: Record<string, unknown>) => ({
    cells: [],
    initiative: {
      checkpoints: [{ date: '2026-09-01', site: 'A', operators: 6, shifts: 2, ...more }],
    },
  });
  it('a checkpoint wants enough operators and shifts, at the line, with nothing blocking open', () => {
    const rule = { kind: 'checkpoint', operators: 5, shifts: 2 };
    expect(judge(rule, checkpoint({})).state).toBe('met');
    for (const lack of [
      { operators: 3 },
      { shifts: 1 },
      { atTheLine: false },
      { outcome: 'rejected' },
      { blocking: 1, resolved: false },
    ])
      expect(judge(rule, checkpoint(lack)).state).toBe('not-met');
    expect(judge(rule, none).state).toBe('not-met');
    expect(judge(rule, { ...checkpoint({ date: '2026-10-04' }), asOf: '2026-10-01' }).state).toBe(
      'not-met',
    );
  });
  it('a checkpoint may ask for tasks done unaided and for usability; what it does not record is unknown', () => {
    const rule = { kind: 'checkpoint', unaided: '80 %', score: 68 };
    expect(
      judge(rule, checkpoint({ tasks: { unaided: 9, attempts: 10 }, feedbackScore: 72 })).state,
    ).toBe('met');
    expect(
      judge(rule, checkpoint({ tasks: { unaided: 7, attempts: 10 }, feedbackScore: 72 })).sentence,
    ).toContain('70 % of the tasks done unaided (needs 80 %)');
    expect(
      judge(rule, checkpoint({ tasks: { unaided: 9, attempts: 10 }, feedbackScore: 60 })).sentence,
    ).toContain('usability 60.0 (needs 68)');
    expect(judge(rule, checkpoint({ feedbackScore: 72 }))).toMatchObject({
      state: 'insufficient-data',
      reason: 'not-recorded',
    });
  });
  it('usability from single answers is judged by the unfavourable end of its interval', () => {
    const answers = (count: number) =>
      Array.from(
        { length: count },
        (_, at) =>
          [
            [6, 5],
            [7, 6],
            [5, 4],
            [6, 6],
            [4, 3],
            [7, 7],
            [6, 5],
            [3, 2],
            [6, 4],
            [5, 5],
            [7, 6],
            [6, 6],
          ][at % 12],
      );
    const rule = (score: number) => ({ kind: 'checkpoint', score });
    expect(judge(rule(68), checkpoint({ answers: answers(12) }))).toMatchObject({
      state: 'insufficient-data',
      reason: 'interval',
      sentence: expect.stringContaining('usability 71.5, but its 80 % interval reaches 63'),
    });
    expect(judge(rule(60), checkpoint({ answers: answers(12) })).state).toBe('met');
    expect(judge(rule(75), checkpoint({ answers: answers(12) })).state).toBe('not-met');
    expect(judge(rule(68), checkpoint({ answers: answers(120) })).state).toBe('met');
  });
  it('a blocking finding blocks until the day it was resolved', () => {
    const facts = checkpoint({ blocking: 1, resolvedOn: '2026-09-20' });
    expect(judge({ kind: 'checkpoint' }, facts).state).toBe('met');
    expect(judge({ kind: 'checkpoint' }, { ...facts, asOf: '2026-09-19' }).state).toBe('not-met');
  });
  it('roadmap items must be done, by the day of judging', () => {
    const item = {
      id: 'gateway',
      title: 'Gateway',
      status: 'done',
      doneOn: '2026-09-20',
    } as NonNullable<World['roadmap']>[number];
    const rule = { kind: 'roadmap', items: ['gateway'] };
    expect(judge(rule, { cells: [], roadmap: [item] }).state).toBe('met');
    expect(judge(rule, { cells: [], roadmap: [item], asOf: '2026-09-19' }).sentence).toBe(
      'not met: Gateway is not done yet',
    );
    expect(judge(rule, { cells: [], roadmap: [{ ...item, status: 'blocked' }] }).sentence).toBe(
      'not met: Gateway is blocked',
    );
  });
  it('an iteration limit and a ceiling on spending', () => {
    const investment = { planned: 100, spent: 120 };
    expect(judge({ kind: 'spend' }, { cells: [], initiative: { investment } })).toMatchObject({
      state: 'not-met',
      sentence: 'not met: 120 k EUR spent, ceiling 100',
    });
    expect(
      judge({ kind: 'spend', atMost: 150 }, { cells: [], initiative: { investment } }).state,
    ).toBe('met');
    expect(judge({ kind: 'spend' }, { cells: [] }).state).toBe('insufficient-data');
    const cashFlow = [
      { period: '2026-Q2', cost: 70 },
      { period: '2026-Q3', cost: 20 },
      { period: '2026-Q4', cost: 30 },
      { period: '2027-Q1', plannedCost: 40 },
    ];
    expect(
      judge({ kind: 'spend', atMost: 100 }, { cells: [], initiative: { cashFlow } }),
    ).toMatchObject({ state: 'met', value: 90, n: 2 });
    expect(
      judge(
        { kind: 'spend', atMost: 100 },
        { cells: [], initiative: { cashFlow }, asOf: '2026-12-31' },
      ),
    ).toMatchObject({ state: 'not-met', value: 120 });
    const iterated = (count: number) => ({
      gates: Array.from({ length: count }, (_, index) => ({
        id: `try-${index}`,
        phase: 'pilot',
        due: '2026-05-01',
        decision: { outcome: 'iterate', date: '2026-05-02', decider: 'COO' },
      })),
    });
    expect(
      [2, 3].map(
        (count) =>
          judge({ kind: 'iterations', atMost: 2 }, { cells: [], initiative: iterated(count) })
            .state,
      ),
    ).toEqual(['met', 'not-met']);
  });
  it('an open issue of the severity blocks until it is resolved', () => {
    const issue = {
      id: 'F1',
      initiative: 'trial',
      from: 'ot' as const,
      to: 'it' as const,
      severity: 1,
      site: 'A',
      opened: '2026-09-01T08:00',
      firstResponse: null,
      resolved: null,
      title: 'Line stopped',
    };
    expect(judge({ kind: 'issues', severity: 1 }, { cells: [], friction: [issue] })).toMatchObject({
      state: 'not-met',
      sentence: expect.stringContaining('Line stopped'),
    });
    expect(
      judge(
        { kind: 'issues', severity: 1 },
        { cells: [], friction: [{ ...issue, resolved: '2026-09-20T10:00' }] },
      ).state,
    ).toBe('met');
    expect(
      judge({ kind: 'issues', severity: 1 }, { cells: [], friction: [{ ...issue, severity: 3 }] })
        .state,
    ).toBe('met');
    expect(
      judge(
        { kind: 'issues', severity: 1, sites: ['A'] },
        { cells: [], friction: [{ ...issue, site: null }] },
      ).state,
    ).toBe('not-met');
    expect(
      judge(
        { kind: 'issues', severity: 1, sites: ['A'] },
        { cells: [], friction: [{ ...issue, site: 'B' }] },
      ).state,
    ).toBe('met');
    expect(judge({ kind: 'issues', severity: 1 }, { cells: [], friction: null })).toMatchObject({
      state: 'insufficient-data',
      value: null,
      sentence: 'not enough data: no friction log is read, so nobody knows what is open',
    });
  });
  it('a benefit confirmed after the day of judging was not confirmed then', () => {
    const benefits = [
      {
        planned: 100,
        claimed: 90,
        realized: 80,
        confirmedBy: 'Finance',
        confirmedOn: '2026-09-20',
      },
    ];
    expect(judge({ kind: 'benefit' }, { cells: [], initiative: { benefits } }).state).toBe('met');
    expect(
      judge({ kind: 'benefit' }, { cells: [], initiative: { benefits }, asOf: '2026-09-19' }).state,
    ).toBe('not-met');
  });
  it('a benefit counts when finance is named', () => {
    const benefit = { planned: 100, claimed: 90, realized: 80 };
    expect(
      judge({ kind: 'benefit' }, { cells: [], initiative: { benefits: [benefit] } }).state,
    ).toBe('not-met');
    expect(
      judge(
        { kind: 'benefit' },
        { cells: [], initiative: { benefits: [{ ...benefit, confirmedBy: 'Finance' }] } },
      ).state,
    ).toBe('met');
  });
  it('an attestation expires after 180 days, one of tomorrow or of nobody decides nothing, and a document wants its file', () => {
    const stated = (date: string, more = {}) =>
      judge({ kind: 'attestation', by: 'Safety', date, ...more }, none);
    expect(['2026-04-08', '2026-04-07', '2026-10-06'].map((date) => stated(date).state)).toEqual([
      'met',
      'stale',
      'insufficient-data',
    ]);
    expect(stated('2026-04-07').sentence).toBe(
      'stale: stated by Safety on 7 April 2026, expired 4 October 2026',
    );
    expect(judge({ kind: 'attestation' }, none).state).toBe('insufficient-data');
    expect(stated('2026-09-01', { kind: 'document' })).toMatchObject({
      state: 'insufficient-data',
      reason: 'no-file',
    });
    expect(stated('2026-09-01', { kind: 'document', file: 'risk.pdf' }).state).toBe('met');
  });
  it('a group combines in three-valued logic', () => {
    const unknown = { id: 'u', kind: 'document' };
    const met = { id: 'm', kind: 'issues' };
    const failed = { id: 'f', kind: 'benefit' };
    const all = (...parts: object[]) => judge({ kind: 'group', allOf: parts }, none).state;
    const any = (...parts: object[]) => judge({ kind: 'group', anyOf: parts }, none).state;
    expect([
      all(met, unknown),
      all(failed, unknown),
      any(met, unknown),
      any(failed, unknown),
      any(failed, met),
      all(met, failed),
    ]).toEqual(['insufficient-data', 'not-met', 'met', 'insufficient-data', 'met', 'not-met']);
    expect(
      judge({ kind: 'group', anyOf: [failed, unknown] }, none).parts.map(
        (part) => part.criterion.id,
      ),
    ).toEqual(['f', 'u']);
  });
});
