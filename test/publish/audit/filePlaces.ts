import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { escapeHtml, inner, type Place } from './writing.ts';

const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const utf32 = (text: string) => Buffer.from([...text].flatMap((sign) => [...utf16(sign), 0, 0]));
const zip = (name: string, text: string) => zipSync({ [name]: strToU8(text) });

/** A picture of one point with a chunk of words. */
function png(chunk: string, data: Buffer): Buffer {
  const part = (name: string, bytes: Buffer) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(bytes.length, 0);
    head.write(name, 4, 'latin1');
    return Buffer.concat([head, bytes, Buffer.alloc(4)]);
  };
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    part('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])),
    part(chunk, data),
    part('IEND', Buffer.alloc(0)),
  ]);
}

function zipWithComment(text: string): Uint8Array {
  const bytes = Buffer.from(zip('a.txt', 'nothing'));
  bytes.writeUInt16LE(Buffer.byteLength(text), bytes.length - 2);
  return Buffer.concat([bytes, Buffer.from(text)]);
}

const pdf = (info: string) =>
  `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n4 0 obj<<${info}>>endobj\ntrailer<</Root 1 0 R/Info 4 0 R>>\n%%EOF\n`;

/** In packed, binary and Office files. */
export const FILE_PLACES: Place[] = [
  {
    name: 'base64',
    file: 'a.html',
    of: (text) =>
      `<img src="data:text/plain;base64,${Buffer.from(`x ${text} x`).toString('base64')}">`,
  },
  {
    name: 'base64 of UTF-16',
    file: 'a.json',
    of: (text) => JSON.stringify({ a: utf16(text).toString('base64') }),
  },
  {
    name: 'base64 of a gzip',
    file: 'a.json',
    of: (text) => JSON.stringify({ a: gzipSync(text).toString('base64') }),
  },
  {
    name: 'base64 in lines of a mail',
    file: 'a.eml',
    of: (text) =>
      Buffer.from(`${text.slice(0, 7)}\n${'x '.repeat(22)}${text} and more`)
        .toString('base64')
        .replaceAll(/(.{76})/g, '$1\r\n'),
  },
  {
    name: 'base64 of a gzip in lines of a mail',
    file: 'a.eml',
    of: (text) =>
      gzipSync(`${text} ${Array.from({ length: 99 }, (_, i) => (i * i).toString(36)).join()}`)
        .toString('base64')
        .replaceAll(/(.{76})/g, '$1\n'),
  },
  {
    name: 'hexadecimal digits',
    file: 'a.json',
    of: (text) => JSON.stringify({ a: Buffer.from(`so ${text} then`).toString('hex') }),
  },
  { name: 'UTF-32', file: 'a.txt', of: (text) => utf32(text) },
  { name: 'UTF-16, little end first', file: 'a.txt', of: (text) => utf16(`\uFEFF${text}`) },
  { name: 'UTF-16, big end first', file: 'a.txt', of: (text) => utf16(`\uFEFF${text}`).swap16() },
  { name: 'gzip', file: 'a.gz', of: (text) => gzipSync(text) },
  { name: 'brotli', file: 'a.html.br', of: (text) => brotliCompressSync(text) },
  {
    name: 'search fragment',
    file: 'a.pf_fragment',
    of: (text) => gzipSync(`pagefind_dcd{"content":"${text}"}`),
  },
  { name: 'archive', file: 'a.zip', of: (text) => zip('a.txt', text) },
  {
    name: 'name in an archive',
    file: 'a.zip',
    of: (text) => zip(`${text.replaceAll('.', '')}.txt`, 'nothing'),
  },
  {
    name: 'archive in an archive',
    file: 'a.zip',
    of: (text) => zipSync({ 'b.zip': zip('a.txt', text) }),
  },
  { name: 'comment of an archive', file: 'a.zip', of: zipWithComment },
  {
    name: 'archive behind a picture',
    file: 'a.png',
    of: (text) => Buffer.concat([png('tEXt', Buffer.from('a\0b')), zip('a.txt', text)]),
  },
  {
    name: 'words of a picture',
    file: 'a.png',
    of: (text) => png('tEXt', Buffer.from(`Title\0${text}`)),
  },
  {
    name: 'packed words of a picture',
    file: 'a.png',
    of: (text) => png('zTXt', Buffer.concat([Buffer.from('Title\0\0'), deflateSync(text)])),
  },
  {
    name: 'comment of a photo',
    file: 'a.jpg',
    of: (text) =>
      Buffer.concat([
        Buffer.from([0xff, 0xd8, 0xff, 0xfe, 0, text.length + 2]),
        Buffer.from(text),
        Buffer.from([0xff, 0xd9]),
      ]),
  },
  {
    name: 'title of a photo in UTF-16',
    file: 'a.jpg',
    of: (text) =>
      Buffer.concat([
        Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, 9]),
        utf16(text),
        Buffer.from([0, 0, 0xff, 0xd9]),
      ]),
  },
  { name: 'what is named a font', file: 'a.woff2', of: (text) => `x ${text}` },
  {
    name: 'Word, runs split in words',
    file: 'a.docx',
    of: (text) =>
      zip(
        'word/document.xml',
        `<w:p><w:r><w:t>${inner(text, '</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>')}</w:t></w:r></w:p>`,
      ),
  },
  {
    name: 'slides',
    file: 'a.pptx',
    of: (text) =>
      zip(
        'ppt/slides/slide1.xml',
        `<a:p><a:r><a:t>${inner(text, '</a:t></a:r><a:r><a:t>')}</a:t></a:r></a:p>`,
      ),
  },
  {
    name: 'workbook',
    file: 'a.xlsx',
    of: (text) => zip('xl/sharedStrings.xml', `<sst><si><t>${text}</t></si></sst>`),
  },
  {
    name: 'author of a document',
    file: 'a.docx',
    of: (text) => zip('docProps/core.xml', `<dc:creator>${text}</dc:creator>`),
  },
  {
    name: 'notes of a slide',
    file: 'a.pptx',
    of: (text) =>
      zip(
        'ppt/notesSlides/notesSlide1.xml',
        `<p:notes><a:p><a:r><a:t>${inner(text, '</a:t></a:r><a:r><a:t>')}</a:t></a:r></a:p></p:notes>`,
      ),
  },
  {
    name: 'alt text of a slide',
    file: 'a.pptx',
    of: (text) => zip('ppt/slides/slide1.xml', `<p:cNvPr id="2" descr="${escapeHtml(text)}"/>`),
  },
  {
    name: 'values of a chart on a slide',
    file: 'a.pptx',
    of: (text) => zip('ppt/charts/chart1.xml', `<c:ser><c:tx><c:v>${text}</c:v></c:tx></c:ser>`),
  },
  {
    name: 'workbook within a deck',
    file: 'a.pptx',
    of: (text) =>
      zipSync({
        'ppt/embeddings/sheet1.xlsx': zip(
          'xl/sharedStrings.xml',
          `<sst><si><r><t>${inner(text, '</t></r><r><t>')}</t></r></si></sst>`,
        ),
      }),
  },
  {
    name: 'cell without shared strings',
    file: 'a.xlsx',
    of: (text) =>
      zip('xl/worksheets/sheet1.xml', `<c t="inlineStr"><is><t>${escapeHtml(text)}</t></is></c>`),
  },
  {
    name: 'name of a sheet',
    file: 'a.xlsx',
    of: (text) => zip('xl/workbook.xml', `<sheet name="${escapeHtml(text)}" sheetId="1"/>`),
  },
  {
    name: 'property of a workbook',
    file: 'a.xlsx',
    of: (text) => zip('docProps/custom.xml', `<vt:lpwstr>${text}</vt:lpwstr>`),
  },
  {
    name: 'comment in Word',
    file: 'a.docx',
    of: (text) => zip('word/comments.xml', `<w:comment><w:t>${text}</w:t></w:comment>`),
  },
  {
    name: 'target of a link in Word',
    file: 'a.docx',
    of: (text) =>
      zip(
        'word/_rels/document.xml.rels',
        `<Relationship Target="https://portal.example/x/${encodeURIComponent(text)}/"/>`,
      ),
  },
  { name: 'title of a PDF', file: 'a.pdf', of: (text) => pdf(`/Title(${text})`) },
  {
    name: 'title of a PDF in UTF-16',
    file: 'a.pdf',
    of: (text) => pdf(`/Title<FEFF${Buffer.from(utf16(text)).swap16().toString('hex')}>`),
  },
  {
    name: 'packed part of a PDF',
    file: 'a.pdf',
    of: (text) =>
      Buffer.concat([
        Buffer.from(pdf('/Title(x)')),
        Buffer.from('5 0 obj<</Filter/FlateDecode>>stream\n'),
        deflateSync(text),
        Buffer.from('\nendstream endobj\n'),
      ]),
  },
];
