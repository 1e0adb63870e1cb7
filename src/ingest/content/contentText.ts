import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import type { Problem } from '#model/problem.ts';

/** The text of a file that people write, line ends as LF; what is no text that can be read is a problem with its place. */
export async function contentText(
  path: string,
  file: string,
): Promise<{ text: string; problem: null } | { text: null; problem: Problem }> {
  const problem = (
    place: { line: number | null; column: number | null },
    found: string,
    fix: string,
    allowed?: string,
  ) => ({
    text: null,
    problem: {
      code: 'content/unreadable',
      severity: 'error' as const,
      file,
      ...place,
      found,
      ...(allowed === undefined ? {} : { allowed }),
      fix,
    },
  });
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => error);
  if (bytes instanceof Error) {
    const why = WHY[bytes.code ?? ''];
    return problem(
      { line: null, column: null },
      why?.found ?? `it cannot be read (${bytes.code ?? bytes.message})`,
      why?.fix ?? 'look at the file and the disk it is on',
    );
  }
  if (!isUtf8(bytes) || bytes.includes(0)) {
    const utf16 =
      (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
    const at = firstBad(bytes);
    const before = bytes.subarray(0, at).toString('utf8');
    const place = utf16
      ? { line: 1, column: 1 }
      : { line: before.split('\n').length, column: before.length - before.lastIndexOf('\n') };
    return problem(
      place,
      utf16 ? 'the file is UTF-16' : `the file is not UTF-8: byte ${hex(bytes[at]!)} stands here`,
      'save it again as UTF-8; most editors offer it under "Save with encoding"',
      'text in UTF-8',
    );
  }
  return {
    text: bytes
      .toString('utf8')
      .replace(/^\uFEFF/, '')
      .replaceAll('\r\n', '\n'),
    problem: null,
  };
}

const WHY: Record<string, { found: string; fix: string } | undefined> = {
  EISDIR: {
    found: 'this is a folder where a file belongs',
    fix: 'rename it, or put the file in its place',
  },
  ENOENT: {
    found: 'this link leads to no file',
    fix: 'correct the link, or put the file in its place',
  },
  ELOOP: { found: 'this link leads to itself', fix: 'put the file in its place' },
  EACCES: {
    found: 'this user may not read it (EACCES)',
    fix: 'give the user that builds the right to read it',
  },
};

/** Where the first byte stands that no text in UTF-8 has: the longest beginning that is UTF-8 and holds no zero byte ends before it. */
function firstBad(bytes: Buffer): number {
  const zero = bytes.indexOf(0);
  let low = 0;
  let high = zero === -1 ? bytes.length : zero;
  if (isUtf8(bytes.subarray(0, high))) return high;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (isUtf8(whole(bytes.subarray(0, middle)))) low = middle;
    else high = middle - 1;
  }
  return whole(bytes.subarray(0, low)).length;
}

/** Without the bytes of a character that was cut off at the end. */
function whole(bytes: Buffer): Buffer {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) return bytes;
    if (byte >= 0xc0)
      return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back
        ? bytes.subarray(0, bytes.length - back)
        : bytes;
  }
  return bytes;
}

const hex = (byte: number) => `0x${byte.toString(16).toUpperCase().padStart(2, '0')}`;
