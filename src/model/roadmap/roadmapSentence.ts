import { longDate } from '#model/time/date.ts';
import { capital, countOf, listOf, numberWord } from '#model/words/format.ts';
import { LENSES, LENS_NAMES, type Lens } from '#model/record/lens.ts';
import { parsePeriod, shortPeriod } from '#model/time/period.ts';
import type { ItemStatus } from '#model/record/roadmap.ts';
import type { RoadmapItemState } from './roadmapState.ts';
import { siteName, type Site } from '#model/record/site.ts';

/** Status in shape and word, never by colour alone. */
export const STATUS_WORDS: Record<ItemStatus, { mark: string; word: string }> = {
  planned: { mark: '○', word: 'planned' },
  'in-progress': { mark: '◐', word: 'in progress' },
  done: { mark: '●', word: 'done' },
  blocked: { mark: '✕', word: 'blocked' },
};

/** `Q4 2026`, `Dec 2026` or `4 Dec 2026`, as firm as it was written. */
export function itemDate(when: string): string {
  const parsed = parsePeriod(when);
  if (!parsed) return when;
  const year = when.slice(0, 4);
  if (parsed.grain === 'quarter') return shortPeriod(parsed.start, 'quarter');
  if (parsed.grain === 'month' && /^\d/.test(when))
    return `${MONTHS[Number(when.slice(5, 7)) - 1]} ${year}`;
  return parsed.grain === 'day'
    ? longDate(when)
    : /^FY/i.test(when)
      ? shortPeriod(parsed.start, parsed.grain)
      : when;
}

/** What is in the way of an item, in sentences; empty when nothing does. */
export function itemTrouble(
  state: RoadmapItemState,
  items: ReadonlyMap<string, RoadmapItemState>,
  sites: readonly Site[],
): string[] {
  const { item } = state;
  const title = (id: string) => items.get(id)?.item.title ?? id;
  const said: string[] = [];
  if (state.overdueDays !== null)
    said.push(`Was due ${itemDate(item.when)}, ${countOf(state.overdueDays, 'day')} ago`);
  if (item.note && item.status !== 'done') said.push(capital(item.note));
  for (const request of state.decisions)
    said.push(
      `Waits for a decision of ${request.decider}, asked ${longDate(request.requested)}: ${request.question} (${request.id})`,
    );
  if (state.roots.length > 0 && state.roots.some((id) => !item.needs.includes(id)))
    said.push(`The waiting begins at ${listOf(state.roots.map(title))}`);
  for (const id of state.endsBefore)
    said.push(
      `Order: it is due ${itemDate(item.when)}, before ${title(id)}, which it needs (${itemDate(items.get(id)?.item.when ?? '')})`,
    );
  if (state.slack?.days === 0 && state.overdueDays === null)
    said.push(`No slack: ${title(state.slack.item)}, which needs it, is due at the same time`);
  if (state.stop) said.push(stopWords(state.stop, item.sites, sites));
  if (item.moc === 'missing') said.push('The management-of-change number is missing');
  if (item.moved.length > 0)
    said.push(
      `Moved ${item.moved.length === 1 ? 'once' : item.moved.length === 2 ? 'twice' : `${item.moved.length} times`}: first promised for ${item.moved.map((move) => `${itemDate(move.from)}${move.reason ? ` (${move.reason})` : ''}`).join(', then ')}, then ${itemDate(item.when)}`,
    );
  return said.map((sentence) => `${sentence.replace(/\.$/, '')}.`);
}

/** `three months before Backbone is due`; null where nothing that is open needs it. */
export function itemSlack(
  state: RoadmapItemState,
  items: ReadonlyMap<string, RoadmapItemState>,
): string | null {
  if (!state.slack || state.slack.days <= 0 || state.overdueDays !== null) return null;
  return `Slack: ${months(state.slack.days)} until ${items.get(state.slack.item)?.item.title ?? state.slack.item} is due.`;
}

/** `Eight items, two business, four IT and two OT: three done, one blocked.` */
export function broughtWords(states: readonly RoadmapItemState[]): string {
  if (states.length === 0) return 'No item of the roadmap.';
  const count = (lens: Lens) => states.filter((state) => state.item.layer === lens).length;
  const layers = LENSES.filter((lens) => count(lens) > 0).map(
    (lens) => `${numberWord(count(lens))} ${lens === 'business' ? 'business' : LENS_NAMES[lens]}`,
  );
  const open = states.filter((state) => state.item.status !== 'done');
  const blocked = states.filter((state) => state.item.status === 'blocked');
  const overdue = states.filter((state) => state.overdueDays !== null);
  const rest = [
    `${open.length === 0 ? 'all' : numberWord(states.length - open.length)} done`,
    ...(blocked.length > 0 ? [`${numberWord(blocked.length)} blocked`] : []),
    ...(overdue.length > 0
      ? [`${numberWord(overdue.length)} past ${overdue.length === 1 ? 'its' : 'their'} date`]
      : []),
  ];
  const what =
    layers.length === 1
      ? `${layers[0]} item${states.length === 1 ? '' : 's'}`
      : `${countOf(states.length, 'item')}, ${listOf(layers)}`;
  return `${capital(what)}: ${listOf(rest)}.`;
}

/** "Six of 26 items are blocked; edge gateways at … hold one item and two initiatives." */
export function roadmapHeadline(states: readonly RoadmapItemState[]): string {
  const blocked = states.filter((state) => state.item.status === 'blocked').length;
  const overdue = states.filter((state) => state.overdueDays !== null).length;
  if (blocked + overdue === 0)
    return `${capital(countOf(states.length, 'item'))} in three layers, none blocked and none past its date`;
  const said = [
    blocked > 0
      ? `${numberWord(blocked)} of ${numberWord(states.length)} items ${blocked === 1 ? 'is' : 'are'} blocked`
      : '',
    overdue > 0
      ? `${blocked > 0 ? numberWord(overdue) : `${numberWord(overdue)} of ${numberWord(states.length)} items`} ${overdue === 1 ? 'is past its date' : 'are past their date'}`
      : '',
  ];
  return capital(listOf(said.filter(Boolean)));
}

/** Where the waiting begins: items in trouble that wait for no other item, those that hold most first. */
export function greatestHolds(states: readonly RoadmapItemState[]): RoadmapItemState[] {
  const weight = (state: RoadmapItemState) => state.holds.length + state.holdsInitiatives.length;
  return states
    .filter(
      (state) =>
        state.item.status !== 'done' &&
        state.waitsFor.length === 0 &&
        (state.holds.length > 0 || state.decisions.length > 0) &&
        (state.item.status === 'blocked' ||
          state.overdueDays !== null ||
          state.decisions.length > 0),
    )
    .toSorted((a, b) => weight(b) - weight(a) || (a.item.end < b.item.end ? -1 : 1));
}

function stopWords(
  stop: NonNullable<RoadmapItemState['stop']>,
  at: readonly string[],
  sites: readonly Site[],
): string {
  const where = at.length === 0 ? '' : ` at ${listOf(at.map((id) => siteName(sites, id)))}`;
  if (stop.booked)
    return `Stop window${where} booked: ${longDate(stop.booked.from)} to ${longDate(stop.booked.to)}${stop.misses ? ', after the date of the item' : ''}`;
  if (!stop.next) return `Needs a stop window${where}; none is booked and no stop is planned`;
  return `Needs a stop window${where}; none is booked, the next stop begins ${longDate(stop.next.from)}${stop.misses ? ', after the date of the item' : ''}`;
}

function months(days: number): string {
  return days < 45 ? countOf(days, 'day') : countOf(Math.round(days / 30.4), 'month');
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
