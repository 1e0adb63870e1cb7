import type { SchemaElement } from 'hyparquet';
import { shortest, shortestFloat } from '#ingest/source/floats.ts';
import type { ColumnKind } from '#ingest/source/part.ts';
import { refuseOtherwiseStored } from './stored.ts';

/** How the values of a column become text; `raw` is what the file stores: a number, a bigint, bytes, a boolean. */
export interface ValueReader {
  kind: ColumnKind;
  read: (raw: unknown) => string | Uint8Array;
}

type Unit = 'MILLIS' | 'MICROS' | 'NANOS';
const PER_SECOND: Record<Unit, bigint> = {
  MILLIS: 1000n,
  MICROS: 1_000_000n,
  NANOS: 1_000_000_000n,
};
const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Logical types first, then the converted types of older writers, then the physical type.
 * https://github.com/apache/parquet-format/blob/master/LogicalTypes.md
 */
export function valueReader(element: SchemaElement): ValueReader {
  refuseOtherwiseStored(element);
  return logicalReader(element) ?? convertedReader(element) ?? physicalReader(element);
}

function logicalReader(element: SchemaElement): ValueReader | null {
  const logical = element.logical_type;
  switch (logical?.type) {
    case 'STRING':
    case 'ENUM':
    case 'JSON':
      return textReader(element.name);
    case 'UUID':
      return { kind: 'text', read: (raw) => uuid(raw as Uint8Array) };
    case 'DECIMAL':
      return decimalReader(logical.scale);
    case 'DATE':
      return { kind: 'date', read: (raw) => day(Number(raw)) };
    case 'TIME':
      return timeReader(logical.unit, logical.isAdjustedToUTC);
    case 'TIMESTAMP':
      return stampReader(logical.unit, logical.isAdjustedToUTC);
    case 'INTEGER':
      return integerReader(logical.isSigned ? null : logical.bitWidth);
    case 'FLOAT16':
      return { kind: 'number', read: (raw) => shortest(half(raw as Uint8Array), toHalf) };
    default:
      return null;
  }
}

/** The converted type of a timestamp says nothing of a zone that its writers would agree on; its peers take it as a clock. */
function convertedReader({ name, converted_type, scale }: SchemaElement): ValueReader | null {
  switch (converted_type) {
    case 'UTF8':
    case 'ENUM':
    case 'JSON':
      return textReader(name);
    case 'DECIMAL':
      return decimalReader(scale ?? 0);
    case 'DATE':
      return { kind: 'date', read: (raw) => day(Number(raw)) };
    case 'TIME_MILLIS':
      return timeReader('MILLIS', false);
    case 'TIME_MICROS':
      return timeReader('MICROS', false);
    case 'TIMESTAMP_MILLIS':
      return stampReader('MILLIS', false);
    case 'TIMESTAMP_MICROS':
      return stampReader('MICROS', false);
    case 'INTERVAL':
      return { kind: 'span', read: (raw) => interval(raw as Uint8Array) };
    case 'UINT_8':
    case 'UINT_16':
    case 'UINT_32':
      return integerReader(32);
    case 'UINT_64':
      return integerReader(64);
    default:
      return null;
  }
}

function physicalReader({ type }: SchemaElement): ValueReader {
  switch (type) {
    case 'BOOLEAN':
      return { kind: 'boolean', read: String };
    case 'INT96':
      return { kind: 'stamp', read: (raw) => int96(raw as bigint) };
    case 'FLOAT':
      return { kind: 'number', read: (raw) => shortestFloat(raw as number) };
    case 'INT32':
    case 'INT64':
    case 'DOUBLE':
      return { kind: 'number', read: plainNumber };
    default:
      return { kind: 'bytes', read: (raw) => raw as Uint8Array };
  }
}

/** What says that it is text and is not UTF-8 is damaged: a letter put in its place would be another name. */
function textReader(name: string): ValueReader {
  return {
    kind: 'text',
    read: (raw) => {
      try {
        return decoder.decode(raw as Uint8Array);
      } catch {
        throw new Error(`a text of "${name}" is not UTF-8`);
      }
    },
  };
}

function plainNumber(raw: unknown): string {
  if (typeof raw !== 'number' && typeof raw !== 'bigint') throw new Error('a value is no number');
  return String(raw);
}

/** Values of an unsigned column are stored as if they had a sign. */
function integerReader(unsignedBits: number | null): ValueReader {
  if (unsignedBits === null) return { kind: 'number', read: plainNumber };
  const bits = unsignedBits <= 32 ? 32 : 64;
  return {
    kind: 'number',
    read: (raw) => String(BigInt.asUintN(bits, BigInt(raw as number | bigint))),
  };
}

/** The digits as they are stored with a point put in, never a product of doubles. */
function decimalReader(scale: number): ValueReader {
  return {
    kind: 'number',
    read: (raw) =>
      pointed(raw instanceof Uint8Array ? bigEndian(raw) : BigInt(raw as number | bigint), scale),
  };
}

function pointed(value: bigint, scale: number): string {
  const sign = value < 0n ? '-' : '';
  const digits = String(value < 0n ? -value : value).padStart(scale + 1, '0');
  return scale <= 0
    ? sign + digits + '0'.repeat(-scale)
    : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

function bigEndian(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  return BigInt.asIntN(bytes.length * 8, value);
}

function timeReader(unit: Unit, isUtc: boolean): ValueReader {
  // Some writers count before midnight; as DuckDB reads it, that is the evening.
  const perDay = PER_SECOND[unit] * 86_400n;
  return {
    kind: 'time',
    read: (raw) => clock(mod(BigInt(raw as number), perDay), unit) + (isUtc ? '+00:00' : ''),
  };
}

function stampReader(unit: Unit, isInstant: boolean): ValueReader {
  return {
    kind: isInstant ? 'instant' : 'stamp',
    read: (raw) => stamp(BigInt(raw as bigint), unit) + (isInstant ? 'Z' : ''),
  };
}

/** `2026-09-01T06:30:00`, with the fraction of a second where there is one. */
function stamp(count: bigint, unit: Unit): string {
  const perDay = PER_SECOND[unit] * 86_400n;
  const days = (count - mod(count, perDay)) / perDay;
  return `${day(Number(days))}T${clock(mod(count, perDay), unit)}`;
}

function mod(value: bigint, by: bigint): bigint {
  const rest = value % by;
  return rest < 0n ? rest + by : rest;
}

function clock(count: bigint, unit: Unit): string {
  const per = PER_SECOND[unit];
  const seconds = Number(count / per);
  const fraction = count % per;
  const two = (value: number) => String(value).padStart(2, '0');
  const whole = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  if (fraction === 0n) return whole;
  const digits = String(fraction).padStart(String(per).length - 1, '0');
  return `${whole}.${digits.replace(/^(\d{3}|\d{6})0+$/, '$1')}`;
}

function day(days: number): string {
  const date = new Date(days * 86_400_000);
  if (Number.isNaN(date.getTime())) throw new Error(`a date lies ${days} days from 1970`);
  return date.toISOString().slice(0, -14);
}

/** Hours where there is nothing else, since months and days have no one length; else as ISO 8601 writes it. */
function interval(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [months, days, millis] = [0, 4, 8].map((at) => view.getUint32(at, true)) as [
    number,
    number,
    number,
  ];
  if (months === 0 && days === 0) return clock(BigInt(millis), 'MILLIS');
  const part = (count: number, letter: string) => (count === 0 ? '' : `${count}${letter}`);
  const time = millis === 0 ? '' : `T${millis / 1000}S`;
  return `P${part(Math.floor(months / 12), 'Y')}${part(months % 12, 'M')}${part(days, 'D')}${time}`;
}

/** Nanoseconds of a day below, the Julian day above. */
function int96(value: bigint): string {
  const days = BigInt.asIntN(32, value >> 64n) - 2_440_588n;
  return stamp(days * 86_400_000_000_000n + (value & 0xffffffffffffffffn), 'NANOS');
}

function half(bytes: Uint8Array): number {
  const bits = (bytes[1]! << 8) | bytes[0]!;
  const sign = bits >> 15 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return exponent === 0
    ? sign * fraction * 2 ** -24
    : sign * 2 ** (exponent - 15) * (1 + fraction / 1024);
}

function toHalf(value: number): number {
  const exponent = Math.max(-14, Math.floor(Math.log2(Math.abs(value) || 2 ** -14)));
  const step = 2 ** (exponent - 10);
  return Math.round(value / step) * step;
}

function uuid(bytes: Uint8Array): string {
  return hex(bytes)
    .toLowerCase()
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('hex')
    .toUpperCase();
}
