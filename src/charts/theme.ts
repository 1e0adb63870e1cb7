import type { Config } from 'vega-lite';
import { COLOURS, SERIES } from '#model/picture/chartColours.ts';

export { COLOURS };

export const FONT = "'Source Sans 3 Variable', 'Source Sans 3', system-ui, sans-serif";

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
