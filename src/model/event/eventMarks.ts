import type { ScopeState } from '#model/metric/metricState.ts';
import { longDate, type IsoDate } from '#model/time/date.ts';

/** What happened on one day within a chart, with the number under which it is drawn. */
export interface EventMark {
  number: number;
  day: IsoDate;
  title: string;
}

/** The events that lie within what a chart shows, numbered from the first; those of one day are one mark. */
export function eventMarks({ events = [], periods }: Pick<ScopeState, 'events' | 'periods'>) {
  const [first, last] = [periods[0], periods.at(-1)];
  if (first === undefined || last === undefined) return [];
  const drawn = events.filter(({ day }) => day >= first && day <= last);
  return [...Map.groupBy(drawn, ({ day }) => day)].map(([day, same], at): EventMark => ({
    number: at + 1,
    day,
    title: [...new Set(same.map(({ title }) => title))].join('; '),
  }));
}

/** "1 Go-live of Watch at North, 24 November 2025": what the numbers on a chart stand for. */
export function eventLegend(marks: readonly EventMark[]): string {
  return marks.map(({ number, title, day }) => `${number} ${title}, ${longDate(day)}`).join('; ');
}
