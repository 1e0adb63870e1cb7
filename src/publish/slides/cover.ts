import { EDGE, INK, LINE, MUTED, SANS, type Page } from './look.ts';
import type { Outline } from './outline.ts';

/** The title page: what it is, its summary, its facts, and where its page is published. */
export function cover(page: Page, outline: Outline, name: string, address: string | null): void {
  page.addText(outline.kicker || name, {
    x: EDGE,
    y: 1.5,
    w: 11,
    h: 0.4,
    fontSize: 16,
    color: MUTED,
    fontFace: SANS,
    margin: 0,
  });
  page.addText(outline.title, { placeholder: 'title', fit: 'shrink' });
  page.addText(outline.summary, {
    x: EDGE,
    y: 3.6,
    w: 10.5,
    h: 0.9,
    fontSize: 20,
    color: INK,
    fontFace: SANS,
    valign: 'top',
    margin: 0,
  });
  page.addText(
    outline.facts.flatMap(([label, value]) => [
      { text: `${label}  `, options: { color: MUTED } },
      { text: value, options: { color: INK, breakLine: true } },
    ]),
    { x: EDGE, y: 5, w: 11, h: 1.5, fontSize: 14, fontFace: SANS, valign: 'top', margin: 0 },
  );
  if (address)
    page.addText([{ text: address, options: { hyperlink: { url: address }, color: LINE } }], {
      x: EDGE,
      y: 6.8,
      w: 11,
      h: 0.35,
      fontSize: 12,
      fontFace: SANS,
      margin: 0,
    });
}
