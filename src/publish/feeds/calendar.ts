import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ical, { ICalEventTransparency } from 'ical-generator';
import type { Portal } from '#model/portal.ts';
import { address } from '#site/urls.ts';
import type { CalendarEvent } from './subscriptions.ts';

/** How often a subscribed calendar is asked for again, in seconds: it changes once a night. */
const REFRESH = 12 * 60 * 60;

/**
 * Writes `gates.ics`: all-day events, each with an id that stays. It has no METHOD, since RFC 5546 asks a published event for
 * an organizer, which a portal is not. Stamps are days of data, so that the same data gives the same bytes.
 */
export async function writeCalendar(
  portal: Portal,
  events: readonly CalendarEvent[],
  dir: string,
): Promise<void> {
  const { name, url } = portal.portfolio.settings;
  const calendar = ical({
    name: `${name}: gates`,
    prodId: { company: 'Trilens', product: 'gates', language: 'EN' },
    ttl: REFRESH,
  });
  for (const { uid, sequence, changed, kind, date, title, text, path } of events) {
    const link = address(path, url);
    calendar.createEvent({
      id: uid,
      sequence,
      stamp: new Date(`${changed}T00:00:00Z`),
      lastModified: new Date(`${changed}T00:00:00Z`),
      start: new Date(`${date}T00:00:00Z`),
      allDay: true,
      transparency: ICalEventTransparency.TRANSPARENT,
      categories: [{ name: kind }],
      summary: title,
      description: link === null ? text : `${text}\n${link}`,
      ...(link === null ? {} : { url: link }),
    });
  }
  const text = calendar.toString();
  await writeFile(join(dir, 'gates.ics'), text.endsWith('\r\n') ? text : `${text}\r\n`);
}
