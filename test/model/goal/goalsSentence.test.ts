import { describe, expect, it } from 'vitest';
import { goalsSentence } from '#model/goal/goalsSentence.ts';
import { NO_DATE_AT_THIS_PACE } from '#model/metric/projectedDate.ts';
import type { GoalState } from '#model/portal.ts';

interface Written {
  title?: string;
  moving?: GoalState['moving'];
  variance?: number | null;
  /** Date at the present pace; null: none. */
  date?: string | null;
  absent?: string;
  value?: number;
}
const [NO_TREND] = [...NO_DATE_AT_THIS_PACE];

/** A goal that is to come down to 10 by June 2027. */
const goal = ({
  title = 'Scrap',
  moving = 'improving',
  variance = -1,
  date = '2028-11-30',
  absent,
  value = 12,
}: Written = {}) =>
  ({
    goal: { title, target: { value: 10, by: '2027-06-30' } },
    moving,
    metric: {
      metric: { direction: 'down', decimals: 1, target: { value: 10, by: '2027-06-30' } },
      all: { latest: { value } },
      freshness: 'fresh',
      variance,
      projection: date === null ? null : { date },
      projectionAbsent: absent ?? null,
    },
  }) as unknown as GoalState;
const goals = (count: number, written: Written = {}) =>
  Array.from({ length: count }, () => goal(written));

describe('direction and course of the goals are one sentence, worst first', () => {
  it.each<[string, GoalState[]]>([
    [
      'All six goals are behind plan; two show no signal, four improve, none arrives on its date.',
      [...goals(4), ...goals(2, { moving: 'no-signal', date: null, absent: NO_TREND ?? '' })],
    ],
    [
      'Two of three goals are behind plan; OTIF worsens, two improve, one arrives on its date.',
      [
        goal({ title: 'OTIF', moving: 'worsening', date: null, absent: NO_TREND ?? '' }),
        goal(),
        goal({ variance: 1, date: '2027-01-31' }),
      ],
    ],
    [
      'Both goals are on plan; two improve, all arrive on their dates.',
      goals(2, { variance: 1, date: '2027-01-31' }),
    ],
    [
      'Both goals are behind plan; two improve, none is known to arrive on its date.',
      [goal(), goal({ date: null, absent: 'fewer than 12 complete periods of one definition' })],
    ],
    [
      'The one goal is behind plan; it improves, and at its present pace misses its date.',
      [goal()],
    ],
    [
      'The one goal is on plan; it improves, but at its present pace misses its date.',
      [goal({ variance: 1 })],
    ],
    [
      'Both goals are on plan; two improve, but at the present pace none arrives on its date.',
      goals(2, { variance: 1 }),
    ],
    [
      'The one goal is on plan; it cannot be judged yet, and when it reaches its target cannot be said yet.',
      [
        goal({
          moving: 'unknown',
          variance: 1,
          date: null,
          absent: 'fewer than 12 complete periods of one definition',
        }),
      ],
    ],
    [
      'The one goal is on plan; it shows no signal, and is at its target.',
      [goal({ moving: 'no-signal', variance: 1, date: null, absent: 'x', value: 9 })],
    ],
    [
      'No plan says how far the one goal should be; it cannot be judged yet, and if its trend goes on, reaches its target by its date.',
      [goal({ moving: 'unknown', variance: null, date: '2027-01-31' })],
    ],
    [
      'No plan says how far the one goal should be; it improves, and at its present pace misses its date.',
      [goal({ variance: null })],
    ],
    [
      'One of two goals is behind plan, for one nothing is planned; two improve, none arrives on its date.',
      [goal(), goal({ variance: null })],
    ],
  ])('%s', (sentence, list) => expect(goalsSentence(list)).toBe(sentence));
});
