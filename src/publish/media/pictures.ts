import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { cleanSvg } from '#ingest/media/cleanSvg.ts';
import {
  fileAddress,
  type MediaFile,
  PICTURE_FORMATS,
  type PictureFormat,
  pictureAddress,
  publishedWidths,
} from '#model/record/media.ts';
import type { CacheFolder } from '#site/cacheFolder.ts';

/** Part of the key of every kept picture: what decides its bytes beside its source. */
const ENCODER = `2 sharp ${sharp.versions.sharp} vips ${sharp.versions.vips}`;

/** A picture that is decoded and turned upright. */
interface Upright {
  data: Buffer;
  raw: { width: number; height: number; channels: 1 | 2 | 3 | 4 };
  /** Whether its source has colours at half its resolution, as most cameras write them; red lines of a drawing have not. */
  isHalved: boolean;
}

/**
 * Quality by format: about the same to the eye. Of `effort`, the least for AVIF: beside 3 it takes a fraction of the time
 * and a fifth more bytes, while 1 and 2 are slower and larger (findings/sharp-avif-effort.sh).
 */
const ENCODED: Record<PictureFormat, (image: Sharp, source: Upright) => Sharp> = {
  avif: (image, { isHalved }) =>
    image.avif({ quality: 55, effort: 0, chromaSubsampling: isHalved ? '4:2:0' : '4:4:4' }),
  webp: (image) => image.webp({ quality: 78, effort: 2 }),
};

/** One file as it is published: its address under the portal, and how its bytes are made. */
export interface Published {
  address: string;
  bytes: () => Promise<Uint8Array>;
}

/** Everything that is published of a file: each width and format of a picture, a cleaned drawing, or the file itself. */
export function published(file: MediaFile, contentDir: string, kept: CacheFolder): Published[] {
  const source = () => readFile(join(contentDir, file.path));
  if (file.kind === 'drawing')
    return [{ address: fileAddress(file), bytes: async () => cleaned(await source()) }];
  if (file.kind !== 'picture') return [{ address: fileAddress(file), bytes: source }];
  const widths = publishedWidths(file);
  let decoded: Promise<Upright> | undefined;
  const upright = () => (decoded ??= source().then((bytes) => decode(bytes, Math.max(...widths))));
  return widths.flatMap((width) =>
    PICTURE_FORMATS.map((format) => {
      const address = pictureAddress(file, width, format);
      return { address, bytes: () => encoded({ upright, width, format, address }, kept) };
    }),
  );
}

function cleaned(bytes: Buffer): Uint8Array {
  return Buffer.from(cleanSvg(bytes.toString('utf8'))?.svg ?? '');
}

interface Wanted {
  upright: () => Promise<Upright>;
  width: number;
  format: PictureFormat;
  address: string;
}

/** In its widest form, upright and without its metadata: a camera writes where it was. */
async function decode(bytes: Buffer, width: number): Promise<Upright> {
  const image = sharp(bytes, { failOn: 'truncated' });
  const { chromaSubsampling = '4:4:4' } = await image.metadata();
  const { data, info } = await image
    .rotate()
    .resize({ width, withoutEnlargement: true })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { height, channels } = info;
  const isHalved = !chromaSubsampling.startsWith('4:4:4');
  return { data, raw: { width: info.width, height, channels }, isHalved };
}

/** The picture in one width and format, from the cache where an earlier build made it. */
async function encoded(
  { upright, width, format, address }: Wanted,
  kept: CacheFolder,
): Promise<Uint8Array> {
  const key = `${ENCODER} ${address}`;
  const known = await kept.getBytes(key);
  if (known) return known;
  const source = await upright();
  const image = sharp(source.data, { raw: source.raw }).resize({ width, withoutEnlargement: true });
  const bytes = await ENCODED[format](image, source).toBuffer();
  await kept.put(key, bytes);
  return bytes;
}
