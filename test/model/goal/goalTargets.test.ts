import { describe, expect, it } from 'vitest';
import { mkdtemp, cp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { problemLine } from '#model/problem.ts';
import { composePortal } from '#site/compose.ts';

const GOAL = 'content/goals/fewer-stops.yaml';
const METRIC = 'content/metrics/unplanned-stops.yaml';

/** The starter with some files changed. */
async function starter(changes: Record<string, (text: string) => string>) {
  const root = await mkdtemp(join(tmpdir(), 'trilens-goal-'));
  await cp('src/cli/starter', root, { recursive: true });
  for (const [file, change] of Object.entries(changes)) {
    const text = await readFile(join(root, file), 'utf8');
    expect(change(text)).not.toBe(text);
    await writeFile(join(root, file), change(text));
  }
  const { portal, problems } = await composePortal({
    contentDir: join(root, 'content'),
    dataDir: join(root, 'data'),
    asOf: null,
    cacheDir: join(root, 'cache'),
  });
  return { portal, text: problems.map(problemLine).join('\n') };
}
const withoutLine = (field: string) => (text: string) =>
  text.replace(new RegExp(`^${field}:.*\\n`, 'm'), '');

describe('a goal is judged by its own target and baseline', () => {
  it('a target that only the goal names drives its course', async () => {
    const both = await starter({ [GOAL]: (text) => `${text}\n` });
    const own = await starter({ [METRIC]: withoutLine('target') });
    const goal = own.portal?.goals[0];
    expect(goal?.sentence).toBe(both.portal?.goals[0]?.sentence);
    expect(goal?.sentence).toContain('planned');
    expect(goal?.metric?.trajectory.length).toBeGreaterThan(0);
  });

  it('a target that differs from that of the metric is an error with its line', async () => {
    const { portal, text } = await starter({
      [GOAL]: (text) => text.replace(/target: \{ value: [\d.]+/, 'target: { value: 60'),
    });
    expect(portal).toBeNull();
    expect(text).toMatch(
      /fewer-stops\.yaml:\d+:\d+ .*target\.value is 60, and the metric "unplanned-stops" says 6/,
    );
  });

  it('a baseline that the goal states drives its course where the metric names only the periods', async () => {
    const stated = (value: number, period = '') =>
      starter({ [GOAL]: (text) => `${text}baseline: { value: ${value}${period} }\n` });
    const measured = (await starter({ [GOAL]: (text) => `${text}\n` })).portal?.goals[0]?.metric;
    const value = measured?.baseline ?? Number.NaN;
    const rounded = Math.round(value * 10) / 10;

    const same = (await stated(rounded)).portal?.goals[0]?.metric;
    expect(same?.baseline).toBe(value);
    expect(same?.doubts).toEqual(measured?.doubts);

    const other = (await stated(rounded + 1)).portal?.goals[0]?.metric;
    expect(other?.baseline).toBe(rounded + 1);
    expect(other?.trajectory[0]?.value).toBeCloseTo(rounded + 1, 5);
    expect(other?.doubts.join()).toContain(
      `The baseline is written as ${(rounded + 1).toFixed(1)} %, and the values of week 1 of 2026 to week 20 of 2026 give ${value.toFixed(1)} %`,
    );

    const { portal, text } = await stated(rounded, ', period: 2026-W02/2026-W20');
    expect(portal).toBeNull();
    expect(text).toMatch(
      /fewer-stops\.yaml:11:\d+ .*baseline\.period is 2026-W02\/2026-W20, and the metric "unplanned-stops" says 2026-W01\/2026-W20/,
    );
  });
});
