import { describe, expect, it } from 'vitest';
import { eventLegend, eventMarks } from '#model/event/eventMarks.ts';
import { computeMetrics } from '#model/metric/computeMetric.ts';
import { eventsOf } from '#model/event/eventsOf.ts';
import { addDays } from '#model/time/date.ts';
import { AS_OF, week, weeks, world } from '../gate/evidence.ts';

const ago = (days: number) => addDays(AS_OF, -days);
function portfolio() {
  const made = world({
    cells: [...weeks('A', Array(20).fill(40)), ...weeks('B', Array(20).fill(50))],
    metric: { rebase: [{ date: week(9), reason: 'new counter' }] },
    initiative: {
      metrics: ['use'],
      sites: [
        { site: 'A', live: ago(60) },
        { site: 'B', live: addDays(AS_OF, 20) },
      ],
      gates: [
        {
          id: 'g',
          phase: 'pilot',
          due: ago(30),
          sites: ['A'],
          decision: { outcome: 'iterate', date: ago(29), decider: 'D' },
        },
      ],
    },
  }).portfolio;
  made.settings.events = [
    { date: ago(40), title: 'Fire in hall 2', kind: 'incident', sites: ['B'], metrics: [] },
    { date: ago(50), title: 'New shift plan', kind: 'change', sites: [], metrics: ['other'] },
    { date: addDays(AS_OF, 3), title: 'Not yet', kind: 'other', sites: [], metrics: [] },
  ];
  return made;
}

describe('events of the records', () => {
  it('are those up to the day, the first first', () =>
    expect(eventsOf(portfolio()).map(({ kind }) => kind)).toEqual([
      'go-live',
      'change',
      'incident',
      'decision',
    ]));
  it('stand on the chart of their site, and in the total where they concern the metric', () => {
    const state = computeMetrics(portfolio()).get('use');
    const named = (events: readonly { title: string }[] = []) => events.map(({ title }) => title);
    expect(named(state?.all.events)).toEqual([
      'Limits begin again: new counter',
      'Go-live of Trial at Plant A',
      'G1 of Trial: iterate',
    ]);
    expect(named(state?.bySite[1]?.events)).toEqual([
      'Limits begin again: new counter',
      'Fire in hall 2',
    ]);
  });
  it('have a number on the chart and their name and day under it', () => {
    const state = computeMetrics(portfolio()).get('use');
    expect(state && eventLegend(eventMarks(state.all))).toBe(
      '1 Limits begin again: new counter, 27 July 2026; 2 Go-live of Trial at Plant A, 6 August 2026; 3 G1 of Trial: iterate, 6 September 2026',
    );
  });
});
