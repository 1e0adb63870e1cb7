import iconv from 'iconv-lite';
import type { Row } from './rows.ts';

type Column =
  | 'period_start'
  | 'site'
  | 'line'
  | 'role'
  | 'numerator'
  | 'denominator'
  | 'value'
  | 'status'
  | 'as_of'
  | 'note';
/** An export as one system writes it. */
export type Layout = (rows: Row[]) => Buffer;

const NAMES: Record<string, string> = {
  ESK: 'Eskmoor',
  VEL: 'Vellbruck',
  TAR: 'Tarnholm',
  CMI: 'Carrow Mills',
  STN: 'San Telmo Norte',
};

/** Commas, UTF-8, carriage returns: what most tools write. */
export const plain: Layout = (rows) => utf8(delimited(rows, { end: '\r\n' }));

/** Semicolons and a decimal comma in the numerator. */
export const decimalComma: Layout = (rows) =>
  utf8(
    delimited(rows, {
      separator: ';',
      cell: (column, text) => (column === 'numerator' ? text.replace('.', ',') : text),
    }),
  );

/** Semicolons and days first, with dots. */
export const dayFirst: Layout = (rows) =>
  utf8(
    delimited(rows, {
      separator: ';',
      cell: (column, text) =>
        column === 'period_start' || column === 'as_of'
          ? text.split('-').reverse().join('.')
          : text,
    }),
  );

/** UTF-16 with tabs: "Unicode text" of a spreadsheet. */
export const unicodeText: Layout = (rows) =>
  iconv.encode(delimited(rows, { separator: '\t', end: '\r\n' }), 'utf16le', { addBOM: true });

/** A report of an older system: Windows-1252, two lines before the header, plants by name, a line of totals. */
export const report: Layout = (rows) => {
  const table = delimited(rows, {
    separator: ';',
    end: '\r\n',
    cell: (column, text) => (column === 'site' ? (NAMES[text] ?? text) : text),
  });
  const total = (column: 'numerator' | 'denominator') =>
    rows.reduce((sum, row) => sum + Number(row[column]), 0);
  return iconv.encode(
    `Qualitätsbericht Erstdurchlauf;;;;;\r\nMandant 100 – erstellt nachts;;;;;\r\n${table}Total;;${total('numerator')};${total('denominator')};;\r\n`,
    'win1252',
  );
};

/** A pivot: one row a month, two columns a plant. */
export const wide: Layout = (rows) => {
  const sites = [...new Set(rows.map((row) => row.site))];
  const header = [
    'period_start',
    'as_of',
    'status',
    ...sites.flatMap((site) => [`${NAMES[site]} / numerator`, `${NAMES[site]} / denominator`]),
  ];
  const months = [...new Set(rows.map((row) => row.start))].map((start) => {
    const found = rows.filter((row) => row.start === start);
    return [
      start,
      found[0]?.asOf,
      found[0]?.status ?? 'final',
      ...sites.flatMap((site) => {
        const one = found.find((row) => row.site === site);
        return [one?.numerator, one?.denominator];
      }),
    ];
  });
  return utf8([header, ...months].map((cells) => `${cells.join(',')}\r\n`).join(''));
};

function delimited(
  rows: Row[],
  { separator = ',', end = '\n', cell = (_: Column, text: string) => text },
): string {
  const has = (name: keyof Row) => rows.some((row) => row[name]);
  const columns: Column[] = [
    'period_start',
    'site',
    ...(has('line') ? (['line'] as const) : []),
    ...(has('role') ? (['role'] as const) : []),
    ...(has('value') ? (['value'] as const) : (['numerator', 'denominator'] as const)),
    'status',
    'as_of',
    ...(has('note') ? (['note'] as const) : []),
  ];
  const line = (cells: string[]) =>
    cells.map((text) => (text.includes(separator) ? `"${text}"` : text)).join(separator) + end;
  return (
    line(columns) +
    rows.map((row) => line(columns.map((column) => cell(column, text(row, column))))).join('')
  );
}

function text(row: Row, column: Column): string {
  if (column === 'period_start') return row.start;
  if (column === 'as_of') return row.asOf;
  if (column === 'status') return row.status ?? 'final';
  return row[column] ?? '';
}

const utf8 = (content: string) => Buffer.from(content, 'utf8');
