import { describe, expect, it } from 'vitest';
import type { Forecast, Said } from '#model/foresight/forecast/forecast.ts';
import { earlierOf } from '#model/foresight/earlierOf.ts';
import { keepForecasts } from '#model/foresight/forecast/keepForecasts.ts';
import { scoreForecasts } from '#model/foresight/forecast/scoreForecasts.ts';
import { computePortal } from '#model/computePortal.ts';
import { standing } from '#model/report/takeStanding.ts';
import { portfolioOf } from './portalOf.ts';

const said = (more: Partial<Said> = {}): Said => ({
  kind: 'item-done',
  subject: 'a',
  low: '2026-11-01',
  high: '2026-12-31',
  promised: 0.8,
  target: null,
  ...more,
});
const open = { on: null, target: null };
const night = (
  earlier: readonly Forecast[],
  asOf: string,
  on: string | null = null,
  today: readonly Said[] = [said()],
) => keepForecasts(earlier, today, () => (on === null ? open : { on, target: null }), asOf);

describe('a forecast', () => {
  it('is kept with its day, once a month, and what is said later does not change it', () => {
    const first = night([], '2026-10-07');
    const later = night(first, '2026-10-20', null, [
      said({ low: '2027-01-01', high: '2027-02-01' }),
    ]);
    expect(later).toEqual(first);
    const next = night(later, '2026-11-03', null, [
      said({ low: '2027-01-01', high: '2027-02-01' }),
    ]);
    expect(next.map(({ made, low }) => [made, low])).toEqual([
      ['2026-10-07', '2026-11-01'],
      ['2026-11-03', '2027-01-01'],
    ]);
  });
  it('came true within its span, the first and the last day included, and on no other day', () => {
    for (const [on, outcome] of [
      ['2026-10-31', 'false'],
      ['2026-11-01', 'true'],
      ['2026-12-31', 'true'],
      ['2027-01-01', 'false'],
    ] as const)
      expect(night(night([], '2026-10-07'), '2027-01-01', on)[0]).toMatchObject({
        outcome,
        scored: '2027-01-01',
      });
  });
  it('is false as soon as its span is over, and not a day before', () => {
    const [made] = [night([], '2026-10-07')];
    expect(night(made, '2026-12-31', null, [])[0]?.outcome).toBe('open');
    expect(night(made, '2027-01-01', null, [])[0]).toMatchObject({
      outcome: 'false',
      scored: '2027-01-01',
    });
  });
  it('is scored once: what comes afterwards does not make it true', () => {
    const failed = night(night([], '2026-10-07'), '2027-01-05', null, []);
    expect(night(failed, '2027-02-05', '2026-12-01', [])).toEqual(failed);
  });
  it('of another target is void and counts for nothing', () => {
    const made = keepForecasts(
      [],
      [said({ kind: 'target-date', target: 80 })],
      () => ({ on: null, target: 80 }),
      '2026-10-07',
    );
    const moved = keepForecasts(made, [], () => ({ on: null, target: 70 }), '2026-10-08');
    expect(moved[0]?.outcome).toBe('void');
    expect(scoreForecasts(moved)).toEqual([]);
  });
  it('of what this edition does not know goes', () => {
    expect(keepForecasts(night([], '2026-10-07'), [], () => null, '2026-10-08')).toEqual([]);
  });
  it('is not known on an earlier day than it was made', () => {
    const two = night(night([], '2026-10-07'), '2026-11-03');
    expect(night(two, '2026-10-20', null, []).map(({ made }) => made)).toEqual(['2026-10-07']);
  });
});

describe('the score of forecasts', () => {
  const scored = (yes: number, no: number): Forecast[] =>
    [...Array(yes).fill('true'), ...Array(no).fill('false')].map((outcome: 'true' | 'false') => ({
      ...said(),
      made: '2026-01-01',
      outcome,
      scored: '2026-06-01',
    }));
  const sentence = (list: Forecast[]) => scoreForecasts(list)[0]?.sentence;
  it('says how many of how many came true beside what was promised', () => {
    expect(sentence(scored(11, 3))).toBe(
      'Of 14 forecasts of the date on which a roadmap item is done eleven came true; 80 % was promised.',
    );
  });
  it('says that a promise is broken where that many failures would be rare', () => {
    // Of ten at 0.8 five or fewer come true in 3.3 % of cases, six or fewer in 12.1 %.
    expect(sentence(scored(5, 5))).toContain('do not lean on them');
    expect(sentence(scored(6, 4))).not.toContain('lean');
  });
  it('holds back with few, and claims nothing where none has come due', () => {
    expect(sentence(scored(4, 0))).toContain('so few say nothing');
    expect(sentence([{ ...said(), made: '2026-01-01', outcome: 'open', scored: null }])).toContain(
      'nothing is known',
    );
  });
});

describe('forecasts that were made afterwards', () => {
  const one = (made: string, more: Partial<Forecast> = {}): Forecast => ({
    ...said(),
    ...{ made, outcome: 'open', scored: null },
    ...more,
  });
  it('give way to those that a build of the same month made', () => {
    const file = {
      forecasts: [one('2026-08-01', { afterwards: true }), one('2026-09-01', { afterwards: true })],
      courses: [],
    };
    const build = one('2026-09-14', { low: '2026-12-01' });
    expect(earlierOf({ forecasts: [build] }, file)?.forecasts).toEqual([file.forecasts[0], build]);
    expect(earlierOf(null, file)?.forecasts).toEqual(file.forecasts);
    expect(earlierOf(null, undefined)).toBeNull();
  });
  it('are counted as such in the sentence', () => {
    const sentence = (list: Forecast[]) => scoreForecasts(list)[0]?.sentence;
    const after = one('2026-08-01', { afterwards: true });
    expect(sentence([after, after])).toMatch(
      /All were made afterwards, from what was known on the day\.$/,
    );
    expect(sentence([after, one('2026-09-01')])).toContain('One of them was made afterwards');
    expect(sentence([one('2026-09-01')])).not.toContain('afterwards');
  });
});

describe('the nightly history', () => {
  it('hands forecasts from build to build in what a build publishes of itself', () => {
    const portfolio = portfolioOf({
      roadmap: [{ id: 'a', when: '2026-12', status: 'done', doneOn: '2026-10-05' }],
    });
    const before = {
      ...standing(computePortal(portfolio), []),
      forecasts: night([], '2026-10-01', null, [said({ low: '2026-10-02' })]),
    };
    const { kept, scores } = computePortal(portfolio, { previous: before }).foresight.forecasts;
    expect(kept).toMatchObject([{ made: '2026-10-01', outcome: 'true', scored: '2026-10-07' }]);
    expect(scores[0]).toMatchObject({ kind: 'item-done', scored: 1, cameTrue: 1 });
  });
});
