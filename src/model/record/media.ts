/** What a file beside a text can be. */
export type MediaKind = 'picture' | 'drawing' | 'video' | 'captions' | 'attachment';

/** A file that a text shows or links to, as it lies under the content folder. */
export interface MediaFile {
  /** Under the content folder: `playbooks/valve.png`. */
  path: string;
  kind: MediaKind;
  /** MIME type, from its bytes and not from its name. */
  type: string;
  /** First 16 hex digits of the SHA-256 of its bytes. */
  hash: string;
  /** Size in bytes. */
  bytes: number;
  /** In pixels as it is seen, turned by its EXIF orientation; null where it is neither picture nor drawing. */
  width: number | null;
  height: number | null;
}

/** Widths in pixels in which a picture is published: a phone, a tablet in both directions, a tablet that shows it enlarged. */
const WIDEST = 1600;
const WIDTHS = [480, 960];

/** The formats of a picture, the smallest first; the last one is for browsers that know no other. */
export const PICTURE_FORMATS = ['avif', 'webp'] as const;
export type PictureFormat = (typeof PICTURE_FORMATS)[number];

/** A width that is nearly the next one is left out: it costs an encoder as much as that, and spares a tablet little. */
const NEARLY = 1.4;

/** The widths in which a picture is published, never wider than it is. */
export function publishedWidths({ width }: MediaFile): number[] {
  const own = Math.min(width ?? 0, WIDEST);
  return [...WIDTHS.filter((wanted) => wanted * NEARLY <= own), own];
}

/** Where a picture lies in the portal in one width and format. */
export function pictureAddress({ hash }: MediaFile, width: number, format: PictureFormat): string {
  return `media/${hash}-${width}.${format}`;
}

/** Where any other file lies in the portal: under its own name, so that a download is recognised. */
export function fileAddress({ hash, path }: MediaFile): string {
  const name = path.slice(path.lastIndexOf('/') + 1).replaceAll(/[^\w.-]+/g, '-');
  return `media/${hash}/${name}`;
}
