import { hash } from 'node:crypto';
import { appointments, type Appointment } from '#model/questions/appointments.ts';
import type { EventBefore, Subscribed } from '#model/record/subscribed.ts';
import { news, type NewsItem } from '#model/report/news.ts';
import { daysBetween, type IsoDate } from '#model/time/date.ts';
import type { Portal } from '#model/portal.ts';
import { uuidOf } from './identity.ts';

/** An appointment with its place in the history of its event. */
export interface CalendarEvent extends Omit<Appointment, 'changed'>, EventBefore {
  uid: string;
}

/** What feeds and calendar give to those who subscribe, and what the next build has to know of it. */
export interface Subscriptions {
  news: (NewsItem & { uuid: string })[];
  events: CalendarEvent[];
  published: Subscribed;
}

/** Days are counted from here; no portfolio is older. */
const FIRST_DAY = '2020-01-01';
/** What is decided comes after all that was open. */
const DONE = 100_000;

export function subscriptionsOf(portal: Portal, before: Subscribed | null): Subscriptions {
  const { settings, asOf } = portal.portfolio;
  const uuid = (id: string) => uuidOf(settings.id, id);
  const items = news(portal, uuid, before).map((item) => ({ ...item, uuid: uuid(item.id) }));
  const events = appointments(portal).map((appointment): CalendarEvent => {
    const uid = uuid(appointment.id);
    return { ...appointment, uid, ...revision(appointment, asOf, before?.events[uid]) };
  });
  return {
    news: items,
    events,
    published: {
      asOf,
      news: Object.fromEntries(items.map((item) => [item.uuid, item.published])),
      events: Object.fromEntries(
        events.map(({ uid, date, sequence, changed, mark }) => [
          uid,
          { date, sequence, changed, mark },
        ]),
      ),
    },
  };
}

/**
 * SEQUENCE rises when an event moves or is decided (RFC 5546, 2.1.4) and its day of change when its words change. By itself it
 * follows the date, so that a postponed event rises without any memory; one that is brought forward needs the build before.
 */
function revision(
  { title, text, path, date, changed, isDone }: Appointment,
  asOf: IsoDate,
  before: EventBefore | undefined,
): EventBefore {
  const mark = hash('sha256', JSON.stringify([title, text, path])).slice(0, 12);
  const own = daysBetween(FIRST_DAY, date) + (isDone ? DONE : 0);
  const sequence = Math.max(0, own);
  if (before === undefined) return { date, sequence, changed: changed ?? FIRST_DAY, mark };
  const moved = before.date !== date;
  return {
    date,
    mark,
    sequence: moved
      ? Math.max(sequence, before.sequence + 1)
      : Math.max(before.sequence, isDone ? sequence : 0),
    changed: moved || before.mark !== mark ? asOf : before.changed,
  };
}
