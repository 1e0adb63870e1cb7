import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MediaFile } from '#model/record/media.ts';
import { published } from '#publish/media/pictures.ts';
import { CacheFolder } from '#site/cacheFolder.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'trilens-pictures-'));
});
afterAll(() => rm(dir, { recursive: true }));

/** What is published of a picture, by the end of its address. */
async function shown(name: string, image: Sharp, { width, height }: Record<string, number>) {
  const bytes = await image.toBuffer();
  await writeFile(join(dir, name), bytes);
  const file = { path: name, kind: 'picture', hash: name, bytes: bytes.length, width, height };
  const kept = new CacheFolder(join(dir, 'cache'));
  const all = published({ type: 'image/png', ...file } as MediaFile, dir, kept);
  return Object.fromEntries(
    await Promise.all(
      all.map(async (one) => [one.address.split('-').at(-1) as string, await one.bytes()] as const),
    ),
  );
}

const flat = (background: object, width = 700, height = 60) =>
  sharp({
    create: { width, height, channels: 4, background: { alpha: 1, ...background } as never },
  });

/** The colour in the middle of a picture. */
async function middle(bytes: Uint8Array | undefined): Promise<number[]> {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  const at =
    (Math.floor(info.height / 2) * info.width + Math.floor(info.width / 2)) * info.channels;
  return [...data.subarray(at, at + info.channels)];
}

function expectNear(found: number[], wanted: number[]) {
  expect(found.length).toBe(wanted.length);
  for (const [at, value] of wanted.entries())
    expect(Math.abs((found[at] as number) - value), `${found}`).toBeLessThanOrEqual(4);
}

const SIZE = { width: 700, height: 60 };

it('every width and format shows the colour of the source, of whatever depth and colour space', async () => {
  const colour = { r: 200, g: 40, b: 90 };
  const sources = {
    'plain.png': flat(colour).removeAlpha().png(),
    'deep.png': flat(colour).removeAlpha().toColourspace('rgb16').png(),
    'print.jpg': flat(colour).removeAlpha().toColourspace('cmyk').jpeg({ quality: 100 }),
    'few.png': flat(colour).removeAlpha().png({ palette: true }),
  };
  for (const [name, image] of Object.entries(sources)) {
    const files = await shown(name, image, SIZE);
    expect(Object.keys(files), name).toEqual(['480.avif', '480.webp', '700.avif', '700.webp']);
    const source = await middle(
      await sharp(join(dir, name)).toColourspace('srgb').png().toBuffer(),
    );
    for (const bytes of Object.values(files)) expectNear(await middle(bytes), source.slice(0, 3));
  }
});

it('what is transparent stays so, and grey stays grey', async () => {
  const glass = await shown('glass.png', flat({ r: 10, g: 20, b: 250, alpha: 0.5 }).png(), SIZE);
  for (const bytes of Object.values(glass)) expectNear(await middle(bytes), [10, 20, 250, 128]);
  const grey = await shown('grey.png', flat({ r: 90, g: 90, b: 90 }).greyscale().png(), SIZE);
  for (const bytes of Object.values(grey))
    expectNear((await middle(bytes)).slice(0, 3), [90, 90, 90]);
});

it('a turned photograph is published upright in all its widths', async () => {
  const image = flat({ r: 1, g: 2, b: 3 }, 800, 700).jpeg().withMetadata({ orientation: 6 });
  const files = await shown('turned.jpg', image, { width: 700, height: 800 });
  for (const [name, bytes] of Object.entries(files)) {
    const { width, height, orientation } = await sharp(bytes).metadata();
    expect([`${width}`, orientation], name).toEqual([name.split('.')[0], undefined]);
    expect(height as number, name).toBeGreaterThan(width as number);
  }
});

it('a thin red line of a drawing keeps its colour, which half the resolution of colours would blur', async () => {
  const line = sharp(
    Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="100"><rect width="400" height="100" fill="#fff"/><path d="M0 50.5h400" stroke="#e00000"/></svg>',
    ),
  ).png();
  const files = await shown('line.png', line, { width: 400, height: 100 });
  const [red = 0, green = 0, blue = 0] = await middle(files['400.avif']);
  expect(red - Math.max(green, blue)).toBeGreaterThan(150);
});
