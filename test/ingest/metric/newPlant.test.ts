import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sinceEvents } from '#model/event/sinceSentence.ts';
import { addDays } from '#model/time/date.ts';
import { data, metric, tiny } from './tiny.ts';

const AS_OF = '2026-03-02';
const CAME = '2025-12-22';

/** Two plants for sixty weeks, and a third that is unlike them in the last ten. */
function rows(): string {
  const lines = Array.from({ length: 60 }, (_, at) => {
    const week = addDays('2025-01-06', 7 * at);
    const third = `\n${week},C,${800 + ((at * 13) % 9)},1000,${40 + (at % 3)}`;
    return `${week},A,${950 + ((at * 37) % 11) - 5},1000,${100 + ((at * 7) % 9)}
${week},B,${948 + ((at * 17) % 13) - 5},1000,${90 + ((at * 5) % 11)}${week >= CAME ? third : ''}`;
  });
  return `week,plant,good,made,tons\n${lines.join('\n')}`;
}

const SHARED = `baseline: { period: 2025-W02/2025-W20 }
date: week
grain: week
dimensions: { site: plant }
`;
const FILES = {
  'content/portfolio.yaml': `name: T
events:
  - { date: 2025-09-01, title: New shifts, kind: change, metrics: [good, made] }
`,
  'content/sites.yaml': ['A: Ashby', 'B: Brill', 'C: Corby']
    .map((site) => `- { id: ${site.replace(':', ', name:')} }\n`)
    .join(''),
  'content/metrics/good.yaml': metric(`${SHARED}unit: "%"
target: { value: 97, by: 2026-12-31 }
value: { ratio: { numerator: { sum: good }, denominator: { sum: made } } }`),
  'content/metrics/made.yaml': metric(`${SHARED}unit: t
target: { value: 300, by: 2026-12-31 }
value: { sum: tons }`),
  'content/initiatives/trial.mdx': `---
title: Trial
phase: pilot
sites: [A, B, C]
gates:
  - id: g
    phase: pilot
    due: 2026-03-01
    criteria:
      - { id: c1, metric: made, must: { change: ">= 20 %" }, over: { last: 4, grain: week } }
      - { id: c2, metric: good, must: { change: "<= -2 %" }, over: { last: 4, grain: week } }
      - { id: c3, metric: good, must: { change: ">= -1 %" }, sites: [A, B], over: { last: 4, grain: week } }
      - { id: c4, metric: good, must: improved, over: { last: 4, grain: week } }
---
`,
  ...data({
    fields: 'week:date plant good:integer made:integer tons:number',
    rows: rows(),
    trilens: { everyDays: 7 },
  }),
};

let made: Awaited<ReturnType<typeof tiny>>;
beforeAll(async () => {
  made = await tiny(FILES, AS_OF);
}, 60_000);
afterAll(() => rm(made.root, { recursive: true, force: true }));

describe.each(['good', 'made'])('a plant that joins the total of "%s"', (id) => {
  it('begins another total, of which nothing is said from the limits of before', () => {
    const { sentence, metric, confidence } = made.state(id);
    expect(metric.siteChanges).toEqual([
      { date: CAME, reason: 'Corby began to report', sites: ['C'] },
    ]);
    expect(sentence).toMatch(/^Not enough data: 10 of 12 weeks/);
    expect(confidence).toEqual({ label: 'B', weakest: 'sites joined or left its total' });
  });
  it('leaves its plants as they are', () => {
    const { bySite } = made.state(id);
    expect(bySite.map(({ limits }) => limits[0]?.from)).toEqual([
      '2025-01-06',
      '2025-01-06',
      undefined,
    ]);
  });
  it('ends the course from a baseline of other plants, and a doubt says why', () => {
    const { trajectory, planned, shareOfDistance, doubts } = made.state(id);
    expect({ trajectory, planned, shareOfDistance }).toEqual({
      trajectory: [],
      planned: null,
      shareOfDistance: null,
    });
    expect(doubts.join()).toContain(
      'Corby began to report on 22 December 2025, after the baseline',
    );
  });
  it('has no part in what changed since an event before it came', () => {
    const state = made.state(id);
    expect(
      sinceEvents(state, state.all)
        .map(({ sentence }) => sentence)
        .join(),
    ).toMatch(
      /no clear change since: .* in the 13 before 22 December 2025, since when it is another series \(Corby began to report\)/,
    );
  });
});

it('a gate compares no total of three plants with one of two; of the two it does', () => {
  const results = made.portal?.initiatives[0]?.reviews[0]?.results ?? [];
  const said = results
    .filter(({ because }) => /^(all sites|Ashby|Corby)/.test(because))
    .map(({ state, because }) => [state, because]);
  expect(said).toEqual([
    ['insufficient-data', expect.stringContaining('totals of different sites')],
    ['insufficient-data', expect.stringContaining('totals of different sites')],
    ['met', expect.stringContaining('0.0 % against the baseline')],
    ['insufficient-data', expect.stringContaining('10 of 12 weeks since 22 December 2025')],
  ]);
});
