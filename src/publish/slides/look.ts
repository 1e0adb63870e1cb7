import type pptxgen from 'pptxgenjs';

/** The colours of the portal in the light; slides have no custom properties. Fonts are those that every office has. */
export const INK = '182024';
export const MUTED = '525C61';
export const RULE = 'DAD7CC';
export const LINE = '14505F';
export const TARGET = '7D5100';
export const LIMIT = '8B9296';
export const SIGNAL = INK;
export const COURSE = 'C7A052';
export const LENSES = ['74348C', '135A98', '944600'];
export const SERIF = 'Georgia';
export const SANS = 'Calibri';
/** Inches: a 16:9 slide and the edge left free. */
export const WIDTH = 13.333;
export const EDGE = 0.6;

/** Everything between the free edges. */
export const BROAD = { x: EDGE, w: WIDTH - 2 * EDGE };

/** The form of what a block says above its drawing, and of its source below. */
export const FINDING = {
  fontSize: 15,
  bold: true,
  color: INK,
  fontFace: SANS,
  valign: 'top',
  margin: 0,
  fit: 'shrink',
} as const;
export const SOURCE = {
  y: 6.58,
  h: 0.36,
  fontSize: 10,
  color: MUTED,
  fontFace: SANS,
  valign: 'top',
  margin: 0,
  fit: 'shrink',
} as const;

export type Page = ReturnType<pptxgen['addSlide']>;
