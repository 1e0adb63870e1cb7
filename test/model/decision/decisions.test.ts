import { describe, expect, it } from 'vitest';
import { agendaOf } from '#model/decision/agenda.ts';
import { happenedSince } from '#model/decision/happened.ts';
import { meetingsAhead } from '#model/decision/meeting.ts';
import { resolutionYaml } from '#model/decision/minutes.ts';
import { owedBy } from '#model/decision/owed.ts';
import { owedHeadline } from '#model/decision/owedWords.ts';
import { readersOf } from '#model/decision/reader.ts';
import { timelineOf } from '#model/decision/timeline.ts';
import { decisionsDue } from '#model/questions/decisionsDue.ts';
import type { Portal } from '#model/portal.ts';
import { type Edit, judge } from '../findings/healthy.ts';

const WATCH = 'content/initiatives/watch.mdx';
const SETTINGS = 'content/portfolio.yaml';
const request = (more = '') =>
  `decisionsOpen:\n  - { id: D-1, question: Fund the second hall, decider: CFO, requested: 2026-08-03, neededBy: 2026-09-01, options: [{ title: Fund it }, { title: Wait }]${more} }\nstopRules: [yield`;
const ASKED: Edit = [WATCH, 'stopRules: [yield', request()];
const PAUL: Edit = [WATCH, 'owner: Paul', 'owner: "Paul Ines, CFO"'];

async function portalOf(...edits: Edit[]): Promise<Portal> {
  const { portal, problems } = await judge(edits);
  if (!portal) throw new Error(JSON.stringify(problems));
  return portal;
}

describe('a reader', () => {
  it('is one person, named with the office or without', async () => {
    const readers = readersOf(await portalOf(ASKED, PAUL, [WATCH, 'name: Bea', 'name: Paul Ines']));
    expect(readers.of('Paul Ines')).toEqual({ id: 'paul-ines', name: 'Paul Ines', office: 'CFO' });
    expect(readers.of('Paul Ines, CFO')?.id).toBe('paul-ines');
    expect(readers.of('CFO')?.id).toBe('paul-ines');
    expect(readers.of('CFO Paul Ines')?.id).toBe('paul-ines');
    expect(readers.list.filter(({ name }) => /CFO|Ines/.test(name))).toHaveLength(1);
  });
  it('is the office itself where two people have it: which of them is meant nobody can say', async () => {
    const readers = readersOf(
      await portalOf(ASKED, PAUL, [WATCH, 'name: Bea', 'name: "Ada Ruiz, CFO"']),
    );
    expect(readers.of('CFO')).toEqual({ id: 'cfo', name: 'CFO', office: null });
  });
  it('has an address in any script, and two of one address are told apart', async () => {
    const readers = readersOf(
      await portalOf(
        [WATCH, 'name: Bea', 'name: "Å. Ñandú"'],
        [WATCH, 'name: Otto', 'name: 田中'],
        [WATCH, 'name: Olaf', 'name: A Nandu'],
      ),
    );
    expect(readers.of('Å. Ñandú')?.id).not.toBe(readers.of('A Nandu')?.id);
    expect(readers.list.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['a-nandu', 'a-nandu-2', '田中']),
    );
  });
});

describe('what somebody owes', () => {
  it('is every decision asked of the office, and the sign-off of the own seat', async () => {
    const portal = await portalOf(ASKED, PAUL);
    const readers = readersOf(portal);
    const paul = readers.of('Paul Ines')!;
    const owed = owedBy(paul, portal, readers);
    expect(owed.decisions.map(({ id }) => id)).toEqual(['D-1']);
    expect(owedHeadline(paul, owed)).toBe('Paul Ines owes one decision');
    const ida = readers.of('Ida')!;
    expect(owedBy(ida, portal, readers).signOffs.map(({ role }) => role)).toContain('it-lead');
  });
  it('is nothing where nothing is asked', async () => {
    const portal = await portalOf(PAUL);
    const readers = readersOf(portal);
    const paul = readers.of('CFO')!;
    expect(owedHeadline(paul, owedBy(paul, portal, readers))).toBe('Nothing waits for Paul Ines');
  });
});

describe('a request that was decided', () => {
  it('is no longer open, and is news since a meeting before it', async () => {
    const portal = await portalOf([
      WATCH,
      'stopRules: [yield',
      request(', decided: { date: 2026-09-20, choice: Fund it, by: Stella, reason: It pays }'),
    ]);
    expect(decisionsDue(portal).some(({ id }) => id === 'D-1')).toBe(false);
    expect(portal.findings.some(({ rule }) => rule === 'pod/decision-overdue')).toBe(false);
    expect(happenedSince(portal, '2026-09-15').map(({ text }) => text)).toContain(
      'D-1, Fund the second hall: Fund it, by Stella; it pays.',
    );
    expect(happenedSince(portal, '2026-09-21').some(({ kind }) => kind === 'decided')).toBe(false);
  });
  it('is open until its day', async () => {
    const portal = await portalOf([
      WATCH,
      'stopRules: [yield',
      request(', decided: { date: 2026-10-20, choice: Fund it }'),
    ]);
    expect(decisionsDue(portal).some(({ id }) => id === 'D-1')).toBe(true);
  });
  it('leaves the lines of the others as they are', async () => {
    const { findings, line } = await judge([
      [
        WATCH,
        'stopRules: [yield',
        request(', decided: { date: 2026-09-20, choice: Fund it }').replace(
          '\nstopRules',
          '\n  - { id: D-2, question: Which hall, decider: CFO, requested: 2026-08-03, neededBy: 2026-09-01 }\nstopRules',
        ),
      ],
    ]);
    const finding = findings.find(({ rule }) => rule === 'pod/decision-overdue');
    expect(finding && (await line(finding))).toMatch(/^- \{ id: D-2,/);
  });
});

describe('minutes', () => {
  const words = { date: '2026-10-05', by: 'Stella, COO', reason: 'It "pays": #1 of three' };
  const more = { conditions: [], reviewBy: '', until: '' } as const;
  it('of a request are a line that the file takes beside its id', async () => {
    const yaml = resolutionYaml({
      kind: 'request',
      ...words,
      ...more,
      conditions: [],
      outcome: 'Fund it: now',
    });
    const portal = await portalOf([WATCH, 'stopRules: [yield', request(`, ${yaml}`)]);
    expect(portal.portfolio.initiatives.find(({ id }) => id === 'watch')?.decisionsTaken).toEqual([
      expect.objectContaining({
        id: 'D-1',
        date: '2026-10-05',
        choice: 'Fund it: now',
        by: 'Stella, COO',
        reason: 'It "pays": #1 of three',
      }),
    ]);
  });
  it('of a gate are its decision, with its conditions', async () => {
    const yaml = resolutionYaml({
      kind: 'gate',
      ...words,
      ...more,
      outcome: 'advance-with-conditions',
      conditions: [{ text: 'Sign: the MoC', owner: 'Olaf', due: '2026-11-02' }],
    });
    const portal = await portalOf([WATCH, '  - id: watch-g3\n', `  - id: watch-g3\n    ${yaml}\n`]);
    const review = portal.reviews.find(({ review: { id } }) => id === 'watch-g3');
    expect(review?.review.decision).toMatchObject({
      outcome: 'advance-with-conditions',
      decider: 'Stella, COO',
      conditions: [{ text: 'Sign: the MoC', owner: 'Olaf', due: '2026-11-02', done: false }],
    });
  });
});

describe('the next meeting', () => {
  const plan = { id: 'board', title: 'Board', dates: ['2026-10-20', '2026-09-01'], deciders: [] };
  it('is the first day of its plan from today on, between the ones around it', () => {
    const [meeting] = meetingsAhead({ meetings: [plan], weekStartsOn: 'monday' }, '2026-10-07');
    expect(meeting).toMatchObject({ date: '2026-10-20', last: '2026-09-01', next: null });
  });
  it('is today, on the morning of its day', () => {
    const [meeting] = meetingsAhead({ meetings: [plan], weekStartsOn: 'monday' }, '2026-10-20');
    expect(meeting?.date).toBe('2026-10-20');
  });
  it('of a plan that has ended there is none', () => {
    expect(meetingsAhead({ meetings: [plan], weekStartsOn: 'monday' }, '2026-10-21')).toEqual([]);
  });
  it('is the first day of the coming week where nobody plans one, and says so', () => {
    expect(meetingsAhead({ weekStartsOn: 'monday' }, '2026-10-07')).toEqual([
      expect.objectContaining({ date: '2026-10-12', last: '2026-10-05', assumed: true }),
    ]);
    expect(meetingsAhead({ weekStartsOn: 'sunday' }, '2026-10-07')[0]?.date).toBe('2026-10-11');
  });
});

describe('an agenda', () => {
  const MEETING: Edit = [
    SETTINGS,
    null,
    '\nmeetings:\n  - { id: board, title: Board, dates: [2026-09-01, 2026-10-20, 2026-11-15], deciders: [Paul Ines] }\n',
  ];
  it('has what its deciders owe before the meeting after it; what others owe is apart', async () => {
    const portal = await portalOf(ASKED, PAUL, MEETING, [
      'content/initiatives/trial.mdx',
      'due: 2026-12-04',
      'due: 2026-11-03',
    ]);
    const [meeting] = meetingsAhead(portal.portfolio.settings, portal.portfolio.asOf);
    const agenda = agendaOf(meeting!, portal, readersOf(portal));
    expect(agenda.since).toBe('2026-09-01');
    expect(agenda.decisions.map(({ id }) => id)).toEqual(['D-1']);
    expect(agenda.elsewhere.map(({ id }) => id)).toEqual(['trial-g1']);
    expect(agenda.ahead.map(({ id }) => id)).toEqual(['watch-g3']);
  });
  it('is refused where a day of the meeting is no day', async () => {
    const { problems } = await judge([
      [SETTINGS, null, '\nmeetings:\n  - { id: board, title: Board, dates: [2026-09-31] }\n'],
    ]);
    expect(problems).toEqual([
      expect.objectContaining({ file: 'content/portfolio.yaml', severity: 'error' }),
    ]);
  });
});

describe('the line of time', () => {
  it('runs from the day of asking to the day of need to today', async () => {
    const portal = await portalOf(ASKED);
    const { rows, today } = timelineOf(decisionsDue(portal), portal.portfolio.asOf);
    const row = rows.find(({ due }) => due.id === 'D-1');
    expect(row?.wait?.from).toBe(0);
    expect(row?.over?.from).toBe(row?.wait?.to);
    expect(row?.over?.to).toBe(today);
  });
  it('says of what lies beyond its ends that it does', async () => {
    const portal = await portalOf([
      WATCH,
      'stopRules: [yield',
      request().replace('2026-08-03', '2025-08-03').replace('2026-09-01', '2025-09-01'),
    ]);
    const { rows } = timelineOf(decisionsDue(portal), portal.portfolio.asOf);
    expect(rows.find(({ due }) => due.id === 'D-1')).toMatchObject({ before: true, wait: null });
    expect(rows.find(({ due }) => due.id === 'watch-g3')).toMatchObject({ beyond: true });
  });
});
