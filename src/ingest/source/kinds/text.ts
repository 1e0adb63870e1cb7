import { beginsWith, type SourceKind } from '#ingest/source/kind.ts';
import { BadSource } from '#ingest/source/part.ts';

const SAMPLE = 2 ** 16;
/** More than one control character in a hundred is no text that anybody wrote. */
const MOST_CONTROLS = 0.01;
/** So many NUL bytes are an encoding of two or four bytes a character. */
const WIDE = 0.1;

/** What is of no other kind is text, if it is any. */
export const text: SourceKind = {
  name: 'csv',
  endings: ['csv', 'tsv', 'txt', 'tab', 'psv', 'dat'],
  begins: () => true,
  read: (part, bytes) => {
    if (isNoise(bytes.subarray(0, SAMPLE)))
      throw new BadSource(
        'export/no-text',
        'this is no text: it holds control characters as no table does; it may be damaged, encrypted or compressed',
        'the file is no text',
        'send it again as CSV, .xlsx or Parquet',
      );
    return [part];
  },
};

function isNoise(bytes: Uint8Array): boolean {
  const isUtf16 = beginsWith(bytes, 0xff, 0xfe) || beginsWith(bytes, 0xfe, 0xff);
  if (isUtf16 || bytes.length === 0) return false;
  let controls = 0;
  let nulls = 0;
  for (const byte of bytes) {
    if (byte === 0) nulls += 1;
    else if (isControl(byte)) controls += 1;
  }
  return nulls < WIDE * bytes.length && controls > MOST_CONTROLS * bytes.length;
}

/** Neither white space, nor the end of a file of DOS, nor an escape of Japanese text, nor a separator of records and cells. */
function isControl(byte: number): boolean {
  return byte < 0x09 || (byte > 0x0d && byte < 0x1a) || byte === 0x7f;
}
