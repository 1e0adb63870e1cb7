import {
  brotliDecompressSync,
  gunzipSync,
  inflateRawSync,
  inflateSync,
  zstdDecompressSync,
} from 'node:zlib';
import { isUtf8 } from 'node:buffer';
import { readParquet } from '#ingest/source/parquet/readParquet.ts';
import { encodedIn } from './encoded.ts';
import { isKnown, LOCKED } from './kinds.ts';

/** What a published file holds: its texts, and the parts of it that cannot be looked into. */
export interface Contents {
  /** `where` is the file, with the member of an archive behind `›`. */
  texts: { where: string; text: string }[];
  unread: { where: string; why: string }[];
}

/** So much may come out of one compressed part. */
const MOST = 512 * 1024 * 1024;
/** So deep may archives be packed into each other. */
const DEEPEST = 8;

/** Every text of a file: of archives and of what is packed into other files, of PDFs, of metadata, in whatever encoding. */
export async function contentsOf(where: string, bytes: Uint8Array): Promise<Contents> {
  const contents: Contents = { texts: [], unread: [] };
  await look(
    { where, bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), depth: 0 },
    contents,
  );
  return contents;
}

interface Part {
  where: string;
  bytes: Buffer;
  depth: number;
}

async function look(part: Part, contents: Contents): Promise<void> {
  const { where, bytes, depth } = part;
  if (bytes.length === 0) return;
  if (depth > DEEPEST) {
    contents.unread.push({ where, why: 'archives are packed into each other too deep' });
    return;
  }
  const locked = LOCKED.find(({ begins }) =>
    bytes.subarray(0, 8).toString('latin1').startsWith(begins),
  );
  if (locked) contents.unread.push({ where, why: `it is ${locked.is}, which cannot be unpacked` });
  const isText = isUtf8(bytes) && !bytes.includes(0);
  if (isText) texts(part, bytes.toString('utf8'), contents);
  else binary(part, contents);
  for (const [name, inner] of [...packed(part, contents), ...(isText ? encodedIn(bytes) : [])])
    await look({ where: `${where} › ${name}`, bytes: inner, depth: depth + 1 }, contents);
  if (bytes.subarray(0, 1024).includes('%PDF-')) await pdf(part, contents);
  else if (bytes.subarray(0, 4).equals(PARQUET)) await parquet(part, contents);
  else if (!isText && !locked && depth === 0 && !isKnown(bytes))
    contents.unread.push({ where, why: 'it is of no kind that is known' });
}

function texts({ where }: Part, text: string, contents: Contents): void {
  contents.texts.push({ where, text });
}

/** Texts in a binary file: in UTF-8 or Latin-1, in UTF-16 from either byte on, and in UTF-32 as far as it is Latin-1. */
function binary(part: Part, contents: Contents): void {
  const { bytes } = part;
  const printable = (text: string) => text.replaceAll(/[^\P{Cc}\t\n\r]+/gu, '\n');
  texts(part, printable(bytes.toString('utf8')), contents);
  texts(part, printable(bytes.toString('latin1')), contents);
  if (!bytes.includes(0)) return;
  const signs = Buffer.from(bytes.filter((byte) => byte !== 0 && byte < 0xfe));
  texts(part, printable(signs.toString('latin1')), contents);
  for (const from of [0, 1]) {
    const even = bytes.subarray(from, bytes.length - ((bytes.length - from) % 2));
    texts(part, printable(even.toString('utf16le')), contents);
    texts(part, printable(Buffer.from(even).swap16().toString('utf16le')), contents);
  }
}

/** What is compressed in a file, wherever in it that begins. */
function packed(part: Part, contents: Contents): [string, Buffer][] {
  const { bytes, where } = part;
  const found: [string, Buffer][] = [...zipMembers(part, contents)];
  const unpack = (name: string, how: () => Buffer) => {
    try {
      found.push([name, how()]);
    } catch (error) {
      // Bytes that only look like the beginning of a compressed part are none.
      if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
        contents.unread.push({ where: `${where} › ${name}`, why: 'it unpacks to too much' });
    }
  };
  const limit = { maxOutputLength: MOST };
  for (const at of places(bytes, GZIP)) unpack('gzip', () => gunzipSync(bytes.subarray(at), limit));
  for (const at of places(bytes, ZSTD))
    unpack('zstd', () => zstdDecompressSync(bytes.subarray(at), limit));
  if (where.endsWith('.br')) unpack('brotli', () => brotliDecompressSync(bytes, limit));
  if (bytes.subarray(1, 4).toString('latin1') === 'PNG')
    for (const { name, data } of pngTexts(bytes)) unpack(name, () => inflateSync(data, limit));
  if (bytes.subarray(0, 1024).includes('%PDF-'))
    for (const data of pdfStreams(bytes)) unpack('stream', () => inflateSync(data, limit));
  return found;
}

const GZIP = Buffer.from([0x1f, 0x8b, 0x08]);
const ZSTD = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);
const ZIP = Buffer.from('PK\x03\x04', 'latin1');

function* places(bytes: Buffer, start: Buffer): Generator<number> {
  for (let at = bytes.indexOf(start); at !== -1; at = bytes.indexOf(start, at + 1)) yield at;
}

/** Members of zip archives by their own heads, so that one behind other bytes, or without a table of contents, is read as well. */
function* zipMembers({ bytes, where }: Part, contents: Contents): Generator<[string, Buffer]> {
  for (const at of places(bytes, ZIP)) {
    if (at + 30 > bytes.length) return;
    const [flags, method] = [bytes.readUInt16LE(at + 6), bytes.readUInt16LE(at + 8)];
    const size = bytes.readUInt32LE(at + 18);
    const nameEnds = at + 30 + bytes.readUInt16LE(at + 26);
    const name = bytes.subarray(at + 30, nameEnds).toString('utf8');
    const data = bytes.subarray(nameEnds + bytes.readUInt16LE(at + 28));
    const cannot = (why: string) => contents.unread.push({ where: `${where} › ${name}`, why });
    if (flags & 1) cannot('it is encrypted');
    else if (method === 8)
      try {
        yield [name, inflateRawSync(data, { maxOutputLength: MOST })];
      } catch (error) {
        cannot(`it cannot be unpacked (${(error as NodeJS.ErrnoException).code})`);
      }
    else if (method === 0) yield [name, size === 0 ? data.subarray(0, 0) : data.subarray(0, size)];
    else if (method < 100) cannot(`it is packed by method ${method}, which is not read`);
  }
}

/** Chunks of a PNG that hold compressed words. */
function* pngTexts(bytes: Buffer): Generator<{ name: string; data: Buffer }> {
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const name = bytes.subarray(at + 4, at + 8).toString('latin1');
    const data = bytes.subarray(at + 8, at + 8 + length);
    const keyEnds = data.indexOf(0);
    if (name === 'zTXt' || name === 'iCCP') yield { name, data: data.subarray(keyEnds + 2) };
    if (name === 'iTXt' && data[keyEnds + 1] === 1) {
      const language = data.indexOf(0, keyEnds + 3);
      yield { name, data: data.subarray(data.indexOf(0, language + 1) + 1) };
    }
    at += length + 12;
  }
}

function* pdfStreams(bytes: Buffer): Generator<Buffer> {
  for (const at of places(bytes, Buffer.from('stream'))) {
    if (bytes.subarray(at - 3, at).toString('latin1') === 'end') continue;
    const skip = bytes[at + 6] === 0x0d ? 8 : 7;
    yield bytes.subarray(at + skip);
  }
}

/** Text, outline and attachments of a PDF as a reader finds them; what is only in its bytes is among its streams. */
async function pdf({ where, bytes }: Part, contents: Contents): Promise<void> {
  for (const [, hex = ''] of bytes.toString('latin1').matchAll(/<([0-9A-Fa-f\s]{8,})>/g)) {
    const inner = Buffer.from(hex.replaceAll(/\s/g, ''), 'hex');
    const isUtf16 = inner[0] === 0xfe && inner[1] === 0xff && inner.length % 2 === 0;
    contents.texts.push({
      where,
      text: isUtf16 ? Buffer.from(inner).swap16().toString('utf16le') : inner.toString('latin1'),
    });
  }
  try {
    const { extractText, getDocumentProxy, getMeta } = await import('unpdf');
    // The reader takes the buffer away from whoever hands it over.
    const document = await getDocumentProxy(Uint8Array.from(bytes));
    const { text } = await extractText(document, { mergePages: true });
    const outline = (await document.getOutline()) ?? [];
    const { info, metadata } = await getMeta(document);
    contents.texts.push({
      where,
      text: [text, JSON.stringify([outline, info, metadata])].join('\n'),
    });
  } catch (error) {
    contents.unread.push({
      where,
      why: `it is a PDF that cannot be read (${(error as Error).message})`,
    });
  }
}

const PARQUET = Buffer.from('PAR1', 'latin1');

/** The cells of a Parquet file, a line for each row. Columns of lists and records are not read, so what is in them is unknown. */
async function parquet({ where, bytes }: Part, contents: Contents): Promise<void> {
  try {
    const { content, nested } = await readParquet(bytes);
    const head = content.columns.map(({ name }) => name);
    const lines = [head, ...content.rows].map((row) => row.map((cell) => cell ?? '').join(','));
    contents.texts.push({ where, text: lines.join('\n') });
    if (nested.length > 0)
      contents.unread.push({
        where,
        why: `it has columns of lists or records: ${nested.join(', ')}`,
      });
  } catch (error) {
    contents.unread.push({
      where,
      why: `it is a Parquet file that cannot be read (${(error as Error).message})`,
    });
  }
}
