import { describe, expect, it } from 'vitest';
import { stalledHeadline } from '#model/initiative/stalledHeadline.ts';
import { portalOf } from '../foresight/portalOf.ts';

const old = { phase: 'pilot', start: '2025-12-01', phaseSince: '2025-12-01' };
const young = { phase: 'pilot', start: '2026-09-20', phaseSince: '2026-09-20' };
const undated = { phase: 'pilot' };
const headline = (...initiatives: Record<string, unknown>[]) =>
  stalledHeadline(
    portalOf({ initiatives: initiatives.map((one, at) => ({ id: `i${at}`, ...one })) }),
  );

describe('the headline of the initiatives', () => {
  it('counts a paused one neither as moving nor as stalled', () => {
    expect(headline(old, young, { ...old, status: 'paused' })).toBe(
      'One of two live initiatives is stalled; one is paused',
    );
    expect(headline({ ...young, status: 'paused' })).toBe('No initiative is live; one is paused');
  });
  it('says of which nobody can tell, beside the stalled ones too', () => {
    expect(headline(old, old, undated)).toBe(
      'Two of three live initiatives are stalled; of one nobody can tell',
    );
    expect(headline(young, undated)).toBe(
      'Not enough is dated to tell whether one of two live initiatives moves',
    );
    expect(headline(young)).toBe('No live initiative is stalled');
  });
});
