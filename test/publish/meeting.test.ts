import { describe, expect, it } from 'vitest';
import { forMeeting } from '#publish/slides/lay.ts';
import type { Section } from '#publish/slides/outline.ts';

/** A section of so many slides. */
function section(title: string, slides: number): Section {
  const text = 'A sentence that takes some room on a slide. '.repeat(36);
  return {
    title,
    blocks: Array.from({ length: slides }, () => ({ kind: 'text', text, form: 'plain' })),
  };
}

describe('a deck for a meeting', () => {
  it('has all slides where they fit with the cover', () => {
    const { slides, left } = forMeeting([section('A', 2), section('B', 9)], 12);
    expect(slides).toHaveLength(11);
    expect(left).toEqual([]);
  });

  it('begins each section before any goes on, in the order of the page, and names what is left', () => {
    const { slides, left } = forMeeting([section('A', 3), section('B', 1), section('C', 4)], 7);
    expect(slides.map(({ title }) => title)).toEqual(['A', 'A (2)', 'A (3)', 'B', 'C']);
    expect(left).toEqual(['C (2)', 'C (3)', 'C (4)']);
  });

  it('names whole sections for which there is no slide', () => {
    const many = Array.from({ length: 14 }, (_, at) => section(`S${at + 1}`, 1));
    const { slides, left } = forMeeting(many, 12);
    expect(slides).toHaveLength(10);
    expect(left).toEqual(['S11', 'S12', 'S13', 'S14']);
  });
});
