import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';

/** Where a text may reach in a published folder, and how it is written there. */
export interface Place {
  name: string;
  file: string;
  of: (text: string) => Uint8Array | string;
}

const half = (text: string) => Math.ceil(text.length / 2);
const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
const each = (text: string, escaped: (sign: string) => string) => [...text].map(escaped).join('');
const hex = (sign: string, digits: number) => sign.charCodeAt(0).toString(16).padStart(digits, '0');
const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const zip = (name: string, text: string) => zipSync({ [name]: strToU8(text) });
const inner = (text: string, between: string) =>
  text.replaceAll(/(\p{L}{3})(?=\p{L})/gu, `$1${between}`);
const fold = (text: string) => text.replaceAll(/(.{9})/g, '$1\r\n ');

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

export const PLACES: Place[] = [
  { name: 'text of a page', file: 'a.html', of: (text) => `<p>So ${text}, then.</p>` },
  {
    name: 'text with tags in its words',
    file: 'a.html',
    of: (text) => `<p>${inner(text, '<b></b>')}</p>`,
  },
  {
    name: 'text over tags',
    file: 'a.html',
    of: (text) => `<p>${text.replaceAll(' ', '</b> <b class="x">')}</p>`,
  },
  { name: 'text with <wbr>', file: 'a.html', of: (text) => `<p>${inner(text, '<wbr>')}</p>` },
  { name: 'soft hyphens', file: 'a.html', of: (text) => `<p>${inner(text, '\u00AD')}</p>` },
  {
    name: 'soft hyphens as entities',
    file: 'a.html',
    of: (text) => `<p>${inner(text, '&shy;')}</p>`,
  },
  { name: 'marks of no width', file: 'a.html', of: (text) => `<p>${inner(text, '\u200B')}</p>` },
  { name: 'capitals', file: 'a.html', of: (text) => `<h1>${text.toUpperCase()}</h1>` },
  {
    name: 'accents apart',
    file: 'a.html',
    of: (text) => `<p>${text.replaceAll('o', 'o\u0308')}</p>`,
  },
  { name: 'title of a tag', file: 'a.html', of: (text) => `<p title="${escapeHtml(text)}">x</p>` },
  { name: 'aria-label', file: 'a.html', of: (text) => `<svg aria-label='${text}'></svg>` },
  {
    name: 'alt text',
    file: 'a.html',
    of: (text) => `<img src="x.png" alt="Chart of ${escapeHtml(text)}">`,
  },
  {
    name: 'meta description',
    file: 'a.html',
    of: (text) => `<meta name="description" content="${text}">`,
  },
  { name: 'data attribute', file: 'a.html', of: (text) => `<i data-x='{"a":"${text}"}'></i>` },
  { name: 'comment', file: 'a.html', of: (text) => `<p>x</p><!-- ${text} -->` },
  {
    name: 'decimal entities',
    file: 'a.html',
    of: (text) => `<p>${each(text, (s) => `&#${s.charCodeAt(0)};`)}</p>`,
  },
  {
    name: 'hexadecimal entities',
    file: 'a.html',
    of: (text) => `<p>${each(text, (s) => `&#x${hex(s, 1)};`)}</p>`,
  },
  {
    name: 'entities of entities',
    file: 'a.xml',
    of: (text) => `<p>${each(text, (s) => `&amp;#${s.charCodeAt(0)};`)}</p>`,
  },
  {
    name: 'inline data of a page',
    file: 'a.html',
    of: (text) => `<script type="application/json">{"t":"${text}"}</script>`,
  },
  { name: 'JSON', file: 'a.json', of: (text) => JSON.stringify({ a: [{ b: text }] }) },
  {
    name: 'JSON with escapes',
    file: 'a.json',
    of: (text) => `{"a":"${each(text, (s) => `\\u${hex(s, 4)}`)}"}`,
  },
  { name: 'first cell of a CSV', file: 'a.csv', of: (text) => `${text},1,2\n` },
  { name: 'last cell of a CSV', file: 'a.csv', of: (text) => `1,2,"${text}"\n` },
  {
    name: 'feed',
    file: 'feed.xml',
    of: (text) => `<feed><entry><title>${text}</title></entry></feed>`,
  },
  {
    name: 'calendar, folded',
    file: 'gates.ics',
    of: (text) => `BEGIN:VEVENT\r\nSUMMARY:${fold(text)}\r\nEND:VEVENT\r\n`,
  },
  {
    name: 'address',
    file: 'a.html',
    of: (text) => `<a href="/x/?q=${encodeURIComponent(text)}">x</a>`,
  },
  {
    name: 'address, every sign escaped',
    file: 'sitemap-0.xml',
    of: (text) => `<loc>/x/${each(text, (s) => `%${hex(s, 2)}`)}/</loc>`,
  },
  { name: 'script', file: 'a.js', of: (text) => `const x = ${JSON.stringify(text)};` },
  {
    name: 'script with escapes',
    file: 'a.js',
    of: (text) => `x="${each(text, (s) => `\\x${hex(s, 2)}`)}"`,
  },
  {
    name: 'source map',
    file: 'a.js.map',
    of: (text) => JSON.stringify({ sourcesContent: [`x("${text}")`] }),
  },
  { name: 'style sheet', file: 'a.css', of: (text) => `a::after { content: "${text}" }` },
  {
    name: 'style sheet with escapes',
    file: 'a.css',
    of: (text) => `a::after { content: "${each(text, (s) => `\\${hex(s, 4)} `)}" }`,
  },
  {
    name: 'picture of lines',
    file: 'a.svg',
    of: (text) =>
      `<svg><text>${text.slice(0, half(text))}<tspan dx="1">${text.slice(half(text))}</tspan></text></svg>`,
  },
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
