/**
 * Colours are CSS custom properties, so that one SVG is right in light, dark, print and forced colours.
 * Each has its colour of the day beside it, for the SVG that leaves the page.
 */
export const COLOURS = {
  ink: 'var(--chart-ink, #182024)',
  muted: 'var(--chart-muted, #525c61)',
  rule: 'var(--chart-rule, #dad7cc)',
  line: 'var(--chart-line, #14505f)',
  limit: 'var(--chart-limit, #7d868a)',
  target: 'var(--chart-target, #7d5100)',
  good: 'var(--chart-good, #17633f)',
  bad: 'var(--chart-bad, #a02c25)',
  surface: 'var(--chart-surface, #ffffff)',
} as const;

/** Categories, in the order of `--series-n`. */
export const SERIES = ['#9a4f00', '#5a3d99', '#1d6f42', '#a3245f', '#5f5a00', '#245aa8'].map(
  (colour, at) => `var(--series-${at + 1}, ${colour})`,
);
