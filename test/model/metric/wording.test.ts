import { describe, expect, it } from 'vitest';
import { type ExportContract, freshnessWords } from '#model/record/export.ts';
import { metricSentence } from '#model/metric/metricSentence.ts';
import type { MetricState, ScopeState } from '#model/metric/metricState.ts';
import { WORDING } from '#model/metric/wording.ts';

const metric = {
  id: 'scrap',
  title: 'Scrap',
  unit: '%',
  decimals: 1,
  direction: 'down',
  grain: 'month',
  spc: 'xmr',
  target: { value: 5 },
} as MetricState['metric'];

/** A year of months at 9 with what the statistics said about them. */
function scope(
  variation: ScopeState['variation'],
  assurance: ScopeState['assurance'],
  values: number[] = Array.from({ length: 12 }, () => 9),
): ScopeState {
  const periods = values.map((_, at) => `2026-${String(at + 1).padStart(2, '0')}-01`);
  const latest = {
    period: periods.at(-1) as string,
    value: values.at(-1) as number,
    numerator: null,
    denominator: null,
    n: 1,
    sites: [],
    preliminary: false,
  };
  return {
    site: null,
    line: null,
    role: null,
    periods,
    values,
    series: [],
    point: (at) => ({
      period: periods[at] as string,
      value: values[at] ?? null,
      numerator: null,
      denominator: null,
      n: 1,
      sites: [],
      preliminary: false,
    }),
    numerator: () => null,
    latest,
    previous: null,
    limits: [],
    limitsAbsent: null,
    stretches: [],
    signals: [],
    variation,
    since: variation === 'improvement' || variation === 'concern' ? '2026-06-01' : null,
    assurance,
  };
}

const said = (one: ScopeState, more: Partial<MetricState> = {}) =>
  metricSentence({ metric, all: one, freshness: 'fresh', ...more } as MetricState);

describe('the sentence about a metric', () => {
  it.each([
    [
      'improvement',
      'pass',
      'Better since June 2026 and reliably meeting the target of 5.0 %; consider raising it or closing the work.',
    ],
    [
      'improvement',
      'hit-or-miss',
      'Improved since June 2026; will meet the target of 5.0 % in some months and miss it in others.',
    ],
    [
      'improvement',
      'fail',
      'Improved since June 2026, but at its present level this process will not reach 5.0 %; a further change is needed.',
    ],
    ['improvement', 'unknown', 'Improved since June 2026.'],
    ['common-cause', 'pass', 'Stable and reliably meeting the target of 5.0 %; keep it.'],
    [
      'common-cause',
      'hit-or-miss',
      'No signal of change; some months will meet the target of 5.0 % by luck.',
    ],
    [
      'common-cause',
      'fail',
      'Stable at a level that misses the target of 5.0 %; the process itself has to change.',
    ],
    [
      'common-cause',
      'unknown',
      'No signal of change: the movements are within what this process does anyway.',
    ],
    [
      'concern',
      'pass',
      'Still meets the target of 5.0 %, but worsening since June 2026; find the cause.',
    ],
    [
      'concern',
      'hit-or-miss',
      'Worsening since June 2026; will miss the target of 5.0 % more often.',
    ],
    ['concern', 'fail', 'Missing the target of 5.0 % and worsening since June 2026; act now.'],
    ['concern', 'unknown', 'Worsening since June 2026.'],
  ] as const)('%s and %s: %s', (variation, assurance, sentence) => {
    // A process that reliably meets a target of 5 lies below it, one that does not above.
    const values = Array.from({ length: 12 }, () => (assurance === 'pass' ? 4 : 9));
    expect(said(scope(variation, assurance, values))).toBe(sentence);
  });

  it('a process that was improved to its target is not told that it will not reach it, since the limits of the time before say nothing of its level', () => {
    expect(said(scope('improvement', 'fail', [9, 9, 9, 9, 9, 5, 4.8, 4.9, 4.7, 5, 4.9, 4.8]))).toBe(
      'Improved since June 2026 and at the target of 5.0 % since; whether it stays there, limits on the new level will say.',
    );
  });

  it.each([
    ['fail', 'and misses the target of 5.0 %'],
    ['hit-or-miss', 'and meets the target of 5.0 % in some months and misses it in others'],
  ] as const)('level and trend are one sentence where the target is met %s', (assurance, words) => {
    const one = { ...scope('common-cause', assurance), limits: [] };
    const projection = { date: '2028-11-30', low: '2028-06-30', high: null };
    expect(said(one, { projection: projection as MetricState['projection'] })).toBe(
      `No signal of change. If nothing further changes, it stays near – ${words}; if the trend of the last 12 months goes on, the target is reached around November 2028 (Jun 2028 to open).`,
    );
  });

  it('with fewer periods than limits need it says how many there are and before when nothing can be said', () => {
    expect(said(scope('unknown', 'unknown', [9, 9, 9, 9, 9, 9, 9, 9, 9]))).toBe(
      'Not enough data: 9 of 12 months that limits need; no statement about change before 31 December 2026.',
    );
  });

  it.each([
    [9, 5, 'down', '9.0 % in the newest month, over its target of 5.0 %.'],
    [5, 5, 'down', '5.0 % in the newest month, at its target of 5.0 %.'],
    [79.2, 80, 'up', '79.2 % in the newest month, under its target of 80.0 %.'],
    [
      79.2,
      undefined,
      'up',
      '79.2 % in the newest month; it has no target and no limits to be read against.',
    ],
  ] as const)(
    'without limits %d against %s (%s) is read against the target alone: %s',
    (value, target, direction, sentence) => {
      const plain = {
        ...metric,
        spc: 'none' as const,
        direction,
        target: target === undefined ? undefined : { value: target },
      } as MetricState['metric'];
      expect(said(scope('unknown', 'unknown', [value]), { metric: plain })).toBe(sentence);
    },
  );

  it('stale data is said first', () => {
    expect(said(scope('common-cause', 'fail'), { freshness: 'stale' })).toMatch(
      /^The data is stale; as last seen: Stable/,
    );
  });

  it('an export that promises no next dump is not called fresh, and one refused or stale is marked', () => {
    const words = (freshness: 'fresh' | 'stale' | 'late', everyDays?: number, failed = false) =>
      freshnessWords({ contract: { everyDays } as ExportContract, freshness, failed });
    expect([
      words('fresh', 7),
      words('fresh'),
      words('late', 7),
      words('stale', 7),
      words('fresh', 7, true),
    ]).toEqual(['fresh', 'no next one promised', 'late', '◷ stale', '✕ refused']);
  });

  it('no cell claims what a report may not say: on track, significant, record, highest, strong', () => {
    const words = { since: 'June 2026', target: '5 %', grain: 'month' };
    const all = Object.values(WORDING).flatMap((row) =>
      Object.values(row).map((cell) => cell(words)),
    );
    expect(all).toHaveLength(12);
    expect(all.join(' ')).not.toMatch(
      /on track|significan|record|highest|strong|adoption is good|AI-driven/i,
    );
  });
});
