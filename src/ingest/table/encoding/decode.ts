import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { decodeAs, guessEncoding } from './encoding.ts';

export interface Decoded {
  text: string;
  encoding: string;
  /** 0 to 1; 1 for what was declared, marked by a byte order mark, or valid UTF-8. */
  confidence: number;
  declared: boolean;
  /** Another encoding that gives another text, where nothing tells which of both is meant. */
  rival: string | null;
  /** NUL bytes that were dropped. */
  nulBytes: number;
  /** Bytes that mean nothing in the encoding, shown as the replacement character. */
  badBytes: number;
}

/**
 * Bytes of a dump as text: as declared, else by byte order mark, the pattern of NUL bytes, validity as UTF-8, and last by what
 * makes words. `names` are columns that it must have.
 */
export function decode(
  bytes: Uint8Array,
  declared?: string,
  names: readonly string[] = [],
): Decoded {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const told =
    declared !== undefined &&
    (isUtf8Name(declared.toLowerCase()) || iconv.encodingExists(declared));
  const found = told
    ? { encoding: declared.toLowerCase(), confidence: 1 }
    : detectEncoding(buffer, names);
  const text = (
    isUtf8Name(found.encoding) ? buffer.toString('utf8') : decodeAs(buffer, found.encoding)
  ).replace(/^\uFEFF/, '');
  const nulBytes = count(text, '\0');
  const badBytes = found.encoding.startsWith('utf') && isUtf8(buffer) ? 0 : count(text, '\uFFFD');
  return {
    text: nulBytes > 0 ? text.replaceAll('\0', '') : text,
    rival: null,
    ...found,
    declared: told,
    nulBytes,
    badBytes,
  };
}

/** Where nothing tells which of two encodings a text is written in: its first line that both give differently, in both. */
export function twoReadings(
  bytes: Uint8Array,
  { encoding, rival }: Decoded,
): { line: number; found: string } | null {
  if (rival === null) return null;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [one, other] = [encoding, rival].map((name) => decodeAs(buffer, name).split(/\r\n|\r|\n/));
  const at = one?.findIndex((line, index) => line !== other?.[index]) ?? -1;
  const shown = (line = '') => JSON.stringify(line.length > 60 ? `${line.slice(0, 57)}…` : line);
  return {
    line: at + 1,
    found: `line ${at + 1} is ${shown(one?.[at])} in ${encoding} and ${shown(other?.[at])} in ${rival}, and nothing tells which is meant`,
  };
}

/** Asked first, since the tables of all other encodings are loaded as soon as one is asked for. */
function isUtf8Name(encoding: string): boolean {
  return encoding === 'utf-8' || encoding === 'utf8';
}

function count(text: string, char: string): number {
  let found = 0;
  for (let at = text.indexOf(char); at !== -1; at = text.indexOf(char, at + 1)) found++;
  return found;
}

function detectEncoding(
  buffer: Buffer,
  names: readonly string[],
): { encoding: string; confidence: number; rival?: string | null } {
  if (buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf)
    return { encoding: 'utf-8', confidence: 1 };
  if (buffer[0] === 0xff && buffer[1] === 0xfe)
    return {
      encoding: buffer[2] === 0 && buffer[3] === 0 && buffer.length > 3 ? 'utf-32le' : 'utf-16le',
      confidence: 1,
    };
  if (buffer[0] === 0xfe && buffer[1] === 0xff) return { encoding: 'utf-16be', confidence: 1 };
  const wide = wideEncoding(buffer.subarray(0, 65_536));
  if (wide) return wide;
  if (isUtf8(buffer)) return { encoding: 'utf-8', confidence: 1 };
  if (nearlyUtf8(buffer)) return { encoding: 'utf-8', confidence: 0.8 };
  return guessEncoding(buffer, names);
}

/** UTF-16 without a mark: the upper bytes of its ASCII characters are NUL, and stand all on one side. */
function wideEncoding(head: Buffer): { encoding: string; confidence: number } | null {
  if (head.length < 2) return null;
  let even = 0;
  let odd = 0;
  for (let at = head.indexOf(0); at !== -1; at = head.indexOf(0, at + 1)) {
    if (at % 2 === 0) even++;
    else odd++;
  }
  // Of a text of ASCII alone every second byte is NUL; a few of them are dirt.
  const isAscii = head.every((byte) => byte === 0 || isPlain(byte));
  const many = Math.max(2, head.length * (isAscii ? 0.4 : 0.01));
  if (odd >= many && odd > 8 * even) return sound(head, 'utf-16le');
  if (even >= many && even > 8 * odd) return sound(head, 'utf-16be');
  return null;
}

const isPlain = (byte: number) => (byte >= 0x20 && byte < 0x7f) || (byte >= 0x09 && byte <= 0x0d);

/** UTF-16 has line ends or delimiters, and no lone halves of characters. */
function sound(head: Buffer, encoding: string): { encoding: string; confidence: number } | null {
  const text = iconv.decode(head.subarray(0, head.length & ~1), encoding);
  const odd = text.match(/[\uFFFD\uE000-\uF8FF\0]|[^\uD800-\uDBFF][\uDC00-\uDFFF]/g)?.length ?? 0;
  return odd > text.length * 0.02 ? null : { encoding, confidence: 0.95 };
}

/** A file in UTF-8 with a few bytes that are not: nearly all its sequences of several bytes are whole. */
function nearlyUtf8(buffer: Buffer): boolean {
  let whole = 0;
  let broken = 0;
  for (let at = 0; at < buffer.length; at++) {
    const byte = buffer[at]!;
    if (byte < 0x80) continue;
    const length =
      byte >= 0xc2 && byte < 0xe0
        ? 2
        : byte >= 0xe0 && byte < 0xf0
          ? 3
          : byte >= 0xf0 && byte < 0xf5
            ? 4
            : 0;
    let follows = 1;
    while (follows < length && ((buffer[at + follows] ?? 0) & 0xc0) === 0x80) follows++;
    if (length > 0 && follows === length) {
      whole++;
      at += length - 1;
    } else broken++;
  }
  return whole > 10 * broken;
}
