import { fileURLToPath } from 'node:url';
import sharp, { type OverlayOptions } from 'sharp';

/** What a picture of a link says. */
export interface Card {
  kind: string;
  title: string;
  says: string;
  foot: string;
  accent: string | null;
}

/** The size that ogp.me, Teams, Slack and LinkedIn show whole. */
const [WIDTH, HEIGHT] = [1200, 630];
const EDGE = 72;
const INK = '#182024';
const MUTED = '#525c61';
const ACCENT = '#14505f';
/** Lines that a title and a sentence may take; what is longer ends with an ellipsis. */
const LETTERS = { title: 58, says: 170 };

/** Fonts as FreeType reads them; those of the pages are WOFF2, which sharp's FreeType does not. */
const font = (file: string) =>
  fileURLToPath(new URL(`../../../src/styles/fonts/${file}`, import.meta.url));
const SERIF = { family: 'Source Serif 4', file: font('card-serif.ttf') };
const SANS = { family: 'Source Sans 3 ExtraLight', file: font('card-sans.ttf') };

export async function drawCard({ kind, title, says, foot, accent }: Card): Promise<Uint8Array> {
  const head = await words(kind, { font: SANS, size: 30, colour: accent ?? ACCENT });
  const name = await words(cut(title, LETTERS.title), { font: SERIF, size: 62, colour: INK });
  const sentence = await words(cut(says, LETTERS.says), { font: SANS, size: 36, colour: INK });
  const source = await words(foot, { font: SANS, size: 26, colour: MUTED });
  const parts: OverlayOptions[] = [];
  let top = EDGE;
  for (const [part, gap] of [
    [head, 18],
    [name, 30],
    [sentence, 0],
  ] as const) {
    if (part) parts.push({ input: part.image, left: EDGE, top });
    top += (part?.height ?? 0) + gap;
  }
  if (source)
    parts.push({ input: source.image, left: EDGE, top: HEIGHT - EDGE - source.height + 14 });
  return sharp(Buffer.from(ground(accent ?? ACCENT)))
    .composite(parts)
    .png({ palette: true, colours: 64, compressionLevel: 9 })
    .toBuffer();
}

function ground(accent: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}"><rect width="${WIDTH}" height="${HEIGHT}" fill="#f8f7f2"/><rect width="${WIDTH}" height="14" fill="${accent}"/></svg>`;
}

interface Set {
  font: { family: string; file: string };
  size: number;
  colour: string;
}

/** A text as a picture, broken into lines; null where there is none. */
async function words(
  text: string,
  { font: { family, file }, size, colour }: Set,
): Promise<{ image: Buffer; height: number } | null> {
  if (text.trim() === '') return null;
  const { data, info } = await sharp({
    text: {
      text: `<span foreground="${colour}">${escaped(text)}</span>`,
      font: `${family}, ${size}`,
      fontfile: file,
      width: WIDTH - 2 * EDGE,
      // The comma ends the family, of which "ExtraLight" is a part; at 72 dpi a point is a pixel.
      dpi: 72,
      rgba: true,
      spacing: 0,
    },
  })
    .png()
    .toBuffer({ resolveWithObject: true });
  return { image: data, height: info.height };
}

function cut(text: string, most: number): string {
  const plain = text.replaceAll(/\s+/g, ' ').trim();
  if (plain.length <= most) return plain;
  return `${plain.slice(0, plain.lastIndexOf(' ', most - 1))} …`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
