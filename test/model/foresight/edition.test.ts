import { describe, expect, it } from 'vitest';
import { computePortal } from '#model/computePortal.ts';
import { edition } from '#model/edition/edition.ts';
import { changeOf } from '#model/foresight/whatIf/readChange.ts';
import { whatIf } from '#model/foresight/whatIf/whatIf.ts';
import { EMPTY_PORTAL } from '#model/report/facts/empty.ts';
import { portfolioOf } from './portalOf.ts';

const gates = (of: string, count: number) =>
  Array.from({ length: count }, (_, at) => ({
    id: `${of}-g${at}`,
    phase: 'pilot',
    due: '2026-05-15',
    decision: { outcome: 'advance', date: `2026-05-${10 + at}`, decider: 'COO' },
  }));
const whole = portfolioOf({
  initiatives: [
    {
      id: 'open',
      benefits: [{ planned: 24 }],
      gates: [...gates('open', 8), { id: 'open-next', phase: 'iterate', due: '2026-12-01' }],
      decisionsOpen: [
        {
          id: 'D',
          question: 'Go?',
          decider: 'COO',
          requested: '2026-09-01',
          neededBy: '2026-10-01',
          holds: ['shown', 'hidden', 'secret'],
        },
      ],
    },
    {
      id: 'secret',
      audience: 'leadership',
      benefits: [{ planned: 4800 }],
      gates: [...gates('secret', 8), { id: 'secret-next', phase: 'iterate', due: '2026-12-01' }],
    },
  ],
  roadmap: [
    { id: 'shown', when: '2026-12', initiative: 'open' },
    { id: 'hidden', when: '2026-12', initiative: 'secret', needs: ['shown'] },
  ],
});
const settings = { ...EMPTY_PORTAL.portfolio.settings, audiences: ['leadership', 'plant'] };
const plant = edition({ ...whole, settings }, 'plant');

describe('an edition', () => {
  it('is foreseen as if nothing withheld had been written: no name, no money, no history of it', () => {
    const all = computePortal({ ...whole, settings });
    const shown = computePortal(plant);
    expect(all.foresight.delays.perMonth).toBe(201);
    expect(shown.foresight.delays.perMonth).toBe(1);
    expect(JSON.stringify(all.foresight)).toContain('secret');
    expect(JSON.stringify(shown.foresight)).not.toMatch(/secret|hidden/);
    // Sixteen decided gates give dates; the eight that this edition knows are too few.
    expect(all.foresight.dates.dates).not.toEqual([]);
    expect(shown.foresight.dates.dates).toEqual([]);
  });
  it('drops forecasts and courses of what it does not know from the build before', () => {
    const before = computePortal({ ...whole, settings }).foresight;
    const shown = computePortal(plant, {
      previous: {
        asOf: '2026-10-06',
        gates: [],
        signals: [],
        metrics: [],
        values: [],
        initiatives: [],
        roadmap: [],
        findings: [],
        friction: [],
        exports: [],
        forecasts: before.forecasts.kept,
        courses: before.courses,
      },
    });
    expect(before.forecasts.kept.map(({ subject }) => subject)).toContain('secret-next');
    expect(JSON.stringify(shown.foresight)).not.toMatch(/secret|hidden/);
  });
  it('knows no change of what it does not know, and answers others without it', () => {
    expect(changeOf('stop secret', plant).change).toBeNull();
    expect(changeOf('stop secret', plant).problem).not.toContain('hidden');
    const { change } = changeOf('stop open', plant);
    if (!change) throw new Error('open is known');
    expect(JSON.stringify(whatIf(change, computePortal(plant)))).not.toMatch(/secret|hidden/);
  });
});
