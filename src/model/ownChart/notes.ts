import type { ScopeState } from '#model/metric/metricState.ts';
import { COLOURS } from '#model/picture/chartColours.ts';
import type { Grain } from '#model/time/grain.ts';
import { periodStart, shortPeriod } from '#model/time/period.ts';
import type { ChartAsk, Refusal } from './kind.ts';
import { firstDay } from './periodAt.ts';

/** A line on the day of a note, with its words beside it. `name` is that of its period. */
interface Drawn {
  period: string;
  name: string;
  text: string;
}

/** Words that stand beside a line; longer ones are cut, and whole in the list under the chart. */
const LONGEST = 26;

/** The notes of an author, and the events where they are asked for, that lie within the periods drawn. One that lies outside is refused: it would be drawn nowhere. */
export function notesWithin(
  { notes, events }: Pick<ChartAsk, 'notes' | 'events'>,
  scope: ScopeState,
  { periods, grain }: { periods: readonly string[]; grain: Grain },
): Drawn[] | Refusal {
  const [first, last] = [periods[0], periods.at(-1)];
  if (first === undefined || last === undefined) return [];
  const nameOf = (day: string) => shortPeriod(periodStart(day, grain), grain);
  const drawn: Drawn[] = [];
  for (const { at, text } of notes) {
    const day = firstDay(at);
    const period = day === null ? '' : periodStart(day, grain);
    if (day === null || period < first || period > last)
      return {
        prop: 'notes',
        found: `a note is at "${at}", ${day === null ? 'which is no day' : 'outside of what the chart shows'}`,
        allowed: `a day from ${first} to the end of the period of ${last}`,
        fix: 'write { "at": "2026-03-01", "text": "Go-live" }, or show more periods with last',
      };
    drawn.push({ period: day, name: nameOf(day), text });
  }
  const happened = events ? (scope.events ?? []) : [];
  for (const { day, title } of happened)
    if (day >= first && periodStart(day, grain) <= last)
      drawn.push({ period: day, name: nameOf(day), text: title });
  return drawn.toSorted((a, b) => (a.period < b.period ? -1 : 1));
}

/** Notes as layers over a scale of time. Their words stand one under the other, so that near ones are read apart. */
export function noteLayers(notes: readonly Drawn[], x: object): object[] {
  if (notes.length === 0) return [];
  const rows = notes.map(({ period, name, text }, at) => ({
    period,
    name,
    label: text.length > LONGEST ? `${text.slice(0, LONGEST - 1).trimEnd()}…` : text,
    at: 6 + (at % 4) * 15,
  }));
  return [
    {
      data: { values: rows },
      mark: { type: 'rule', strokeDash: [2, 3], color: COLOURS.muted },
      encoding: { x },
    },
    {
      data: { values: rows },
      mark: {
        type: 'text',
        align: 'left',
        baseline: 'middle',
        dx: 4,
        color: COLOURS.ink,
        fontSize: 12,
      },
      encoding: {
        x,
        y: { field: 'at', type: 'quantitative', scale: null },
        text: { field: 'label' },
      },
    },
  ];
}
