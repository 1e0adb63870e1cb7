import type { SourceKind } from './kind.ts';
import { gzip } from './kinds/gzip.ts';
import { parquet } from './kinds/parquet.ts';
import {
  conflicted,
  document,
  largeFilePointer,
  oldWorkbook,
  otherText,
  packed,
  webPage,
} from './kinds/refused.ts';
import { text } from './kinds/text.ts';
import { zip } from './kinds/zip.ts';
import { zstd } from './kinds/zstd.ts';
import { ownKinds } from './ownSources.ts';

/** The kinds of source that ship with Trilens; text comes last. */
export const SOURCE_KINDS: readonly SourceKind[] = [
  gzip,
  zstd,
  parquet,
  zip,
  oldWorkbook,
  packed,
  document,
  webPage,
  largeFilePointer,
  conflicted,
  otherText,
  text,
];

/** Every kind: the first that bytes begin like is theirs, those of the portfolio's own before the shipped ones. */
function allKinds(): readonly SourceKind[] {
  return [...ownKinds(), ...SOURCE_KINDS];
}

function ending(): RegExp {
  const endings = allKinds().flatMap((kind) => kind.endings);
  return new RegExp(`\\.(${endings.join('|')})$`, 'i');
}

/** True for the name of a file that may be an export. */
export function isExportName(name: string): boolean {
  return ending().test(name);
}

/** A file name without the ending of its kind. */
export function withoutEnding(name: string): string {
  return name.replace(ending(), '');
}

/** The kind that bytes are of. */
export function kindOf(bytes: Uint8Array): SourceKind {
  return allKinds().find((kind) => kind.begins(bytes)) ?? text;
}

/** True for bytes that are text as they are. */
export function isText(bytes: Uint8Array): boolean {
  return kindOf(bytes) === text;
}
