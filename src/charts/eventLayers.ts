import type { EventMark } from '#model/event/eventMarks.ts';
import { COLOURS } from './theme.ts';

/** A name along its line needs a wide chart, and lines that stand apart; else the number alone leads to the list under the chart. */
const NAMED = { width: 600, marks: 4, letters: 34 };

/** A line for each day on which something happened, with its number, and with its name where there is room. */
export function eventLayers(marks: readonly EventMark[], width: number, x: object): object[] {
  if (marks.length === 0) return [];
  const isNamed = width >= NAMED.width && marks.length <= NAMED.marks;
  const values = marks.map(({ number, day, title }) => ({
    period: day,
    label: isNamed ? `${number} ${cut(title)}` : String(number),
  }));
  return [
    {
      data: { values },
      mark: { type: 'rule', strokeDash: [1, 3], color: COLOURS.muted },
      encoding: { x },
    },
    {
      data: { values },
      mark: {
        type: 'text',
        color: COLOURS.muted,
        fontSize: 11,
        ...(isNamed
          ? { angle: 270, align: 'right', baseline: 'bottom', dx: -2, dy: -2 }
          : { align: 'left', baseline: 'top', dx: 2 }),
      },
      encoding: { x, y: { value: 2 }, text: { field: 'label' } },
    },
  ];
}

function cut(title: string): string {
  return title.length > NAMED.letters ? `${title.slice(0, NAMED.letters - 1).trimEnd()}…` : title;
}
