import { saveFile } from '../saveFile.ts';

/** A chart as a file that stands for itself: finding, unit, drawing, source and doubts, with its colours and its font inside. */

const WIDTH = 800;
const EDGE = 24;
const FONT = 'Source Sans 3 Variable';

export async function takeAlong(figure: HTMLElement, format: 'svg' | 'png'): Promise<void> {
  const { text, height } = await picture(figure);
  const name = figure.dataset.chart ?? 'chart';
  if (format === 'svg') return saveFile(new Blob([text], { type: 'image/svg+xml' }), `${name}.svg`);
  const address = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
  const image = new Image(WIDTH, height);
  image.src = address;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), {
    width: WIDTH * 2,
    height: height * 2,
  });
  canvas.getContext('2d')?.drawImage(image, 0, 0, WIDTH * 2, height * 2);
  URL.revokeObjectURL(address);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  if (blob) saveFile(blob, `${name}.png`);
}

async function picture(figure: HTMLElement): Promise<{ text: string; height: number }> {
  const drawing = (figure.querySelector('.chart-wide svg') ??
    figure.querySelector('.chart-svg svg')) as SVGSVGElement;
  const box = drawing.viewBox.baseVal;
  const scale = (WIDTH - 2 * EDGE) / box.width;
  const said = (selector: string) =>
    (figure.querySelector(selector)?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
  let y = EDGE;
  const lines = (text: string, size: number, weight: number, colour: string) => {
    const made = wrapped(text, size, weight).map((line) => {
      y += size * 1.3;
      return `<text x="${EDGE}" y="${y.toFixed(1)}" font-size="${size}" font-weight="${weight}" fill="${colour}">${escaped(line)}</text>`;
    });
    y += size * 0.35;
    return made.join('');
  };
  const head =
    lines(said('.chart-finding'), 19, 650, '#182024') +
    lines(said('.chart-of'), 14, 400, '#525c61');
  const inner = drawing.cloneNode(true) as SVGSVGElement;
  for (const [name, value] of [
    ['x', EDGE],
    ['y', y + 8],
    ['width', WIDTH - 2 * EDGE],
    ['height', box.height * scale],
  ] as const)
    inner.setAttribute(name, String(value));
  inner.removeAttribute('aria-hidden');
  inner.removeAttribute('focusable');
  inner.removeAttribute('font-family');
  y += 12 + box.height * scale;
  const foot = lines(said('.chart-source'), 13, 400, '#525c61');
  const height = Math.ceil(y + EDGE - 8);
  const style = `<style>@font-face{font-family:'${FONT}';font-weight:200 900;src:url(${await fontData()}) format('woff2')}</style>`;
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="'${FONT}', 'Source Sans 3', sans-serif">${style}<title>${escaped(said('.chart-finding'))}</title><rect width="100%" height="100%" fill="#fff"/>${head}${resolved(new XMLSerializer().serializeToString(inner))}${foot}</svg>`;
  return { text, height };
}

/** Custom properties as colours. A sheet is white: in the dark the colours of the day are taken, which stand beside each property. */
function resolved(svg: string): string {
  const root = document.documentElement;
  const dark = root.dataset.theme
    ? root.dataset.theme === 'dark'
    : matchMedia('(prefers-color-scheme: dark)').matches;
  const style = getComputedStyle(root);
  return svg.replaceAll(/var\((--[\w-]+),\s*([^()]+)\)/g, (_, name: string, day: string) =>
    dark || matchMedia('(forced-colors: active)').matches
      ? day
      : style.getPropertyValue(name).trim() || day,
  );
}

function wrapped(text: string, size: number, weight: number): string[] {
  const pen = document.createElement('canvas').getContext('2d') as CanvasRenderingContext2D;
  pen.font = `${weight} ${size}px '${FONT}', sans-serif`;
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`.trim();
    if (lines.length > 0 && pen.measureText(longer).width <= WIDTH - 2 * EDGE)
      lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

async function fontData(): Promise<string> {
  const link = [
    ...document.querySelectorAll<HTMLLinkElement>('link[rel="preload"][as="font"]'),
  ].find((one) => one.href.includes('sans'));
  if (!link) return '';
  // A page of a file may not read its font; the words then have one of the reader's.
  const answer = await fetch(link.href).catch(() => null);
  if (!answer) return '';
  const bytes = new Uint8Array(await answer.arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return `data:font/woff2;base64,${btoa(text)}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
