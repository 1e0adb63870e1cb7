import { crc32 } from 'node:zlib';
import type { ColumnMetaData } from 'hyparquet';
import { expect, it } from 'vitest';
import { refuseDamagedPages } from '#ingest/source/parquet/pages.ts';

const PLAIN = 0;
const RLE = 3;
const DELTA = 5;

/** Whole numbers as fields of a Thrift struct, in the compact protocol. */
function struct(...fields: (number | number[] | undefined)[]): number[] {
  let skipped = 0;
  const bytes = fields.flatMap((field) => {
    skipped += 1;
    if (field === undefined) return [];
    const type = Array.isArray(field) ? 12 : 5;
    const written = [(skipped << 4) | type, ...(Array.isArray(field) ? field : zigzag(field))];
    skipped = 0;
    return written;
  });
  return [...bytes, 0];
}

function zigzag(value: number): number[] {
  const bytes = [];
  let rest = ((value << 1) ^ (value >> 31)) >>> 0;
  for (; rest > 127; rest >>>= 7) bytes.push((rest & 127) | 128);
  return [...bytes, rest];
}

const meta = (length: number): ColumnMetaData => ({
  type: 'INT32',
  encodings: ['PLAIN'],
  path_in_schema: ['parts'],
  codec: 'UNCOMPRESSED',
  num_values: 2n,
  total_uncompressed_size: BigInt(length),
  total_compressed_size: BigInt(length),
  data_page_offset: 0n,
});

function flawOf(header: number[], page: number[]): string {
  const file = Uint8Array.from([...header, ...page]).buffer;
  const column = { name: 'parts', optional: false, compressors: {} };
  try {
    refuseDamagedPages(file, meta(file.byteLength), column);
    return 'sound';
  } catch (error) {
    return String(error);
  }
}

const first = (page: number[], encoding: number, crc?: number) =>
  struct(0, page.length, page.length, crc, struct(2, encoding, RLE, RLE));
const second = (page: number[], nulls: number, levels: number) => {
  const own = struct(2, nulls, 2, PLAIN, levels, 0);
  return struct(3, page.length, page.length, undefined, undefined, undefined, undefined, own);
};

it('a page that does not match its checksum is damaged', () => {
  const page = [1, 0, 0, 0, 2, 0, 0, 0];
  const crc = crc32(Uint8Array.from(page)) | 0;
  expect(flawOf(first(page, PLAIN, crc), page)).toBe('sound');
  expect(flawOf(first(page, PLAIN, crc ^ 1), page)).toContain(
    'a page of "parts" does not match its checksum',
  );
});

it('packed differences come in blocks of 128, in parts of 32', () => {
  // 128 values in 4 parts, 2 of them there: 7, and one more.
  const page = (parts: number) => [0x80, 0x01, parts, 2, 14, 2, 0, 0, 0, 0];
  expect(flawOf(first(page(4), DELTA), page(4))).toBe('sound');
  expect(flawOf(first(page(0), DELTA), page(0))).toContain('packs 128 differences in 0 parts');
  expect(flawOf(first(page(3), DELTA), page(3))).toContain('packs 128 differences in 3 parts');
});

it('lengths and counts that no page can have are damage', () => {
  const page = [2, 3, 1, 0, 0, 0];
  expect(flawOf(second(page, 1, 2), page)).toBe('sound');
  expect(flawOf(second(page, 1, -2), page)).toContain('levels of a length that it cannot have');
  expect(flawOf(second(page, 1, 9), page)).toContain('levels of a length that it cannot have');
  expect(flawOf(second(page, 3, 2), page)).toContain('names 3 missing of 2 values');
  expect(flawOf(first([...page, 0, 0], PLAIN), page)).toContain('is longer than its column');
});
