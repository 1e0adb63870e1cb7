import { describe, expect, it } from 'vitest';
import { agendaOf } from '#model/decision/agenda.ts';
import { meetingsAhead } from '#model/decision/meeting.ts';
import { owedBy } from '#model/decision/owed.ts';
import { readersOf } from '#model/decision/reader.ts';
import { timelineOf } from '#model/decision/timeline.ts';
import { decisionsDue } from '#model/questions/decisionsDue.ts';
import { byCostOfDelay } from '#model/questions/byCostOfDelay.ts';
import { type Edit, judge } from '../findings/healthy.ts';

const place = (id: string, by: string, perMonth: number | null, northStar = 0) => ({
  id,
  by,
  delay: { perMonth, northStar },
});
const ordered = (...places: ReturnType<typeof place>[]) =>
  places.toSorted(byCostOfDelay('2026-10-07')).map(({ id }) => id);

describe('the order of decisions', () => {
  it('puts what is overdue first, and the dearest wait first in both groups', () =>
    expect(
      ordered(
        place('ahead-dear', '2026-11-01', 900),
        place('late-cheap', '2026-09-01', 2),
        place('ahead-cheap', '2026-10-08', 1),
        place('late-dear', '2026-10-01', 50),
      ),
    ).toEqual(['late-dear', 'late-cheap', 'ahead-dear', 'ahead-cheap']));
  it('takes a cost that cannot be said for no zero', () =>
    expect(
      ordered(
        place('nothing', '2026-09-01', 0),
        place('unknown', '2026-09-20', null),
        place('dear', '2026-09-30', 3),
      ),
    ).toEqual(['dear', 'unknown', 'nothing']));
  it('puts points of the North Star before money, and the day last', () =>
    expect(
      ordered(
        place('young', '2026-09-20', null),
        place('old', '2026-09-01', null),
        place('dear', '2026-10-02', 4),
        place('moves-the-star', '2026-10-01', null, 0.4),
      ),
    ).toEqual(['moves-the-star', 'dear', 'old', 'young']));
});

const WATCH = 'content/initiatives/watch.mdx';
const request = (id: string, neededBy: string, holds: string) =>
  `  - { id: ${id}, question: What of ${id}, decider: "Paul Ines", requested: 2026-08-03, neededBy: ${neededBy}, holds: [${holds}] }\n`;
const ASKED: Edit[] = [
  [
    WATCH,
    'stopRules: [yield',
    `decisionsOpen:\n${request('D-idle', '2026-09-01', '')}${request('D-dear', '2026-09-20', 'watch')}\nstopRules: [yield`,
  ],
  [
    'content/portfolio.yaml',
    null,
    '\nmeetings:\n  - { id: board, title: Board, dates: [2026-10-20], deciders: [Paul Ines] }\n',
  ],
];

describe('a list of decisions', () => {
  it('is in that order for all, for one person and in the agenda; the line of time keeps to the days', async () => {
    const { portal } = await judge(ASKED);
    if (!portal) throw new Error('the portfolio cannot be judged');
    const ids = (list: readonly { id: string }[]) =>
      list.map(({ id }) => id).filter((id) => id.startsWith('D-'));
    const due = decisionsDue(portal);
    expect(ids(due)).toEqual(['D-dear', 'D-idle']);
    expect(due.find(({ id }) => id === 'D-dear')?.delay.perMonth).toBeGreaterThan(0);
    const readers = readersOf(portal);
    const paul = readers.of('Paul Ines');
    if (!paul) throw new Error('nobody is asked');
    expect(ids(owedBy(paul, portal, readers).decisions)).toEqual(['D-dear', 'D-idle']);
    const [meeting] = meetingsAhead(portal.portfolio.settings, portal.portfolio.asOf);
    if (!meeting) throw new Error('no meeting is ahead');
    expect(ids(agendaOf(meeting, portal, readers).decisions)).toEqual(['D-dear', 'D-idle']);
    expect(
      ids(timelineOf(due, portal.portfolio.asOf).rows.map(({ due: { id } }) => ({ id }))),
    ).toEqual(['D-idle', 'D-dear']);
  });
});
