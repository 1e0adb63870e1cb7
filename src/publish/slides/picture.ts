import sharp from 'sharp';
import { renderSync, type ElementNode } from 'ultrahtml';

/** A drawing of a page as a file of its own. */
export interface Picture {
  svg: string;
  width: number;
  height: number;
}

/** Office knows neither the properties nor the fonts of a page: colours are those of paper, and fonts those that every office has. */
export function pictureOf(drawing: ElementNode): Picture | null {
  const [, , width, height] = (drawing.attributes['viewBox'] ?? '').split(/[ ,]+/).map(Number);
  if (!width || !height) return null;
  const svg = renderSync(drawing)
    .replaceAll(/var\(--[\w-]+,\s*(#[0-9a-f]{3,8})\)/gi, '$1')
    .replaceAll(/font-family="[^"]*"/g, 'font-family="Calibri, Arial, sans-serif"')
    .replace(/^<svg/, `<svg width="${width}" height="${height}"`);
  return { svg, width, height };
}

/** Twice its size, for programs that draw no SVG: they show this one in its place. */
export async function previewOf({ svg }: Picture): Promise<Uint8Array> {
  return new Uint8Array(await sharp(Buffer.from(svg), { density: 144 }).png().toBuffer());
}

/** Puts the previews in place of the ones that PptxGenJS writes in Node, which are SVG under the name of a PNG: each is the number before its drawing. */
export function withPreviews(
  files: Record<string, Uint8Array>,
  previews: ReadonlyMap<string, Uint8Array>,
): Record<string, Uint8Array> {
  const shown = { ...files };
  for (const [name, bytes] of Object.entries(files)) {
    const at = /^(ppt\/media\/image-\d+-)(\d+)\.svg$/.exec(name);
    const preview = at && previews.get(Buffer.from(bytes).toString('utf8'));
    if (at && preview) shown[`${at[1]}${Number(at[2]) - 1}.png`] = preview;
  }
  return shown;
}
