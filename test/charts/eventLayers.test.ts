import { describe, expect, it } from 'vitest';
import { eventLayers } from '#charts/eventLayers.ts';

const mark = (number: number, day: string) => ({ number, day, title: `Event ${number}` });
const labels = (marks: ReturnType<typeof mark>[], width: number) => {
  const [, text] = eventLayers(marks, { width, first: '2026-01-01', last: '2026-12-31' }, {}) as {
    data: { values: { label: string }[] };
  }[];
  return text?.data.values.map(({ label }) => label);
};
const days = ['2026-01-05', '2026-01-09', '2026-03-01', '2026-06-01', '2026-12-01'];

describe('events on a chart', () => {
  it('have their names where there is room', () =>
    expect(labels([mark(1, '2026-02-01'), mark(2, '2026-05-01')], 760)).toEqual([
      '1 Event 1',
      '2 Event 2',
    ]));
  it('have numbers on a narrow chart, and one label where lines nearly meet', () =>
    expect(
      labels(
        days.map((day, at) => mark(at + 1, day)),
        350,
      ),
    ).toEqual(['1–2', '3', '4', '5']));
  it('are nothing where nothing happened', () => expect(labels([], 350)).toBeUndefined());
});
