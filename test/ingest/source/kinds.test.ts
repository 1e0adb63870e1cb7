import { strToU8, zipSync } from 'fflate';
import { zstdCompressSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { isExportName, isText, kindOf, SOURCE_KINDS, withoutEnding } from '#ingest/source/kinds.ts';
import { refusal, table } from './sheets.ts';

const zip = (...names: string[]) =>
  zipSync(Object.fromEntries(names.map((name) => [name, strToU8('x')])));

it.each<[string, Uint8Array, string]>([
  [
    'an OpenDocument sheet',
    zip('mimetype', 'content.xml', 'META-INF/manifest.xml'),
    'OpenDocument file (.ods)',
  ],
  ['a binary workbook', zip('_rels/.rels', 'xl/workbook.bin'), 'binary workbook (.xlsb)'],
  ['a Numbers document', zip('Index/Document.iwa'), 'Numbers document'],
  ['a Word document', zip('word/document.xml'), 'Word document'],
  ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'an Excel file of the old format'],
  ['xz', Buffer.from('fd377a585a000004', 'hex'), 'a file compressed with xz'],
  ['bzip2', Buffer.from('425a6839314159265359', 'hex'), 'a file compressed with bzip2'],
  ['7z', Buffer.from('377abcaf271c0004', 'hex'), 'a file compressed with 7z'],
  ['a PDF', Buffer.from('%PDF-1.7\n'), 'a PDF'],
  ['a login page', Buffer.from('\ufeff<!DOCTYPE html><html>'), 'a web page or XML'],
  ['JSON', Buffer.from('\ufeff[\n {"day": "2026-09-01", "parts": 5}]'), 'this is JSON'],
  [
    'lines of JSON',
    Buffer.from('{"day":"2026-09-01","parts":5}\n{"day":"2026-09-02"}\n'),
    'this is JSON',
  ],
  ['an SYLK file', Buffer.from('ID;PWXL;N;E\nC;Y1;X1;K"day"\nE\n'), 'SYLK file'],
  ['a DIF file', Buffer.from('TABLE\n0,1\n"EXCEL"\n'), 'DIF file'],
  [
    'noise',
    Buffer.from(Array.from({ length: 4000 }, (_, at) => (at * 7919 + (at >> 3) * 31) % 256)),
    'no text',
  ],
  ['a cut zstd file', zstdCompressSync('a,b\n1,2\n').subarray(0, 12), 'zstd file is damaged'],
])('%s is refused by its name', async (_, bytes, message) => {
  expect(await refusal(bytes)).toContain(message);
});

it('a zstd file is read', async () => {
  const { rows } = await table(zstdCompressSync('line,parts\nL1,40\nL2,41\n'));
  expect(rows).toEqual([
    ['L1', '40'],
    ['L2', '41'],
  ]);
});

it.each<[string, Uint8Array]>([
  ['UTF-16 without a mark', Buffer.from('line,parts\r\nL1,40\r\n', 'utf16le')],
  ['the end of a DOS file', Buffer.from('line,parts\r\nL1,40\r\n\x1a')],
  ['Japanese with escapes', Buffer.from('line,\x1b$B@8;:\x1b(B\r\nL1,40\r\n')],
  ['separators of records and units', Buffer.from('line\x1fparts\x1eL1\x1f40\x1e')],
  [
    'a few bytes that were damaged',
    Buffer.from(`line,parts\n${'L1,40\n'.repeat(100)}\x02L2,\x0041\n`),
  ],
  ['a text that begins like bzip2', Buffer.from('BZh;parts\nL1;40\n')],
])('text is text: %s', async (_, bytes) => {
  expect(await refusal(bytes)).toBe('');
  expect(isText(bytes)).toBe(true);
});

it('one table says how files of each kind end', () => {
  expect(['a.CSV', 'b.tab', 'c.parquet', 'd.xlsx', 'e.csv.zst', 'f.zip'].every(isExportName)).toBe(
    true,
  );
  expect(['datapackage.json', 'query.sql', 'fetch.mjs', 'notes.md'].some(isExportName)).toBe(false);
  expect(withoutEnding('stops.xlsx')).toBe('stops');
  expect(new Set(SOURCE_KINDS.map(({ name }) => name)).size).toBe(SOURCE_KINDS.length);
  expect(kindOf(Buffer.from('a,b')).name).toBe('csv');
});
