import type { EventMark } from '#model/event/eventMarks.ts';
import { daysBetween } from '#model/time/date.ts';
import type { HorizontalChannel, Layer } from './layer.ts';
import { COLOURS } from './theme.ts';

/** A name along its line needs a wide chart, and lines that stand apart; else the number alone leads to the list under the chart. */
const NAMED = { width: 600, marks: 4, letters: 34 };
/** Pixels beside the plot, and those that a number needs. */
const AXIS = 40;
const ROOM = 18;

interface Drawn {
  width: number;
  /** First and last day of the horizontal scale. */
  first: string;
  last: string;
}

/** A line for each day on which something happened, with its number, and with its name where there is room. */
export function eventLayers(
  marks: readonly EventMark[],
  frame: Drawn,
  x: HorizontalChannel,
): Layer[] {
  if (marks.length === 0) return [];
  const isNamed = frame.width >= NAMED.width && marks.length <= NAMED.marks;
  const labels = isNamed
    ? marks.map(({ number, day, title }) => ({ period: day, label: `${number} ${cut(title)}` }))
    : numbers(marks, frame);
  return [
    {
      data: { values: marks.map(({ day }) => ({ period: day })) },
      mark: { type: 'rule', strokeDash: [1, 3], color: COLOURS.muted },
      encoding: { x },
    },
    {
      data: { values: labels },
      mark: {
        type: 'text',
        color: COLOURS.muted,
        fontSize: 11,
        ...(isNamed
          ? { angle: 270, align: 'right', baseline: 'top', dx: -2, dy: 3 }
          : { align: 'left', baseline: 'top', dx: 2 }),
      },
      encoding: { x, y: { value: 2 }, text: { field: 'label' } },
    },
  ];
}

/** Numbers of lines that stand too close to be read apart are one label at the first of them: "7–9". */
function numbers(marks: readonly EventMark[], { width, first, last }: Drawn) {
  const days = Math.max(1, daysBetween(first, last));
  const at = (day: string) => (daysBetween(first, day) / days) * (width - AXIS);
  const groups: { from: EventMark; to: EventMark }[] = [];
  for (const mark of marks) {
    const group = groups.at(-1);
    const wide = group && group.to !== group.from ? 2 * ROOM : ROOM;
    if (group && at(mark.day) - at(group.from.day) < wide) group.to = mark;
    else groups.push({ from: mark, to: mark });
  }
  return groups.map(({ from, to }) => ({
    period: from.day,
    label: from === to ? String(from.number) : `${from.number}–${to.number}`,
  }));
}

function cut(title: string): string {
  return title.length > NAMED.letters ? `${title.slice(0, NAMED.letters - 1).trimEnd()}…` : title;
}
