import { escapeMarkup } from '#model/words/escapeMarkup.ts';
import { strToU8, zipSync } from 'fflate';
import type { CellValue } from './cellValue.ts';
import type { Grid } from './grid.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
/** Days between 1899-12-30, where a spreadsheet begins to count, and 1970. */
const EPOCH = 25_569;

/** The table as a workbook of typed cells (ECMA-376), with a sheet that says where it is from. */
export function sheetFile(grid: Grid, about: readonly (readonly [string, string])[]): Uint8Array {
  const formats = new Formats();
  const table = sheet([grid.head.map(asText), ...grid.rows], formats);
  const source = sheet(
    about.map((pair) => pair.map(asText)),
    formats,
  );
  const files: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPES}.worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="${TYPES}.worksheet+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${escaped(sheetName(grid.name))}" sheetId="1" r:id="rId1"/><sheet name="About this table" sheetId="2" r:id="rId2"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': table,
    'xl/worksheets/sheet2.xml': source,
    'xl/styles.xml': formats.styles(),
  };
  return zipSync(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(HEAD + text)])),
  );
}

/** Formats of numbers, each once; 0 is the plain one, 1 that of the head. */
class Formats {
  private readonly codes: string[] = [];

  of(code: string): number {
    const known = this.codes.indexOf(code);
    return (known < 0 ? this.codes.push(code) - 1 : known) + 2;
  }

  styles(): string {
    const codes = this.codes
      .map((code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${escaped(code)}"/>`)
      .join('');
    const formats = this.codes
      .map(
        (_, at) =>
          `<xf numFmtId="${164 + at}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
      )
      .join('');
    return `<styleSheet xmlns="${MAIN}">${codes && `<numFmts count="${this.codes.length}">${codes}</numFmts>`}<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${2 + this.codes.length}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>${formats}</cellXfs></styleSheet>`;
  }
}

function sheet(rows: readonly (readonly CellValue[])[], formats: Formats): string {
  const widths = (rows[0] ?? []).map((_, at) =>
    Math.min(60, Math.max(9, ...rows.map((row) => widthOf(row[at])))),
  );
  const columns = widths
    .map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`)
    .join('');
  const body = rows.map((row, at) => {
    const cells = row.map((cell, column) =>
      cellXml(cell, { isHead: at === 0, formats }, `${letters(column)}${at + 1}`),
    );
    return `<row r="${at + 1}">${cells.join('')}</row>`;
  });
  return `<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns}</cols><sheetData>${body.join('')}</sheetData></worksheet>`;
}

function cellXml(
  cell: CellValue,
  { isHead, formats }: { isHead: boolean; formats: Formats },
  at: string,
): string {
  if (cell.kind === 'empty') return '';
  if (cell.kind === 'text')
    return `<c r="${at}" t="inlineStr"${isHead ? ' s="1"' : ''}><is><t xml:space="preserve">${escaped(cell.text)}</t></is></c>`;
  if (cell.kind === 'day')
    return `<c r="${at}" s="${formats.of('yyyy\\-mm\\-dd')}"><v>${cell.day + EPOCH}</v></c>`;
  const isShare = cell.unit === '%';
  // A hundredth of what is written, without the noise of the division.
  const number = isShare ? Number((cell.number / 100).toPrecision(15)) : cell.number;
  return `<c r="${at}" s="${formats.of(formatOf(cell))}"><v>${number}</v></c>`;
}

function formatOf({ unit, decimals, isGrouped }: CellValue & { kind: 'number' }): string {
  const digits = `${isGrouped ? '#,##0' : '0'}${decimals > 0 ? `.${'0'.repeat(decimals)}` : ''}`;
  if (unit === '') return digits;
  return unit === '%' ? `${digits}%` : `${digits}" ${unit.replaceAll('"', '')}"`;
}

function asText(text: string): CellValue {
  return text === '' ? { kind: 'empty' } : { kind: 'text', text };
}

function widthOf(cell: CellValue | undefined): number {
  return cell?.kind === 'text' ? cell.text.length + 1 : 12;
}

/** A, B … Z, AA. */
function letters(column: number): string {
  const rest = String.fromCharCode(65 + (column % 26));
  return column < 26 ? rest : letters(Math.floor(column / 26) - 1) + rest;
}

/** At most 31 characters without `: \ / ? * [ ]`, and no apostrophe at an end: so Excel wants it. */
function sheetName(name: string): string {
  const plain = name.replaceAll(/[:\\/?*[\]]/g, ' ').replaceAll(/\s+/g, ' ');
  return plain.slice(0, 31).replaceAll(/^[' ]+|[' ]+$/g, '') || 'Table';
}

function escaped(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 cannot hold them
  return escapeMarkup(text.replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/g, ' '));
}
