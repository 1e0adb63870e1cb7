import type { SourceKind } from './kind.ts';
import { gzip } from './kinds/gzip.ts';
import { parquet } from './kinds/parquet.ts';
import { document, oldWorkbook, packed, webPage } from './kinds/refused.ts';
import { text } from './kinds/text.ts';
import { zip } from './kinds/zip.ts';
import { zstd } from './kinds/zstd.ts';

/** Every kind of source; the first that bytes begin like is theirs, and text comes last. */
export const SOURCE_KINDS: readonly SourceKind[] = [
  gzip,
  zstd,
  parquet,
  zip,
  oldWorkbook,
  packed,
  document,
  webPage,
  text,
];

const ENDINGS = SOURCE_KINDS.flatMap((kind) => kind.endings);
const ENDING = new RegExp(`\\.(${ENDINGS.join('|')})$`, 'i');

/** True for the name of a file that may be an export. */
export function isExportName(name: string): boolean {
  return ENDING.test(name);
}

/** A file name without the ending of its kind. */
export function withoutEnding(name: string): string {
  return name.replace(ENDING, '');
}

/** The kind that bytes are of. */
export function kindOf(bytes: Uint8Array): SourceKind {
  return SOURCE_KINDS.find((kind) => kind.begins(bytes)) ?? text;
}

/** True for bytes that are text as they are. */
export function isText(bytes: Uint8Array): boolean {
  return kindOf(bytes) === text;
}
