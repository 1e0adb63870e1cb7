import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ical, { ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';
import { appointments } from '#model/questions/appointments.ts';
import { daysBetween } from '#model/time/date.ts';
import type { Portal } from '#model/portal.ts';
import { address } from '#site/urls.ts';
import { idOf } from './feeds.ts';

/**
 * Writes `gates.ics`: all-day events with ids that never change. Outlook and others take an event of the same UID with a higher
 * SEQUENCE as its newer state; both stamps come from the day that the portal is computed for, so that the same data gives the same bytes.
 */
export async function writeCalendar(portal: Portal, dir: string): Promise<void> {
  const { name, url } = portal.portfolio.settings;
  const { asOf } = portal.portfolio;
  const calendar = ical({
    name: `${name}: gates`,
    prodId: { company: 'Trilens', product: 'gates', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
  });
  for (const { id, date, title, text, path } of appointments(portal)) {
    const link = address(path, url);
    calendar.createEvent({
      id: idOf(name, id).replace('urn:uuid:', ''),
      sequence: daysBetween('2020-01-01', asOf),
      stamp: new Date(`${asOf}T00:00:00Z`),
      start: new Date(`${date}T00:00:00Z`),
      allDay: true,
      transparency: ICalEventTransparency.TRANSPARENT,
      summary: title,
      description: link === null ? text : `${text}\n${link}`,
      ...(link === null ? {} : { url: link }),
    });
  }
  const text = calendar.toString();
  await writeFile(join(dir, 'gates.ics'), text.endsWith('\r\n') ? text : `${text}\r\n`);
}
