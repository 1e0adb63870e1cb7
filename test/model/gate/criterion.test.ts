import { describe, expect, it } from 'vitest';
import { judge, week, weeks } from './evidence.ts';

const ABOVE = { must: '>= 80 %' };
const state = (result: ReturnType<typeof judge>) => `${result.state}: ${result.reason}`;

describe('a criterion on a metric is judged in this order', () => {
  it('scope: no site or line has the metric', () => expect(state(judge({ ...ABOVE, per: 'site' }, { cells: weeks('C', [90, 90, 90, 90]), initiative: { sites: [] } }))).toBe('insufficient-data: no-scope'));
  it('scope: a site in scope has sent nothing', () => expect(judge({ ...ABOVE, per: 'site' }, { cells: weeks('A', [90, 90, 90, 90]) })).toMatchObject({ state: 'insufficient-data', sentence: expect.stringContaining('Plant B: nothing received') }));
  it('window: closed weeks drop out and it reaches back', () => {
    const cells = weeks('A', [90, 90, 90, null, 90]);
    expect(judge({ ...ABOVE, sites: ['A'], per: 'site', sustained: 4 }, { cells, closed: [week(1)] })).toMatchObject({ state: 'met', periods: [week(4), week(3), week(2), week(0)] });
    expect(judge({ ...ABOVE, sites: ['A'], per: 'site', minimum: { coverage: '100 %' } }, { cells })).toMatchObject({ state: 'insufficient-data', reason: 'coverage' });
  });
  it('window: it reaches back at most to twice its length', () => {
    const closed = [0, 1, 2, 3, 4].map(week);
    expect(judge({ ...ABOVE, sites: ['A'], per: 'site' }, { cells: weeks('A', [90, 90, 90, 90, null, null, null, null, null]), closed })).toMatchObject({ state: 'insufficient-data', reason: 'window-too-short' });
  });
  it('definition: a change inside the window leaves nothing to compare', () => {
    const definitions = [{ version: '1', validFrom: '2025-01-01', text: 'old' }, { version: '2', validFrom: week(2), text: 'new' }];
    expect(state(judge(ABOVE, { cells: weeks('A', [90, 90, 90, 90]), metric: { definitions } }))).toBe('insufficient-data: definition-changed');
  });
  it('definition: a baseline under an older one is no baseline', () => {
    const definitions = [{ version: '1', validFrom: '2025-01-01', text: 'old' }, { version: '2', validFrom: week(6), text: 'new' }];
    const cells = weeks('A', [60, 60, 60, 60, 60, 60, 50, 50, 50, 50]);
    expect(state(judge({ must: { change: '<= -10 %' }, baseline: { period: `${week(9)}/${week(6)}` } }, { cells, metric: { definitions, direction: 'down' } }))).toBe('insufficient-data: definition-changed');
  });
  it('freshness: a period that is due and has not come makes it stale, before any value is looked at', () => expect(judge(ABOVE, { cells: weeks('A', [10, 10, 10, 10], { last: week(6) }) })).toMatchObject({ state: 'stale', sentence: expect.stringContaining('last week received') }));
  it('coverage: too few weeks of the window arrived', () => expect(state(judge(ABOVE, { cells: weeks('A', [90, null, null, 90]) }))).toBe('insufficient-data: coverage'));
  it('size: too small a denominator, with the date on which there can be enough at this pace', () => {
    const growing = [2, 10, 10, 10].flatMap((of, index) => weeks('A', [90], { of, last: week(3 - index) }));
    expect(judge({ ...ABOVE, minimum: { denominator: 34 } }, { cells: growing })).toMatchObject({ state: 'insufficient-data', reason: 'too-few', earliest: '2026-10-12', sentence: expect.stringContaining('32 in 4 weeks, needs 34') });
  });
  it('size: a sliding window never fills at too slow a pace, so the pace that would do is said with its date', () => {
    const facts = { cells: weeks('A', [90, 90, 90, 90], { of: 8 }), initiative: { sites: ['A'] }, asOf: '2026-10-07' };
    expect(judge({ ...ABOVE, minimum: { denominator: 120 } }, facts)).toMatchObject({
      reason: 'too-few', earliest: '2026-11-09',
      sentence: 'not enough data: Plant A: 32 in 4 weeks, needs 120; at 8 a week never, with 30 from the next full week on; earliest possible 2026-11-09',
    });
  });
  it('baseline: a relative criterion without one is open, and with a short one too', () => {
    const cells = weeks('A', [50, 50, 40, 40, 40, 40]);
    expect(state(judge({ must: { change: '<= -10 %' } }, { cells, metric: { direction: 'down' } }))).toBe('insufficient-data: no-baseline');
    expect(state(judge({ must: { change: '<= -10 %' }, baseline: { period: `${week(5)}/${week(4)}` } }, { cells, metric: { direction: 'down' } }))).toBe('insufficient-data: baseline-short');
  });
  it('value: by the metric itself, sums before the ratio', () => {
    const cells = [...weeks('A', [90, 90, 90, 90]), ...weeks('B', [10, 10, 10, 10], { of: 1000 })];
    const result = judge({ must: '>= 40 %' }, { cells });
    expect(result).toMatchObject({ state: 'not-met', reason: 'below-threshold' });
    expect(result.value).toBeCloseTo((100 * 760) / 4400, 9);
  });
  it('value: lower may be better', () => expect(judge({ must: '<= 12 %' }, { cells: weeks('A', [10, 11, 12, 11]), metric: { direction: 'down' } }).state).toBe('met'));
  it('sustained: every week of the window, or k of n', () => {
    const cells = weeks('A', [90, 70, 90, 90]);
    expect(state(judge(ABOVE, { cells }))).toBe('met: met');
    expect(judge({ ...ABOVE, sustained: 4 }, { cells })).toMatchObject({ state: 'not-met', reason: 'not-sustained', sentence: expect.stringContaining('3 of 4 weeks') });
    expect(judge({ ...ABOVE, sustained: { k: 3, n: 4 } }, { cells }).state).toBe('met');
  });
  it('strength: a sample is judged by the unfavourable end of its 80 % interval', () => {
    const facts = (of: number) => ({ cells: weeks('A', [85, 85, 85, 85], { of }), metric: { population: 'sample' } });
    expect(state(judge(ABOVE, facts(10)))).toBe('insufficient-data: interval');
    expect(state(judge(ABOVE, facts(400)))).toBe('met: met');
    expect(state(judge(ABOVE, { ...facts(10), metric: { population: 'census' } }))).toBe('met: met');
  });
  it('strength: the mean of a survey is judged by its t interval', () => {
    const answers = (values: number[]) => ({ period: week(0), site: 'A', line: null, value: 0, numerator: values.reduce((a, b) => a + b, 0), denominator: values.length, squares: values.reduce((a, b) => a + b * b, 0), n: values.length, combine: 'ratio' as const });
    const metric = { population: 'sample', unit: 'points', value: { mean: 'score' } };
    const criterion = { must: '>= 60 points', over: { last: 1 } };
    expect(state(judge(criterion, { cells: [answers([30, 95, 62, 80])], metric }))).toBe('insufficient-data: interval');
    expect(state(judge(criterion, { cells: [answers([66, 68, 70, 64])], metric }))).toBe('met: met');
  });
  it('improved: wants a signal, a lower number alone is noise', () => {
    const steady = [50, 52, 49, 51, 50, 48, 51, 50, 52, 49, 50, 51, 49, 51];
    const metric = { spc: 'xmr', direction: 'down', baseline: { period: `${week(13)}/${week(2)}` } };
    expect(judge({ must: 'improved' }, { cells: weeks('A', steady), metric })).toMatchObject({ state: 'not-met', reason: 'no-signal', sentence: expect.stringContaining('within what this process does anyway') });
    expect(judge({ must: 'improved' }, { cells: weeks('A', [...steady.slice(0, 12), 40, 39]), metric })).toMatchObject({ state: 'met', reason: 'signal' });
    expect(judge({ must: 'held' }, { cells: weeks('A', [...steady.slice(0, 12), 70, 72]), metric })).toMatchObject({ state: 'not-met', reason: 'harm' });
  });
});

describe('sites and lines', () => {
  const cells = [...weeks('A', [90, 90, 90, 90]), ...weeks('B', [33, 33, 33, 33])];
  it('per site names the one that lags, where the total would hide it', () => {
    expect(judge({ ...ABOVE, must: '>= 60 %' }, { cells }).state).toBe('met');
    expect(judge({ ...ABOVE, per: 'site' }, { cells })).toMatchObject({ state: 'not-met', sentence: 'not met: Plant B 33.0 % (needs 80.0 %)' });
  });
  it('at least k sites, or a share of them', () => {
    expect(judge({ ...ABOVE, per: 'site', across: { atLeast: 1 } }, { cells }).state).toBe('met');
    expect(judge({ ...ABOVE, per: 'site', across: { share: '60 %' } }, { cells }).state).toBe('not-met');
  });
  it('unknown sites are counted both ways: enough already, too few in any case, or open', () => {
    const known = weeks('A', [90, 90, 90, 90]);
    const across = (rule: unknown, more = known) => judge({ ...ABOVE, per: 'site', sites: ['A', 'B', 'C'], across: rule }, { cells: more }).state;
    expect(across({ atLeast: 1 })).toBe('met');
    expect(across({ atLeast: 2 })).toBe('insufficient-data');
    expect(across('all', weeks('A', [10, 10, 10, 10]))).toBe('not-met');
  });
  it('per line judges each line', () => {
    const lines = [...weeks('A', [90, 90, 90, 90], { line: 'L1' }), ...weeks('A', [70, 70, 70, 70], { line: 'L2' })];
    expect(judge({ ...ABOVE, per: 'line', lines: ['L1', 'L2'] }, { cells: lines })).toMatchObject({ state: 'not-met', sentence: expect.stringContaining('L2 70.0 %') });
  });
});

describe('other evidence', () => {
  const none = { cells: [] };
  const checkpoint = (more: Record<string, unknown>) => ({ cells: [], initiative: { checkpoints: [{ date: '2026-09-01', site: 'A', operators: 6, shifts: 2, ...more }] } });
  it('a checkpoint wants enough operators and shifts, at the line, with nothing blocking open', () => {
    const rule = { kind: 'checkpoint', operators: 5, shifts: 2 };
    expect(judge(rule, checkpoint({})).state).toBe('met');
    for (const lack of [{ operators: 3 }, { shifts: 1 }, { atTheLine: false }, { outcome: 'rejected' }, { blocking: 1, resolved: false }]) expect(judge(rule, checkpoint(lack)).state).toBe('not-met');
    expect(judge(rule, none).state).toBe('not-met');
    expect(judge(rule, { ...checkpoint({ date: '2026-10-04' }), asOf: '2026-10-01' }).state).toBe('not-met');
  });
  it('an open issue of the severity blocks until it is resolved', () => {
    const issue = { id: 'F1', initiative: 'trial', from: 'ot' as const, to: 'it' as const, severity: 1, site: 'A', opened: '2026-09-01T08:00', firstResponse: null, resolved: null, title: 'Line stopped' };
    expect(judge({ kind: 'issues', severity: 1 }, { cells: [], friction: [issue] })).toMatchObject({ state: 'not-met', sentence: expect.stringContaining('Line stopped') });
    expect(judge({ kind: 'issues', severity: 1 }, { cells: [], friction: [{ ...issue, resolved: '2026-09-20T10:00' }] }).state).toBe('met');
    expect(judge({ kind: 'issues', severity: 1 }, { cells: [], friction: [{ ...issue, severity: 3 }] }).state).toBe('met');
  });
  it('a benefit counts when finance is named', () => {
    const benefit = { planned: 100, claimed: 90, realized: 80 };
    expect(judge({ kind: 'benefit' }, { cells: [], initiative: { benefits: [benefit] } }).state).toBe('not-met');
    expect(judge({ kind: 'benefit' }, { cells: [], initiative: { benefits: [{ ...benefit, confirmedBy: 'Finance' }] } }).state).toBe('met');
  });
  it('an attestation expires after 180 days, one of tomorrow or of nobody decides nothing, and a document wants its file', () => {
    const stated = (date: string, more = {}) => judge({ kind: 'attestation', by: 'Safety', date, ...more }, none);
    expect(['2026-04-08', '2026-04-07', '2026-10-06'].map((date) => stated(date).state)).toEqual(['met', 'stale', 'insufficient-data']);
    expect(stated('2026-04-07').sentence).toBe('stale: stated by Safety on 7 April 2026, expired 4 October 2026');
    expect(judge({ kind: 'attestation' }, none).state).toBe('insufficient-data');
    expect(stated('2026-09-01', { kind: 'document' })).toMatchObject({ state: 'insufficient-data', reason: 'no-file' });
    expect(stated('2026-09-01', { kind: 'document', file: 'risk.pdf' }).state).toBe('met');
  });
  it('a group combines in three-valued logic', () => {
    const unknown = { id: 'u', kind: 'document' };
    const met = { id: 'm', kind: 'issues' };
    const failed = { id: 'f', kind: 'benefit' };
    const all = (...parts: object[]) => judge({ kind: 'group', allOf: parts }, none).state;
    const any = (...parts: object[]) => judge({ kind: 'group', anyOf: parts }, none).state;
    expect([all(met, unknown), all(failed, unknown), any(met, unknown), any(failed, unknown), any(failed, met), all(met, failed)]).toEqual(['insufficient-data', 'not-met', 'met', 'insufficient-data', 'met', 'not-met']);
    expect(judge({ kind: 'group', anyOf: [failed, unknown] }, none).parts.map((part) => part.criterion.id)).toEqual(['f', 'u']);
  });
});
