import { describe, expect, it } from 'vitest';
import { actOf, RED } from '#model/words/red.ts';

describe('an act behind red words', () => {
  it.each([
    ['115 working days over', 'decide'],
    ['by 3 May 2026, past', 'decide'],
    ['✕ vacant', 'name one person'],
    ['▲ worsening', 'find the cause'],
    ['◷ stale', 'call its owner'],
    ['✕ refused', 'call its owner'],
    ['no answer for 12 days, agreed 48 hours', 'answer it'],
  ])('of "%s" is there', (words, act) => expect(actOf(words)).toContain(act));
  it.each([
    '79.2 %',
    '2 signals',
    '✕ not met',
    '■ evidence: stop',
    'answered after 9 days',
    '✕ not in use',
  ])('of "%s" is none, so it is not red', (words) => expect(actOf(words)).toBeNull());
  it('is written for every sign', () =>
    expect(RED.every(({ sign, act }) => sign !== '' && act !== '')).toBe(true));
});
