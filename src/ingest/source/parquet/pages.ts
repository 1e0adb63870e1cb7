import { crc32 } from 'node:zlib';
import type { ColumnMetaData, PageHeader } from 'hyparquet';
import { decompressPage } from 'hyparquet/src/datapage.js';
import { parquetHeader } from 'hyparquet/src/column.js';
import { readVarInt } from 'hyparquet/src/thrift.js';

type Decompress = NonNullable<Parameters<typeof decompressPage>[3]>;

/**
 * Reads the headers of the pages of a column before the library does, which believes whatever they say: checksums,
 * lengths that no page can have, and the head of packed differences.
 * https://github.com/apache/parquet-format/blob/master/Encodings.md#delta-encoding-delta_binary_packed--5
 */
export function refuseDamagedPages(
  file: ArrayBuffer,
  meta: ColumnMetaData,
  { name, optional, compressors }: { name: string; optional: boolean; compressors: Decompress },
): void {
  const start = Number(meta.dictionary_page_offset || meta.data_page_offset);
  const length = Number(meta.total_compressed_size);
  if (start < 0 || length < 0 || start + length > file.byteLength)
    throw new Error(`"${name}" lies outside of the file`);
  const view = new DataView(file, start, length);
  const reader = { view, offset: 0 };
  let values = 0;
  // As in the library, a single byte is no page, and what follows the last value is not read.
  while (reader.offset < length - 1 && values < Number(meta.num_values)) {
    const header = parquetHeader(reader);
    const size = header.compressed_page_size;
    if (!(size >= 0 && reader.offset + size <= length))
      throw new Error(`a page of "${name}" is longer than its column`);
    const page = new Uint8Array(file, start + reader.offset, size);
    reader.offset += size;
    const flaw = pageFlaw(header, page) ?? deltaFlaw(header, page, { meta, optional, compressors });
    if (flaw) throw new Error(`a page of "${name}" ${flaw}`);
    values += header.data_page_header?.num_values ?? header.data_page_header_v2?.num_values ?? 0;
  }
}

function pageFlaw(header: PageHeader, page: Uint8Array): string | null {
  if (header.crc !== undefined && crc32(page) !== header.crc >>> 0)
    return 'does not match its checksum';
  const counts = [header.data_page_header?.num_values, header.dictionary_page_header?.num_values];
  if (counts.some((count) => count !== undefined && count < 0)) return 'counts less than nothing';
  const second = header.data_page_header_v2;
  if (!second) return null;
  const levels = [second.definition_levels_byte_length, second.repetition_levels_byte_length];
  if (levels.some((level) => level < 0) || sum(levels) > page.length)
    return 'has levels of a length that it cannot have';
  if (second.num_nulls < 0 || second.num_nulls > second.num_values)
    return `names ${second.num_nulls} missing of ${second.num_values} values`;
  return null;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

interface Packed {
  meta: ColumnMetaData;
  optional: boolean;
  compressors: Decompress;
}

/** Blocks are a multiple of 128 values, in parts of a multiple of 32; texts begin with the differences of their lengths. */
function deltaFlaw(header: PageHeader, page: Uint8Array, packed: Packed): string | null {
  const first = header.data_page_header ?? header.data_page_header_v2;
  if (!first?.encoding.startsWith('DELTA_')) return null;
  const values = packedValues(header, page, packed);
  if (values.length === 0) return null;
  const reader = { view: new DataView(values.buffer, values.byteOffset, values.length), offset: 0 };
  const block = readVarInt(reader);
  const parts = readVarInt(reader);
  if (block > 0 && block % 128 === 0 && parts > 0 && (block / parts) % 32 === 0) return null;
  return `packs ${block} differences in ${parts} parts, which nothing can`;
}

function packedValues(
  header: PageHeader,
  page: Uint8Array,
  { meta, optional, compressors }: Packed,
): Uint8Array {
  const second = header.data_page_header_v2;
  if (second) {
    const levels = second.definition_levels_byte_length + second.repetition_levels_byte_length;
    const packed = page.subarray(levels);
    return second.is_compressed === false
      ? packed
      : decompressPage(packed, header.uncompressed_page_size - levels, meta.codec, compressors);
  }
  const whole = decompressPage(page, header.uncompressed_page_size, meta.codec, compressors);
  if (!optional) return whole;
  const levels = new DataView(whole.buffer, whole.byteOffset, whole.length).getUint32(0, true);
  return whole.subarray(4 + levels);
}
