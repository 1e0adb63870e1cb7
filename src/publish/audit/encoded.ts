import { isUtf8 } from 'node:buffer';
import { BEGINS } from './kinds.ts';

/** In one run, as addresses of data have it, or in lines of a mail (RFC 2045, 6.8). */
const BASE64 = [
  /[A-Za-z0-9+/_-]{12,}={0,2}/g,
  /(?:[A-Za-z0-9+/]{60,76}\r?\n)+[A-Za-z0-9+/]*={0,2}/g,
];
const HEX = /(?<![0-9a-f])(?:[0-9a-f]{2}){12,}(?![0-9a-f])/gi;

/** What a text holds in signs of another encoding, and means something: base64 and hexadecimal digits. */
export function encodedIn(bytes: Buffer): [string, Buffer][] {
  const text = bytes.toString('latin1');
  const runs = (pattern: RegExp) => [...text.matchAll(pattern)].map(([run]) => run);
  return [
    ...BASE64.flatMap(runs).map((run): [string, Buffer] => ['base64', Buffer.from(run, 'base64')]),
    ...runs(HEX).map((run): [string, Buffer] => ['hexadecimal', Buffer.from(run, 'hex')]),
  ].filter(([, inner]) => isMeaning(inner));
}

function isMeaning(bytes: Buffer): boolean {
  if (BEGINS.some((begins) => bytes.subarray(0, 12).toString('latin1').includes(begins)))
    return true;
  const text =
    isUtf8(bytes) && !bytes.includes(0) ? bytes.toString('utf8') : bytes.toString('utf16le');
  const odd = text.match(/[^\p{L}\p{N}\p{P}\p{Zs}\s<>=+$€|~^`]/gu)?.length ?? 0;
  const foreign = text.match(/[^\p{ASCII}\p{sc=Latin}]/gu)?.length ?? 0;
  return odd + foreign / 2 <= text.length / 20;
}
