import { describe, expect, it } from 'vitest';
import { judge, sunday, week, weeks, type World } from './evidence.ts';

const BEFORE = [50, 52, 49, 51, 50, 48, 51, 50, 52, 49];
const WOBBLE = [1, -1, 0, 2, -2, 1, 0, -1, 1, -1];
/** Ten weeks before the start and ten after, each line around its own level, with what the pilot line gained after the start. */
const line = (
  id: string,
  level: number,
  gain: number,
  drift = 0,
  options: { last?: string; count?: number } = {},
) =>
  weeks(
    'A',
    [...BEFORE, ...BEFORE]
      .slice(0, options.count ?? 20)
      .map(
        (value, at) =>
          value +
          level +
          (at >= 10 ? gain : 0) +
          drift * at +
          (WOBBLE[(at * 7 + level) % 10] as number),
      ),
    { line: id, ...(options.last ? { last: options.last } : {}) },
  );
const DESIGN = {
  metric: 'use',
  treated: ['P'],
  controls: ['C1', 'C2', 'C3', 'C4'],
  before: `${week(19)}/${sunday(10)}`,
  after: `${week(9)}/${sunday(0)}`,
  washout: 0,
};
const facts = (
  gain: number,
  more: Partial<World> = {},
  design: Record<string, unknown> = {},
): World => ({
  cells: [
    ...line('P', 0, gain),
    ...line('C1', 1, 0),
    ...line('C2', 2, 0),
    ...line('C3', 3, 0),
    ...line('C4', 4, 0),
  ],
  initiative: { sites: ['A'], comparison: { ...DESIGN, ...design } },
  ...more,
});
const compared = (world: World) => judge({ must: { comparison: 'favourable' } }, world);

describe('a favourable comparison', () => {
  it('is met when the pilot line gained more than any comparison line would have as a pilot; the sentence says what that proves at best', () => {
    const result = compared(facts(12));
    expect(result).toMatchObject({
      state: 'met',
      reason: 'comparison',
      n: 10,
      periods: expect.arrayContaining([week(9), week(0)]),
    });
    expect(result.value).toBeGreaterThan(10);
    expect(result.sentence).toMatch(
      /^met: 1\d\.\d\d .* against the comparison lines' development .*; larger than in any of the 4 comparison lines, smallest possible p with 5 lines is 1\/5$/,
    );
  });
  it('is not met when one comparison line moved as much without it', () => {
    const cells = [
      ...line('P', 0, 12),
      ...line('C1', 1, 14),
      ...line('C2', 2, 0),
      ...line('C3', 3, 0),
      ...line('C4', 4, 0),
    ];
    expect(compared(facts(0, { cells }))).toMatchObject({
      state: 'not-met',
      sentence: expect.stringContaining('1 of 4 comparison lines moved as much without it'),
    });
  });
  it('is not met when it went the wrong way, however far', () => {
    expect(compared(facts(-12))).toMatchObject({
      state: 'not-met',
      sentence: expect.stringContaining('not in the good direction'),
    });
    expect(compared({ ...facts(-12), metric: { direction: 'down' } }).state).toBe('met');
  });
  it('is open when the lines were drifting apart before the start', () => {
    const cells = [
      ...line('P', 0, 6, 1.5),
      ...line('C1', 1, 0),
      ...line('C2', 2, 0),
      ...line('C3', 3, 0),
      ...line('C4', 4, 0),
    ];
    expect(compared(facts(0, { cells }))).toMatchObject({
      state: 'insufficient-data',
      reason: 'pre-trend',
      sentence: 'not enough data: the lines were already drifting apart before the start',
    });
  });
  it('is open with fewer than eight weeks that every line has on a side, and says from when there can be enough', () => {
    const after = `${week(3)}/${sunday(-12)}`;
    expect(compared(facts(12, {}, { before: `${week(19)}/${sunday(4)}`, after }))).toMatchObject({
      state: 'insufficient-data',
      reason: 'no-comparison',
      earliest: '2026-11-02',
      sentence: expect.stringMatching(
        /only 4 of 8 weeks that every line has .*; earliest possible 2026-11-02$/,
      ),
    });
  });
  it('is open when a line it is compared with sent nothing', () => {
    const cells = facts(12).cells.filter((cell) => cell.line !== 'C3');
    expect(compared(facts(12, { cells }))).toMatchObject({
      state: 'insufficient-data',
      sentence: expect.stringContaining('only 0 of 8 weeks'),
    });
  });
  it('is open when no comparison lines are named for the metric', () => {
    expect(
      judge({ must: { comparison: 'favourable' } }, { ...facts(12), initiative: { sites: ['A'] } }),
    ).toMatchObject({
      state: 'insufficient-data',
      sentence: 'not enough data: no comparison lines are named for this metric',
    });
  });
  it('is open when the definition changed between before and after', () => {
    const definitions = [
      { version: '1', validFrom: '2025-01-01', text: 'old' },
      { version: '2', validFrom: week(8), text: 'new' },
    ];
    expect(compared({ ...facts(12), metric: { definitions } })).toMatchObject({
      state: 'insufficient-data',
      reason: 'definition-changed',
    });
    for (const validFrom of [week(25), '2026-12-01'])
      expect(
        compared({
          ...facts(12),
          metric: { definitions: [definitions[0], { version: '2', validFrom, text: 'new' }] },
        }).state,
      ).toBe('met');
  });
  it('is stale when it still runs and its data stopped coming', () => {
    const late = (id: string, level: number, gain: number) =>
      line(id, level, gain).filter((cell) => cell.period <= week(4));
    const cells = [
      ...late('P', 0, 12),
      ...['C1', 'C2', 'C3', 'C4'].flatMap((id, at) => late(id, at + 1, 0)),
    ];
    const design = { before: `${week(19)}/${sunday(12)}`, after: `${week(12)}/${sunday(-8)}` };
    expect(compared(facts(12, { cells }, design))).toMatchObject({
      state: 'stale',
      sentence: expect.stringMatching(/^stale: last week received/),
    });
  });
  it('is open with one comparison line, which cannot tell a gain from two lines that part by chance', () => {
    expect(compared(facts(12, {}, { controls: ['C1'] }))).toMatchObject({
      state: 'insufficient-data',
      reason: 'one-line',
      sentence: expect.stringMatching(
        /^not enough data: 1\d\.\d\d .*; with one comparison line nothing tells this from how far two lines part by chance; name at least two$/,
      ),
    });
    expect(compared(facts(12, {}, { controls: ['C1', 'C2'] })).sentence).toContain(
      'smallest possible p with 3 lines is 1/3',
    );
  });
  it('is not met when a comparison line moved exactly as much', () => {
    const level = (id: string, gain: number) =>
      weeks(
        'A',
        [...BEFORE, ...BEFORE].map((value, at) => value + (at >= 10 ? gain : 0)),
        { line: id },
      );
    expect(
      compared(
        facts(
          0,
          { cells: [...level('P', 4), ...level('C1', 2), ...level('C2', 0)] },
          { controls: ['C1', 'C2'] },
        ),
      ),
    ).toMatchObject({ state: 'met' });
    expect(
      compared(
        facts(
          0,
          { cells: [...level('P', 3), ...level('C1', 2), ...level('C2', 0)] },
          { controls: ['C1', 'C2'] },
        ),
      ),
    ).toMatchObject({
      state: 'not-met',
      sentence: expect.stringContaining('2 of 2 comparison lines moved as much'),
    });
  });
});
