import { type Agenda, agendaOf } from '#model/decision/agenda.ts';
import { type Meeting, meetingsAhead } from '#model/decision/meeting.ts';
import { readersOf } from '#model/decision/reader.ts';
import { getPortal } from './portal.ts';

/** A page for each meeting that is ahead: its agenda, and its minutes. */
export async function meetingPaths(): Promise<{ params: { meeting: string } }[]> {
  const { settings, asOf } = (await getPortal()).portfolio;
  return meetingsAhead(settings, asOf).map(({ id }) => ({ params: { meeting: id } }));
}

export async function meetingOf(
  id: string | undefined,
): Promise<{ meeting: Meeting; agenda: Agenda }> {
  const portal = await getPortal();
  const { settings, asOf } = portal.portfolio;
  const meeting = meetingsAhead(settings, asOf).find((one) => one.id === id);
  if (!meeting) throw new Error(`there is no meeting "${id}"`);
  return { meeting, agenda: agendaOf(meeting, portal, readersOf(portal)) };
}
