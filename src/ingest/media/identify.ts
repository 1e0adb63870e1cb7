import { isUtf8 } from 'node:buffer';
import { hash } from 'node:crypto';
import type { KeptByCode } from '#ingest/content/keptByCode.ts';
import type { FileUse } from '#model/record/prop.ts';
import type { MediaFile, MediaKind } from '#model/record/media.ts';
import { cleanSvg } from './cleanSvg.ts';

/** What is wrong with a file, and what to do. */
export interface Flaw {
  found: string;
  allowed?: string;
  fix: string;
}

/** Most bytes of a file of each kind; a portal is fetched by tablets on a poor network. */
export const MOST_BYTES: Record<MediaKind, number> = {
  picture: 40e6,
  drawing: 2e6,
  video: 200e6,
  captions: 1e6,
  attachment: 50e6,
};
/** Most pixels of a picture: a camera's 50 megapixels. */
const MOST_PIXELS = 50e6;

const RASTER: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  heif: 'image/avif',
};
const ENDINGS: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/avif': 'avif',
};
const OFFICE: Readonly<Record<string, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odp: 'application/vnd.oasis.opendocument.presentation',
  zip: 'application/zip',
};

/** Which endings each use takes. */
export const TAKES: Record<FileUse, readonly string[]> = {
  picture: ['png', 'jpg', 'jpeg', 'webp', 'avif', 'svg'],
  video: ['mp4', 'webm'],
  captions: ['vtt'],
  attachment: ['pdf', ...Object.keys(OFFICE), 'csv', 'txt', 'png', 'jpg', 'jpeg', 'webp', 'svg'],
};

/** What was found in the bytes of a file. */
export type Facts = Pick<MediaFile, 'type' | 'width' | 'height'>;

/** What is known of files by what they were found in. */
type KnownFacts = Pick<KeptByCode<Facts>, 'get' | 'put'>;

/** What a file is, from its bytes; a flaw where it is not what its name says, is broken or is too large. */
export async function identify(
  path: string,
  bytes: Buffer,
  use: FileUse,
  known: KnownFacts,
): Promise<MediaFile | Flaw> {
  const ending = endingOf(path);
  if (!TAKES[use].includes(ending))
    return {
      found: `${path} is no ${use} that can be published`,
      allowed: TAKES[use].map((one) => `.${one}`).join(', '),
      fix: 'save it in one of these formats',
    };
  const kind: MediaKind = use === 'picture' ? (ending === 'svg' ? 'drawing' : 'picture') : use;
  const sha256 = hash('sha256', bytes);
  const base = { path, kind, hash: sha256.slice(0, 16), bytes: bytes.length };
  // To decode a picture takes as long as to draw its page.
  const key = `${kind} ${ending} ${sha256}`;
  const kept = await known.get(key);
  if (kept) return { ...base, ...kept };
  const facts = await factsOf(kind, path, bytes);
  if ('found' in facts) return facts;
  known.put(key, facts);
  return { ...base, ...facts };
}

async function factsOf(kind: MediaKind, path: string, bytes: Buffer): Promise<Facts | Flaw> {
  if (kind === 'picture') return rasterFacts(path, bytes);
  return kind === 'drawing' ? drawingFacts(path, bytes) : otherFacts(path, bytes, endingOf(path));
}

export function endingOf(path: string): string {
  return /\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
}

async function rasterFacts(path: string, bytes: Buffer): Promise<Facts | Flaw> {
  // A large native library: loaded where there is a picture, and not with every check.
  const { default: sharp } = await import('sharp');
  const options = { limitInputPixels: MOST_PIXELS, failOn: 'truncated' } as const;
  try {
    const found = await sharp(bytes, options).metadata();
    const type = RASTER[found.format];
    if (type === undefined) return mislabelled(path, found.format);
    const ending = endingOf(path).replace('jpeg', 'jpg');
    if (ENDINGS[type] !== ending) return mislabelled(path, ENDINGS[type]!);
    // The whole file is decoded once: a photo that was cut off half way has a sound beginning.
    await sharp(bytes, options).resize(16, 16, { fit: 'inside' }).raw().toBuffer();
    const turned = (found.orientation ?? 1) >= 5;
    return turned
      ? { type, width: found.height, height: found.width }
      : { type, width: found.width, height: found.height };
  } catch (error) {
    return /pixel limit/i.test((error as Error).message)
      ? {
          found: `${path} has more than ${MOST_PIXELS / 1e6} million pixels`,
          fix: 'save it smaller; 1,600 pixels across fill a tablet',
        }
      : {
          found: `${path} is damaged or no picture`,
          fix: 'open it, and save or export it again',
        };
  }
}

function mislabelled(path: string, is: string): Flaw {
  return { found: `${path} is ${is} by its content`, fix: `rename it to end in .${is}` };
}

function drawingFacts(path: string, bytes: Buffer): Facts | Flaw {
  const drawing = isUtf8(bytes) ? cleanSvg(bytes.toString('utf8')) : null;
  return drawing
    ? { type: 'image/svg+xml', width: drawing.width, height: drawing.height }
    : {
        found: `${path} is no SVG in UTF-8 with a size`,
        fix: 'export it again with a viewBox or with width and height',
      };
}

function otherFacts(path: string, bytes: Buffer, ending: string): Facts | Flaw {
  const type = typeOf(bytes, ending);
  return type === null
    ? {
        found: `${path} is not what its ending says`,
        fix: 'export it again, or correct its ending',
      }
    : { type, width: null, height: null };
}

/** The MIME type that both the ending and the first bytes speak for; null where they disagree. */
function typeOf(bytes: Buffer, ending: string): string | null {
  const begins = (text: string, at = 0) =>
    bytes.subarray(at, at + text.length).toString('latin1') === text;
  const when = (is: boolean, type: string) => (is ? type : null);
  if (ending === 'pdf') return when(begins('%PDF-'), 'application/pdf');
  if (ending in OFFICE) return when(begins('PK'), OFFICE[ending]!);
  if (ending === 'mp4') return when(begins('ftyp', 4), 'video/mp4');
  if (ending === 'webm') return when(begins('\x1aE\xdf\xa3'), 'video/webm');
  if (ending === 'vtt')
    return when(/^\uFEFF?WEBVTT/.test(bytes.toString('utf8', 0, 12)), 'text/vtt');
  if (ending === 'csv' || ending === 'txt')
    return when(!bytes.subarray(0, 65_536).includes(0), 'text/plain; charset=utf-8');
  if (ending === 'png') return when(begins('PNG', 1), 'image/png');
  if (ending === 'webp') return when(begins('WEBP', 8), 'image/webp');
  if (ending === 'svg') return when(isUtf8(bytes), 'image/svg+xml');
  return when(bytes[0] === 0xff && bytes[1] === 0xd8, 'image/jpeg');
}
