import { describe, expect, it } from 'vitest';
import { clockRuns, clockState, type ClockKind } from '#model/initiative/clock.ts';
import { clockSentence } from '#model/initiative/clockSentence.ts';
import { computeMetrics } from '#model/metric/computeMetric.ts';
import { addDays } from '#model/time/date.ts';
import { AS_OF, sunday, weeks, world } from '../gate/evidence.ts';

const ago = (days: number) => addDays(AS_OF, -days);
function say(kind: ClockKind, initiative: Record<string, unknown>, percents = [13, 13]) {
  const { portfolio, initiative: own } = world({
    cells: weeks('A', percents),
    initiative: {
      metrics: [{ id: 'use', role: 'primary' }],
      sites: [{ site: 'A' }],
      ...initiative,
    },
  });
  return clockSentence(clockState(kind, clockRuns(own, portfolio, computeMetrics(portfolio))));
}
const plants = (days: number[]) => days.map((day, at) => ({ site: `P${at}`, live: ago(day) }));

describe('the programme clock', () => {
  it('times planning to the line', () =>
    expect(
      say('planning-to-line', { start: ago(100), sites: [{ site: 'A', live: ago(16) }] }),
    ).toBe('From planning to the line: 84 days.'));
  it('times the first to the fifth plant', () =>
    expect(say('plants', { sites: plants([200, 150, 120, 60, 25]) })).toBe(
      'From the first to the fifth plant: 175 days.',
    ));
  it('times a go-live to 80 % use by the metric of the plant', () => {
    const days = (Date.parse(sunday(0)) - Date.parse(ago(30))) / 864e5;
    expect(say('use', { sites: [{ site: 'A', live: ago(30) }] }, [90, 40, 60, 70, 82])).toBe(
      `From go-live to 80 % use: ${days} days.`,
    );
  });
  it('times one gate to the next', () => {
    const gates = [200, 130, 90].map((day) => ({
      id: `g${day}`,
      phase: 'pilot',
      due: ago(day),
      decision: { outcome: 'advance', date: ago(day), decider: 'D' },
    }));
    expect(say('gate-to-gate', { gates })).toBe(
      'From one gate to the next: half took 55 days or less (two steps arrived, the last after 70 days).',
    );
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
      'use',
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
      'plants',
      { sites: plants([200, 150, 120, 60]) },
      'From the first to the fifth plant: none has arrived yet; one roll-out still under way.',
    ],
  ])('%s', (_, kind, initiative, sentence) => expect(say(kind, initiative)).toBe(sentence));
});
