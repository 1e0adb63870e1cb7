import { describe, expect, it } from 'vitest';
import { editOf } from '#ingest/whatIf/editOf.ts';
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
  return edits.get(FILE);
}

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
