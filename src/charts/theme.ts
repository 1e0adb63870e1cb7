import type { Config } from 'vega-lite';

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

export const FONT = "'Source Sans 3 Variable', 'Source Sans 3', system-ui, sans-serif";

/** Categories, in the order of `--series-n`. */
const SERIES = ['#9a4f00', '#5a3d99', '#1d6f42', '#a3245f', '#5f5a00', '#245aa8'].map(
  (colour, at) => `var(--series-${at + 1}, ${colour})`,
);

export const theme: Config = {
  background: 'transparent',
  font: FONT,
  aria: false,
  padding: 4,
  view: { stroke: null },
  axis: {
    domainColor: COLOURS.rule,
    gridColor: COLOURS.rule,
    tickColor: COLOURS.rule,
    labelColor: COLOURS.muted,
    titleColor: COLOURS.muted,
    labelFontSize: 12,
    titleFontSize: 12,
    titleFontWeight: 'normal',
    labelPadding: 6,
  },
  legend: { labelColor: COLOURS.muted, titleColor: COLOURS.muted, labelFontSize: 12 },
  header: { labelColor: COLOURS.ink, titleColor: COLOURS.muted, labelFontSize: 12 },
  title: { color: COLOURS.ink },
  range: { category: SERIES },
  mark: { color: COLOURS.line },
  axisX: { grid: false, tickSize: 4 },
  axisY: { domain: false, ticks: false, gridWidth: 0.75 },
  text: { color: COLOURS.muted, fontSize: 12 },
  line: { color: COLOURS.line, strokeWidth: 1.75 },
  rule: { color: COLOURS.limit },
};
