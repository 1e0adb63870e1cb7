import { describe, expect, it } from 'vitest';
import { distance, nearWord } from '#client/search/nearWord.ts';

const WORDS = ['downtime', 'playbook', 'headset', 'operator', 'operators', 'gate', 'date', 'scrap'];

describe('the word that was meant', () => {
  it.each([
    ['headste', 'headset'],
    ['hedset', 'headset'],
    ['heaadset', 'headset'],
    ['downtmie', 'downtime'],
    ['playbok', 'playbook'],
    ['peadset', 'headset'],
    ['scarp', 'scrap'],
  ])('%s is %s', (typed, meant) => {
    expect(nearWord(typed, WORDS)).toBe(meant);
  });
  it.each(['headset', 'oper', 'downt', 'g1', 'gat', 'entirely', 'E-17'])(
    '%s is left as it is',
    (typed) => {
      expect(nearWord(typed, WORDS)).toBeNull();
    },
  );
  it('a swap of neighbours is one step', () => {
    expect(distance('gaet', 'gate', 2)).toBe(1);
    expect(distance('abcdef', 'uvwxyz', 2)).toBe(3);
  });
});
