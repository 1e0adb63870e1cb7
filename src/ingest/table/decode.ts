import { analyse } from 'chardet';
import iconv from 'iconv-lite';

export interface Decoded {
  text: string;
  encoding: string;
  /** 0 to 1; 1 for what was declared, marked by a byte order mark, or valid UTF-8. */
  confidence: number;
  declared: boolean;
  /** NUL bytes that were dropped. */
  nulBytes: number;
}

/** Bytes of a dump as text: as declared, else by byte order mark, validity as UTF-8, the pattern of NUL bytes, and last by frequency. */
export function decode(bytes: Uint8Array, declared?: string): Decoded {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = declared !== undefined && iconv.encodingExists(declared) ? { encoding: declared.toLowerCase(), confidence: 1 } : detect(buffer);
  const text = iconv.decode(buffer, found.encoding).replace(/^\uFEFF/, '');
  const nulBytes = text.split('\0').length - 1;
  return { text: nulBytes > 0 ? text.replaceAll('\0', '') : text, ...found, declared: declared !== undefined, nulBytes };
}

function detect(buffer: Buffer): { encoding: string; confidence: number } {
  if (buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf) return { encoding: 'utf-8', confidence: 1 };
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return { encoding: 'utf-16le', confidence: 1 };
  if (buffer[0] === 0xfe && buffer[1] === 0xff) return { encoding: 'utf-16be', confidence: 1 };
  const head = buffer.subarray(0, 4096);
  const nulAt = [0, 0];
  for (const [index, byte] of head.entries()) if (byte === 0) nulAt[index % 2] = (nulAt[index % 2] as number) + 1;
  const [even = 0, odd = 0] = nulAt;
  if (odd > head.length / 5 && even < head.length / 50) return { encoding: 'utf-16le', confidence: 0.9 };
  if (even > head.length / 5 && odd < head.length / 50) return { encoding: 'utf-16be', confidence: 0.9 };
  if (validUtf8(buffer)) return { encoding: 'utf-8', confidence: 1 };
  const guess = analyse(buffer.subarray(0, 200_000)).find((match) => iconv.encodingExists(match.name) && !match.name.startsWith('UTF'));
  // Western single-byte exports come from Windows unless the bytes say otherwise.
  if (!guess || guess.name.startsWith('ISO-8859-1') || guess.confidence < 40) return { encoding: 'windows-1252', confidence: 0.6 };
  return { encoding: guess.name.toLowerCase(), confidence: guess.confidence / 100 };
}

function validUtf8(buffer: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(buffer);
    return true;
  } catch {
    return false;
  }
}
