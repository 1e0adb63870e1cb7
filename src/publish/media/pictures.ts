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
const ENCODER = `sharp ${sharp.versions.sharp} vips ${sharp.versions.vips}`;
/** Quality by format: about the same to the eye; `effort` 3 keeps a thousand pictures within minutes. */
const QUALITY: Record<PictureFormat, (image: Sharp) => Sharp> = {
  avif: (image) => image.avif({ quality: 55, effort: 3 }),
  webp: (image) => image.webp({ quality: 78, effort: 4 }),
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
  return publishedWidths(file).flatMap((width) =>
    PICTURE_FORMATS.map((format) => {
      const address = pictureAddress(file, width, format);
      return { address, bytes: () => encoded({ source, width, format, address }, kept) };
    }),
  );
}

function cleaned(bytes: Buffer): Uint8Array {
  return Buffer.from(cleanSvg(bytes.toString('utf8'))?.svg ?? '');
}

interface Wanted {
  source: () => Promise<Buffer>;
  width: number;
  format: PictureFormat;
  address: string;
}

/** The picture turned upright, without its metadata (a camera writes where it was), in one width and format. */
async function encoded(
  { source, width, format, address }: Wanted,
  kept: CacheFolder,
): Promise<Uint8Array> {
  const key = `${ENCODER} ${address}`;
  const known = await kept.getBytes(key);
  if (known) return known;
  const image = sharp(await source(), { failOn: 'truncated' }).rotate();
  const bytes = await QUALITY[format](image.resize({ width, withoutEnlargement: true })).toBuffer();
  await kept.put(key, bytes);
  return bytes;
}
