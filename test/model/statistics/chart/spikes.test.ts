import { describe, expect, it } from 'vitest';
import { spikesIn } from '#model/statistics/chart/spikes.ts';

const calm = [50, 51, 49, 52, 50, 48, 51, 50, 49, 51, 50, 52, 49, 50, 51, 48, 50, 51, 49, 50];
const calmBut = (changes: Record<number, number | null>) =>
  calm.map((value, at) => (at in changes ? (changes[at] ?? null) : value));

describe('a single value far from the rest', () => {
  it('is found where it leaps away from both neighbours and back', () => {
    expect(spikesIn(calmBut({ 7: 90 }))).toEqual([7]);
    expect(spikesIn(calmBut({ 7: 9, 13: 500 }))).toEqual([7, 13]);
  });
  it('is none where values have never left what is usual', () => {
    expect(spikesIn(calm)).toEqual([]);
    expect(spikesIn(calmBut({ 7: 55 }))).toEqual([]);
  });
  it('is none as the newest, which may be the first of a change, nor beside a gap', () => {
    expect(spikesIn(calmBut({ 19: 90 }))).toEqual([]);
    expect(spikesIn(calmBut({ 6: null, 7: 90 }))).toEqual([]);
  });
  it('may be two or three that leap together and come back, and is none where more stay', () => {
    const long = [...calm, ...calm];
    const but = (places: number[]) => long.map((value, at) => (places.includes(at) ? 90 : value));
    expect(spikesIn(but([7, 8]))).toEqual([7, 8]);
    expect(spikesIn(but([7, 8, 9]))).toEqual([7, 8, 9]);
    expect(spikesIn(but([7, 8, 9, 10]))).toEqual([]);
  });
  it('is none before and after a step', () =>
    expect(spikesIn(calm.map((value, at) => (at > 9 ? value + 40 : value)))).toEqual([]));
  it('is none where more than one in ten are such: that is how the process is', () =>
    expect(spikesIn(calmBut({ 3: 90, 8: 90, 14: 90 }))).toEqual([]));
});
