import { describe, expect, it } from 'vitest';
import { computeMetrics } from '#model/metric/computeMetric.ts';
import type { Portal } from '#model/portal.ts';
import { computePortal } from '#model/computePortal.ts';
import { answers } from '#model/questions/leadership/answers.ts';
import { groupWords } from '#model/questions/groupWords.ts';
import { laggingGroups } from '#model/questions/overview.ts';
import { weeks, world } from '../gate/evidence.ts';

/** Weekly use of two roles at one plant: so many per cent of so many people. */
function state(roles: [role: string, percent: number, of: number][], minGroupSize = 5) {
  const cells = roles.flatMap(([role, percent, of]) =>
    weeks('A', [percent, percent, percent], { of }).map((cell) => ({ ...cell, role })),
  );
  const { portfolio } = world({ cells, metric: { dimensions: { site: 'plant', role: 'role' } } });
  const settings = { ...portfolio.settings, minGroupSize };
  const use = computeMetrics({ ...portfolio, settings }).get('use');
  if (!use) throw new Error('there is no metric "use"');
  return { use, portal: { portfolio } as Pick<Portal, 'portfolio'> };
}

describe('a role is a dimension of use as a plant is', () => {
  it('a role that ignores a tool is found behind a total that looks well', () => {
    const { use, portal } = state([
      ['analyst', 90, 100],
      ['supervisor', 6.25, 48],
    ]);
    const [group] = laggingGroups(use);
    expect(group).toMatchObject({ kind: 'role', behind: [{ role: 'supervisor' }] });
    expect(
      groupWords(use, 'role', [...(group?.behind ?? []), ...(group?.rest ?? [])], portal),
    ).toBe('supervisor 6.3 %, analyst 90.0 %');
  });
  it('a difference that chance explains names nobody', () =>
    expect(
      laggingGroups(
        state([
          ['analyst', 60, 20],
          ['supervisor', 50, 20],
        ]).use,
      ),
    ).toEqual([]));
  it('a role of fewer people than may be told is not told', () =>
    expect(
      laggingGroups(
        state([
          ['analyst', 90, 100],
          ['supervisor', 0, 4],
        ]).use,
      ),
    ).toEqual([]));
});

describe('a line is a dimension of use as a plant is', () => {
  it('a line that ignores a tool is found behind a total that looks well, and named with the others', () => {
    const lines = [
      ['L1', 92, 60],
      ['L2', 5, 40],
    ] as const;
    const cells = lines.flatMap(([line, percent, of]) =>
      weeks('A', [percent, percent, percent], { of }).map((cell) => ({ ...cell, line })),
    );
    const { portfolio } = world({ cells, metric: { dimensions: { site: 'plant', line: 'line' } } });
    const use = computeMetrics(portfolio).get('use');
    if (!use) throw new Error('there is no metric "use"');
    const [group] = laggingGroups(use);
    expect(group).toMatchObject({ kind: 'line', behind: [{ line: 'L2' }], rest: [{ line: 'L1' }] });
    expect(
      groupWords(use, 'line', [...(group?.behind ?? []), ...(group?.rest ?? [])], { portfolio }),
    ).toBe('L2 5.0 %, L1 92.0 %');
  });
});

describe('the answer to which plant lags', () => {
  const asked = (supervisor: number) => {
    const cells = ['A', 'B'].flatMap((plant) =>
      (
        [
          ['analyst', 90],
          ['supervisor', supervisor],
        ] as const
      ).flatMap(([role, percent]) =>
        weeks(plant, [percent, percent, percent], { of: 50 }).map((cell) => ({ ...cell, role })),
      ),
    );
    const { portfolio } = world({ cells, metric: { dimensions: { site: 'plant', role: 'role' } } });
    return answers(computePortal({ ...portfolio, exports: [] })).find(({ question }) =>
      question.includes('lags'),
    );
  };

  it('is no good news where plants are alike because the same role stays away in each', () =>
    expect(asked(6)).toMatchObject({
      answer:
        'No plant lies clearly below the others in use, but a role does: supervisor 6.0 %, analyst 90.0 %.',
      tone: 'bad',
    }));
  it('is good news where all roles use it in each', () =>
    expect(asked(88)).toMatchObject({
      answer: 'No plant lies clearly below the others in use.',
      tone: 'good',
    }));
});
