import { describe, expect, it } from 'vitest';
import type { MetricState } from '#model/metric/metricState.ts';
import { reaches } from '#model/statistics/nearly.ts';
import { shareState, stateOf, type Share } from './stateOf.ts';

/** More than five hundred generated series, the same every time. */
const EACH = 25;

/** mulberry32: a small generator of even numbers between 0 and 1. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

interface Dice {
  even: () => number;
  normal: () => number;
  events: (mean: number) => number;
  of: (n: number, p: number) => number;
}

function dice(seed: number): Dice {
  const even = randomFrom(seed);
  return {
    even,
    normal: () => Math.sqrt(-2 * Math.log(1 - even())) * Math.cos(2 * Math.PI * even()),
    events: (mean) => {
      let [k, product] = [0, even()];
      for (; product > Math.exp(-mean); k++) product *= even();
      return k;
    },
    of: (n, p) => Array.from({ length: n }).filter(() => even() < p).length,
  };
}

const list = <T>(length: number, of: (at: number) => T): T[] =>
  Array.from({ length }, (_, at) => of(at));
const target = (value: number) => ({ target: { value, by: '2027-12-31' } });

/** Series by kind; those of `STABLE` never change. */
const KINDS: Record<string, (roll: Dice, seed: number) => MetricState> = {
  constant: ({ even }) => {
    const value = Math.round(1000 * even()) / 10;
    return stateOf(
      list(24, () => value),
      { yaml: target(value) },
    );
  },
  'of normal values': ({ normal }, seed) =>
    stateOf(
      list(48, () => 50 + 5 * normal()),
      { yaml: target(45 + (seed % 11)) },
    ),
  'of tied values': ({ events }) =>
    stateOf(
      list(36, () => 4 + Math.min(1, events(0.2))),
      { yaml: { ...target(4), direction: 'down' } },
    ),
  'of shares with tiny and unequal denominators': ({ of, even }) =>
    shareState(
      list(36, (): Share => {
        const n = even() < 0.7 ? 3 + Math.floor(10 * even()) : 300 + Math.floor(600 * even());
        return [of(n, 0.2), n];
      }),
      { yaml: { ...target(20), direction: 'down' } },
    ),
  'of rates over unequal hours': ({ events, even }) =>
    shareState(
      list(36, (): Share => {
        const hours = 50.5 + Math.floor(400 * even());
        return [events(hours / 20), hours];
      }),
      { yaml: { unit: '', direction: 'down', ...target(0.05) } },
    ),
  'of counts of few events': ({ events }) =>
    stateOf(
      list(36, () => events(4)),
      { yaml: { value: { count: '*' }, direction: 'down', ...target(4) }, combine: 'sum' },
    ),
  'of rare events': ({ events }) =>
    stateOf(
      list(60, () => events(0.44)),
      { yaml: { value: { sum: 'injuries' }, direction: 'down', ...target(0) }, combine: 'sum' },
    ),
  'with a spike or two': ({ normal, even }, seed) => {
    const at = 5 + (seed % 25);
    return stateOf(
      list(40, (n) =>
        n === at || n === at + 8 + (seed % 2) || (seed % 2 && n === at + 8)
          ? 90 + 20 * even()
          : 50 + normal(),
      ),
      { yaml: target(51) },
    );
  },
  'with many values far to one side': ({ normal, even }) =>
    stateOf(
      // The newest is an ordinary one.
      list(40, (at) => (at < 39 && even() < 0.15 ? 90 : 50) + normal()),
      { yaml: target(51) },
    ),
  'of counts with a spike': ({ events }, seed) =>
    stateOf(
      list(40, (n) => (n === 5 + seed ? 80 : events(6))),
      { yaml: { value: { count: '*' }, direction: 'down', ...target(6) }, combine: 'sum' },
    ),
  'by turns high and low': ({ normal }) =>
    stateOf(
      list(48, (at) => (at % 2 ? 20 : 80) + 3 * normal()),
      { yaml: target(50) },
    ),
  // Such as a push at the end of each quarter, or a rota of eight days.
  'that come again every few months': ({ normal }, seed) => {
    const length = 3 + (seed % 8);
    return stateOf(
      list(48, (at) => 50 + (20 * (at % length)) / (length - 1) + 2 * normal()),
      { yaml: target(60) },
    );
  },
  'with gaps': ({ normal, even }) =>
    stateOf(
      list(48, () => (even() < 0.25 ? null : 50 + 5 * normal())),
      { yaml: target(50) },
    ),
  'with a value in every second month': ({ normal }) =>
    stateOf(
      list(40, (at) => (at % 2 === 0 ? 50 + 5 * normal() : null)),
      { yaml: target(50) },
    ),
  'that climb in every second month': ({ normal }) =>
    stateOf(
      list(40, (at) => (at % 2 === 0 ? 50 + 0.6 * at + 2 * normal() : null)),
      { yaml: target(90) },
    ),
  'with a yearly season': ({ normal }) =>
    stateOf(
      list(48, (at) => 50 + 10 * Math.sin((at * Math.PI) / 6) + normal()),
      { yaml: target(50) },
    ),
  'with weekends': ({ normal }) =>
    stateOf(
      list(84, (at) => (at % 7 > 4 ? 20 : 100) + 3 * normal()),
      { yaml: { grain: 'day', ...target(80) } },
    ),
  'that follow themselves': ({ normal }) => {
    let level = 0;
    return stateOf(
      list(120, () => {
        level = 0.8 * level + normal();
        return 50 + level;
      }),
      { yaml: { grain: 'week', ...target(50) } },
    );
  },
  'with a rebase': ({ normal }, seed) =>
    stateOf(
      list(24 + (seed % 20), (at) => (at < 24 ? 60 : 50) + 2 * normal()),
      { yaml: { ...target(57), rebase: [{ date: '2025-01-01', reason: 'a new furnace' }] } },
    ),
  'with a baseline and a step up': ({ normal }) =>
    stateOf(
      list(36, (at) => (at < 18 ? 50 : 60) + 2 * normal()),
      { yaml: { ...target(70), baseline: { period: '2023-01/2024-06' } } },
    ),
  'with a step down': ({ normal }) =>
    stateOf(
      list(40, (at) => (at < 20 ? 60 : 45) + 3 * normal()),
      { yaml: target(50) },
    ),
  'with a large step down': ({ normal }) =>
    stateOf(
      list(48, (at) => (at < 24 ? 90 : 45) + 2 * normal()),
      { yaml: target(50) },
    ),
  'that climb': ({ normal }) =>
    stateOf(
      list(36, (at) => 50 + 0.6 * at + 2 * normal()),
      { yaml: target(90) },
    ),
};

const STABLE = [
  'of normal values',
  'of tied values',
  'of shares with tiny and unequal denominators',
  'of rates over unequal hours',
  'of counts of few events',
  'of rare events',
  'with gaps',
  'with a spike or two',
  'of counts with a spike',
];

const made = new Map(
  Object.entries(KINDS).map(([kind, make], at) => [
    kind,
    list(EACH, (seed) => make(dice(1 + seed + 1000 * at), seed)),
  ]),
);
const of = (kind: string) => made.get(kind) as MetricState[];
const share = (states: readonly MetricState[], is: (state: MetricState) => boolean) =>
  states.filter(is).length / states.length;

/** What a sentence may not say of the numbers that stand beside it. */
function contradictions({ metric, all, sentence, projection, trajectory }: MetricState): string[] {
  const newest = all.latest?.value ?? Number.NaN;
  const meets = metric.target ? reaches(newest, metric.target.value, metric.direction) : null;
  const wrong: [string, boolean][] = [
    [
      'no number',
      /NaN|null|undefined|Infinity|Invalid/.test(`${sentence} ${all.limitsAbsent ?? ''}`),
    ],
    [
      'a limit is none',
      all.limits.some(
        ({ lower, mean, upper }) =>
          !(Number.isFinite(lower) && lower <= mean && mean <= upper && lower < upper),
      ),
    ],
    ['better and worse', /improved|better/i.test(sentence) && /worsening/i.test(sentence)],
    ['not reached, and when', /not reach/.test(sentence) && projection !== null],
    ['at the target since, and when', /at the target of/.test(sentence) && projection !== null],
    [
      'no statement about change, and a date from the pace',
      /no statement about change/i.test(sentence) && projection !== null,
    ],
    [
      'a season, and a date from a straight line',
      /^Against the same/.test(sentence) && projection !== null,
    ],
    [
      'at the target since, and the newest not',
      /at the target of [\d.]+ since/.test(sentence) && meets === false,
    ],
    [
      'stable in some periods, and a date of its own',
      /by luck/.test(sentence) && projection !== null,
    ],
    ['worsening with a date', /worsening/i.test(sentence) && projection !== null],
    ['met reliably, and missed', /reliably meeting|Still meets/.test(sentence) && meets === false],
    [
      'missed always, and met',
      /level that misses|Missing the target/.test(sentence) && meets === true,
    ],
    [
      'stable, and a signal',
      /stable|no signal/i.test(sentence) &&
        all.signals.at(-1)?.period === all.latest?.period &&
        all.signals.at(-1)?.kind !== 'neutral',
    ],
    [
      'judged without limits',
      all.limitsAbsent !== null && (all.variation !== 'unknown' || all.assurance !== 'unknown'),
    ],
    [
      'a change without limits',
      all.limitsAbsent !== null &&
        all.unjudged?.kind !== 'drift' &&
        /improved|worsening|better/i.test(sentence),
    ],
    ['a planned course of none', trajectory.some((point) => !Number.isFinite(point.value))],
  ];
  return wrong.flatMap(([name, is]) => (is ? [`${name}: ${sentence}`] : []));
}

describe('five hundred generated series', () => {
  it.each(Object.keys(KINDS))('%s: no sentence contradicts the numbers beside it', (kind) => {
    expect(of(kind)).toHaveLength(EACH);
    expect(of(kind).flatMap(contradictions)).toEqual([]);
  });

  it('that never change raise no more signals at the newest point than the published rules', () => {
    // The four rules flag about nine in a hundred points of independent normal values.
    const states = STABLE.flatMap(of);
    const told = share(states, (state) => /improved|worsening|better/i.test(state.sentence));
    expect(told).toBeLessThan(0.09);
    expect(share(states, (state) => state.all.variation === 'unknown')).toBeLessThan(0.35);
  });

  it('of one value did not vary', () => {
    expect(of('constant').every((state) => state.sentence.startsWith('Did not vary'))).toBe(true);
  });

  it('with a spike are judged by all others, and the spike is named', () => {
    for (const kind of ['with a spike or two', 'of counts with a spike']) {
      expect(
        share(of(kind), (state) => /improved|worsening|better/i.test(state.sentence)),
        kind,
      ).toBeLessThan(0.09);
      expect(
        share(of(kind), ({ all }) => (all.stretches.at(-1)?.leftOut?.length ?? 0) > 0),
        kind,
      ).toBeGreaterThan(0.9);
    }
  });

  it('with many values far to one side are seldom told a change of the others', () => {
    // About their mean, two in five would be.
    const states = of('with many values far to one side');
    expect(
      share(states, (state) => /improved|worsening|better/i.test(state.sentence)),
    ).toBeLessThan(0.17);
    const how = states.map(({ all }) => all.unjudged?.kind ?? all.stretches.at(-1)?.method);
    expect(how).toEqual(expect.arrayContaining(['lopsided']));
  });

  it('by turns high and low have no limits, since nothing could be a signal', () =>
    expect(share(of('by turns high and low'), ({ all }) => all.unjudged?.kind === 'follows')).toBe(
      1,
    ));

  it('that come again are held against a turn before, and never told by luck', () => {
    const states = of('that come again every few months');
    const judged = states.filter(({ all }) => all.stretches.at(-1)?.method === 'seasonal');
    expect(judged.length / states.length).toBeGreaterThan(0.6);
    for (const [seed, { all }] of states.entries())
      if (judged.includes(states[seed] as MetricState))
        expect([3 + (seed % 8), 12]).toContain(all.stretches.at(-1)?.season?.lag);
    expect(states.filter(({ sentence }) => /by luck/.test(sentence))).toEqual([]);
  });

  it('with a season, weekends, a cycle or a memory are told no change that is none', () => {
    for (const kind of [
      'with a yearly season',
      'with weekends',
      'that come again every few months',
      'that follow themselves',
    ])
      expect(
        share(of(kind), (state) => /improved|worsening|better/i.test(state.sentence)),
        kind,
      ).toBeLessThan(0.13);
  });

  it('that change are told so: a step over a baseline, and a step down', () => {
    expect(
      share(of('with a baseline and a step up'), (state) => state.all.variation === 'improvement'),
    ).toBe(1);
    for (const kind of ['with a step down', 'with a large step down'])
      expect(
        share(of(kind), (state) => state.all.variation === 'concern'),
        kind,
      ).toBeGreaterThan(0.8);
  });

  it('that climb steadily are told so, with the slope and its interval', () => {
    const states = of('that climb').filter(({ all }) => all.unjudged?.kind === 'drift');
    expect(states.length).toBeGreaterThan(15);
    const slopes = states.map(({ sentence }) =>
      /rising steadily .* better: by ([\d.]+) a month \(95 % interval ([\d.]+) to ([\d.]+)\)/
        .exec(sentence)
        ?.slice(2)
        .map(Number),
    );
    // The true slope is 0.6.
    expect(
      slopes.filter(([low, high] = []) => low !== undefined && low <= 0.6 && (high ?? 0) >= 0.6)
        .length / states.length,
    ).toBeGreaterThan(0.85);
  });

  it('of tied values have no limits, so no signal', () =>
    expect(share(of('of tied values'), ({ all }) => all.signals.length > 0)).toBe(0));

  it('have the chart that fits', () => {
    const methods = (kind: string) =>
      new Set(of(kind).flatMap((state) => state.all.stretches.at(-1)?.method ?? []));
    expect(methods('of normal values')).toEqual(new Set(['xmr']));
    expect(methods('of rare events')).toEqual(new Set(['t']));
    expect(
      [...methods('of shares with tiny and unequal denominators')].every((one) =>
        one.startsWith('p'),
      ),
    ).toBe(true);
    expect([...methods('of rates over unequal hours')].every((one) => one.startsWith('u'))).toBe(
      true,
    );
    expect(methods('of counts of few events')).toContain('c');
  });
});
