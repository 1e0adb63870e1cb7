import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { csvOf } from '#ingest/table/csv.ts';
import { decode } from '#ingest/table/encoding/decode.ts';
import { readText } from '#ingest/table/readText.ts';

interface Style {
  delimiter: string;
  quote: string;
  escape: 'double' | 'backslash';
  end: string;
  always: boolean;
  encoding: string;
  bom: boolean;
  last: boolean;
}

const style: fc.Arbitrary<Style> = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|', '||', ', '),
  quote: fc.constantFrom('"', "'"),
  escape: fc.constantFrom('double' as const, 'backslash' as const),
  end: fc.constantFrom('\n', '\r\n', '\r'),
  always: fc.boolean(),
  encoding: fc.constantFrom('utf-8', 'utf-16le', 'utf-16be', 'windows-1252'),
  bom: fc.boolean(),
  last: fc.boolean(),
});

// Texts as exports hold them, with every character that means something to a reader of CSV.
const words = fc.constantFrom(
  'Lüfter',
  'Öl läuft',
  'motor, left',
  'a;b',
  'half|half',
  'say "stop"',
  "fitter's kit",
  '5" pipe',
  'C:\\dir',
  'two\nlines',
  'A',
  'ok',
  '',
  ' spaced ',
  '#1',
  '=1+1',
  'x\ty',
);
const text = fc.oneof(
  { weight: 3, arbitrary: words },
  fc.stringMatching(/^[A-Za-z ]{1,12}$/).filter((cell) => cell === cell.trim()),
);
const table = fc
  .array(
    fc.tuple(
      fc.date({ min: new Date('2020-01-01'), max: new Date('2027-01-01'), noInvalidDate: true }),
      text,
      fc.integer({ min: 0, max: 9999 }),
      text,
    ),
    { minLength: 5, maxLength: 30 },
  )
  .map((rows) => [
    ['day', 'what', 'pieces', 'note'],
    ...rows.map(([day, what, pieces, note]) => [
      day.toISOString().slice(0, 10),
      what,
      String(pieces),
      note,
    ]),
  ]);

function write(rows: readonly (readonly string[])[], style: Style): Buffer {
  const { delimiter, quote, end } = style;
  const cell = (value: string) => {
    const needs =
      style.always ||
      value.includes(delimiter) ||
      value.includes(quote) ||
      /[\r\n\\]|^\s|\s$|[,;|\t]/.test(value);
    const inside =
      style.escape === 'double'
        ? value.replaceAll(quote, quote + quote)
        : value.replaceAll(/[\\]/g, '\\\\').replaceAll(quote, `\\${quote}`);
    return needs ? quote + inside + quote : value;
  };
  const body = rows.map((row) => row.map(cell).join(delimiter)).join(end) + (style.last ? end : '');
  return iconv.encode(body, style.encoding, {
    addBOM: style.bom && style.encoding.startsWith('utf'),
  });
}

/** A dialect shows itself only where it is used; where it is not, there is nothing to tell it by. */
function shows(rows: readonly (readonly string[])[], style: Style): boolean {
  const quotes = rows.flat().filter((cell) => cell.includes(style.quote)).length;
  const slashes = rows.flat().filter((cell) => cell.includes('\\')).length;
  return (
    style.escape === 'double' || (quotes >= 1 && slashes === 0) || (quotes === 0 && slashes === 0)
  );
}

describe('writing any table in any dialect and encoding, and reading it without being told, gives it back', () => {
  it('each way of writing', () => {
    fc.assert(
      fc.property(table, style, (rows, how) => {
        fc.pre(shows(rows, how));
        const { text: decoded } = decode(write(rows, how));
        const read = readText(decoded);
        const [main] = read.tables;
        expect([main?.header, ...(main?.rows.map((row) => row.cells) ?? [])]).toEqual(rows);
        expect(read.rowsIn).toBe(rows.length - 1);
      }),
      { numRuns: 500 },
    );
  });
  it('what the reader writes, it reads back', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const [main] = readText(csvOf(rows)).tables;
        expect([main?.header, ...(main?.rows.map((row) => row.cells) ?? [])]).toEqual(rows);
      }),
      { numRuns: 300 },
    );
  });
});

describe('for any text at all', () => {
  it('nothing is lost or thrown: every record is a header, a row of a table, or ignored with a reason', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '"',
        "'",
        ',',
        ';',
        '\t',
        '\n',
        '\r',
        '\r\n',
        '""',
        '\\',
        ' ',
        'a',
        '1',
        '2026-01-05',
        'Total',
        '#',
        '|',
        '\u2028',
        '😀',
      ),
      fc.string({ maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 80 }), (pieces) => {
        const source = pieces.join('');
        const read = readText(source);
        expect(
          read.tables.reduce((sum, one) => sum + one.rows.length, 0) + read.ignored.length,
        ).toBe(read.rowsIn);
        // Every letter and digit of the file stands in some cell, some header or some ignored record.
        const kept = [
          ...read.tables.flatMap((one) => [
            ...(one.header ?? []),
            ...one.rows.flatMap((row) => row.cells),
          ]),
          ...read.ignored.map((row) => row.raw),
        ].join('');
        for (const char of new Set(source.match(/[a-zA-Z0-9]/g) ?? []))
          expect(kept).toContain(char);
      }),
      { numRuns: 1000 },
    );
  });
});
