import { describe, expect, it } from 'vitest';
import { editedFiles } from '#ingest/whatIf/edits.ts';
import { editOf } from '#ingest/whatIf/editOf.ts';
import type { Change } from '#model/foresight/whatIf/change.ts';
import { portfolioOf } from '../../model/foresight/portalOf.ts';

const FILE = 'content/roadmap/all.yaml';

/** Items of one initiative, as they are written after a delay of 21 days; the day is 7 October 2026. */
async function delayed(text: string): Promise<string | undefined> {
  const portfolio = portfolioOf({
    initiatives: [{ id: 'clamps' }],
    roadmap: [{ id: 'one', initiative: 'clamps', when: '2027-01' }],
  });
  const edits = await editOf({ kind: 'delay', initiative: 'clamps', days: 21 }, portfolio, {
    read: async (file) => (file === FILE ? text : '---\ntitle: Clamps\nphase: pilot\n---\n'),
    sitesFile: 'content/sites.yaml',
  });
  return edits.texts.get(FILE);
}

/** An initiative's front matter after a change. */
async function edited(change: Change, text: string, more: Record<string, unknown> = {}) {
  const portfolio = portfolioOf({ initiatives: [{ id: 'clamps', ...more }] });
  const edits = await editOf(change, portfolio, {
    read: async () => `---\n${text}---\nText\n`,
    sitesFile: 'content/sites.yaml',
  });
  return edits.texts.get('content/initiatives/clamps.mdx')?.slice(4, -9);
}

describe('a change of an initiative', () => {
  it.each([
    [
      'over what is written, with its comment',
      'status: active # firm\n',
      'status: stopped # firm\n',
    ],
    [
      'over a name that stands for it',
      'code: &a active\nstatus: *a\n',
      'code: &a active\nstatus: stopped\n',
    ],
    ['below, where nothing is written', 'title: Clamps\n', 'title: Clamps\nstatus: stopped\n'],
    ['inside braces', '{ title: Clamps }\n', '{ title: Clamps , status: stopped}\n'],
  ])('writes its status %s', async (_, text, after) =>
    expect(await edited({ kind: 'stop', initiative: 'clamps' }, text)).toBe(after),
  );
  it('takes people out of its pod, and neither the day since when it was one nor a line', async () =>
    expect(
      await edited(
        { kind: 'lose-pod', initiative: 'clamps' },
        'pod:\n  since: 2026-01-01\n  itLead: Ida\ntitle: Clamps\n',
      ),
    ).toBe('pod: { since: 2026-01-01 }\n#\n#\ntitle: Clamps\n'));
  it('moves a gate whose day stands elsewhere, and none that a workbook decided', async () => {
    const gates = [
      {
        id: 'g1',
        phase: 'pilot',
        due: '2026-10-01',
        decision: { outcome: 'advance', date: '2026-10-01', decider: 'Stella' },
      },
      { id: 'g2', phase: 'pilot', due: '2026-11-01' },
    ];
    const text =
      'code: &d 2026-11-01\ngates:\n  - { id: g1, due: 2026-10-01 }\n  - { id: g2, due: *d }\n';
    expect(await edited({ kind: 'delay', initiative: 'clamps', days: 7 }, text, { gates })).toBe(
      text.replace('due: *d', 'due: 2026-11-08'),
    );
  });
});

describe('a change of a row in a workbook', () => {
  const inBook = () => {
    const portfolio = portfolioOf({
      initiatives: [{ id: 'clamps', pod: { itLead: 'Ida' } }],
      roadmap: [{ id: 'one', initiative: 'clamps', when: '2027-01' }],
    });
    const file = 'content/plan.xlsx';
    return {
      ...portfolio,
      initiatives: portfolio.initiatives.map((one) => ({ ...one, file })),
      roadmap: portfolio.roadmap.map((one) => ({ ...one, file })),
    };
  };
  it.each([
    [{ kind: 'pause', initiative: 'clamps' }, 'clamps, status: paused\n'],
    [{ kind: 'lose-pod', initiative: 'clamps' }, 'clamps, pod: (empty)\n'],
    [
      { kind: 'delay', initiative: 'clamps', days: 21 },
      'one, when: (empty)\none, start: 2027-01-22\none, end: 2027-02-21\n',
    ],
  ] as [Change, string][])('is one of its cells: %o', async (change, cells) => {
    const edits = await editOf(change, inBook(), {
      read: () => Promise.reject(new Error('a workbook is no text')),
      sitesFile: 'content/sites.yaml',
    });
    expect(editedFiles(edits)).toEqual({ 'content/plan.xlsx': cells });
  });
});

describe('a delay of roadmap items', () => {
  it.each([
    [
      'a month in one line becomes its first and its last day',
      '- { id: a, initiative: clamps, when: 2027-01, layer: it }\n',
      '- { id: a, initiative: clamps, start: 2027-01-22, end: 2027-02-21, layer: it }\n',
    ],
    [
      'a quarter on a line of its own becomes two lines',
      '- id: a\n  initiative: clamps\n  when: "2027-Q1" # firm\n  layer: it\n',
      '- id: a\n  initiative: clamps\n  start: 2027-01-22\n  end: 2027-04-21 # firm\n  layer: it\n',
    ],
    [
      'an end without a start is a period as well',
      '- { id: a, initiative: clamps, end: 2027-Q1 }\n',
      '- { id: a, initiative: clamps, start: 2027-01-22, end: 2027-04-21 }\n',
    ],
    [
      'a day stays a day',
      '- { id: a, initiative: clamps, when: 2027-01-11 }\n',
      '- { id: a, initiative: clamps, when: 2027-02-01 }\n',
    ],
    [
      'what has begun keeps the day on which it did',
      '- { id: a, initiative: clamps, status: in-progress, start: 2026-08, end: 2027-01 }\n- { id: b, initiative: clamps, status: in-progress, when: 2026-Q4 }\n',
      '- { id: a, initiative: clamps, status: in-progress, start: 2026-08, end: 2027-02-21 }\n- { id: b, initiative: clamps, status: in-progress, start: 2026-10-01, end: 2027-01-21 }\n',
    ],
    [
      'what is done, and what belongs to others, stays as it is',
      '- { id: a, initiative: clamps, status: done, when: 2026-Q1 }\n- { id: b, initiative: other, when: 2027-01 }\n',
      '- { id: a, initiative: clamps, status: done, when: 2026-Q1 }\n- { id: b, initiative: other, when: 2027-01 }\n',
    ],
  ])('%s', async (_, text, after) => expect(await delayed(text)).toBe(after));
});
