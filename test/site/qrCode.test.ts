import { createRequire } from 'node:module';
import type jsqr from 'jsqr';
import { expect, it } from 'vitest';
import { qrCode } from '#site/qrCode.ts';

const { default: jsQR } = createRequire(import.meta.url)('jsqr') as { default: typeof jsqr };

/** Module size in pixels of the picture that is read. */
const SCALE = 4;

/** The code as a camera sees it: black where its path is, white elsewhere. */
function seen({ size, path }: ReturnType<typeof qrCode>) {
  const width = size * SCALE;
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255);
  for (const [, x = '', y = ''] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g))
    for (let down = 0; down < SCALE; down++)
      for (let right = 0; right < SCALE; right++) {
        const at = ((Number(y) * SCALE + down) * width + Number(x) * SCALE + right) * 4;
        pixels.fill(0, at, at + 3);
      }
  return jsQR(pixels, width, width)?.data;
}

it('a reader of QR codes reads the address back, letters of other alphabets as well', () => {
  for (const text of [
    'https://portal.example.com/playbooks/seal-face-daily-check/?card=5b1c0a7e',
    'https://portal.example.com/werk-süd/playbooks/größe/?card=00000000',
  ])
    expect(seen(qrCode(text))).toBe(text);
});

it('a code has a quiet zone of four modules', () => {
  const { size, path } = qrCode('https://portal.example.com/');
  const places = [...path.matchAll(/M(\d+) (\d+)/g)].flatMap(([, x, y]) => [Number(x), Number(y)]);
  expect(Math.min(...places)).toBe(4);
  expect(Math.max(...places)).toBe(size - 5);
});
