import type { Asked } from './asked.ts';
import type { Part } from './part.ts';

/** One kind of source: how its files end, how its bytes begin, and how it is read. */
export interface SourceKind {
  name: string;
  /** Endings of files that may be exports; none where nobody keeps such a file on purpose. */
  endings: readonly string[];
  /** What a file is, its bytes say, whatever its name: many a `.csv` is a workbook. */
  begins: (bytes: Uint8Array) => boolean;
  read: (part: Part, bytes: Uint8Array, context: ReadContext) => Promise<Part[]> | Part[];
}

export interface ReadContext {
  asked: Asked;
  /** True for what came out of an archive, which holds no further one. */
  isInside: boolean;
  /** True for the name of a file that may be an export. */
  isTable: (name: string) => boolean;
  /** Reads bytes that were inside this source as whatever they are. */
  open: (part: Part, bytes: Uint8Array) => Promise<Part[]>;
}

/** True where bytes begin with these. */
export function beginsWith(bytes: Uint8Array, ...magic: number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}
