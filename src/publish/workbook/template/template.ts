import { strFromU8, strToU8 } from 'fflate';
import type { ColumnHelp } from '#ingest/records/columnHelp.ts';
import type { RecordSheet } from '#ingest/records/sheets.ts';
import { columnName } from '#ingest/source/workbook/sheet.ts';
import { type SheetTable, workbook } from '#publish/workbook/workbook.ts';

/** A sheet of the template with what its columns mean. */
interface TemplateSheet {
  sheet: RecordSheet;
  help: readonly ColumnHelp[];
}

/** Rows of a sheet that have lists and notes. */
const ROWS = 1000;
/** The format "text", so that a spreadsheet makes no date of 2026-10 (ECMA-376 part 1, 18.8.30). */
const TEXT_FORMAT = 49;
const DATE_FORMAT = 14;

/**
 * An empty workbook of records: a sheet for each kind with a list of the allowed values in its cells, a note at each cell, a sheet
 * that explains all columns, and one with the lists.
 */
export async function templateBook(
  sheets: readonly TemplateSheet[],
  day: string,
): Promise<Uint8Array> {
  const lists = sheets.flatMap(({ help }) => help.filter(({ values }) => values.length > 0));
  const tables: SheetTable[] = [
    ...sheets.map(({ sheet, help }) => ({
      name: sheet.name,
      head: help.map(({ column }) => column.title + (column.isNeeded ? ' *' : '')),
      rows: [],
    })),
    notesOf(sheets),
    listsOf(lists),
  ];
  return workbook(tables, day, (files) => withHelp(files, sheets, lists));
}

function notesOf(sheets: readonly TemplateSheet[]): SheetTable {
  return {
    name: 'Notes',
    head: ['Sheet', 'Column', 'Needed', 'What it is', 'Allowed'],
    rows: [
      ...sheets.flatMap(({ sheet, help }) => [
        [sheet.name, null, null, `${sheet.says}.`, null],
        ...help.map(({ column, says, values }) => [
          sheet.name,
          column.title,
          column.isNeeded ? 'yes' : 'no',
          says,
          values.length > 0 ? values.join(', ') : KINDS[column.kind],
        ]),
      ]),
      [
        'any',
        '(notes)',
        'no',
        'A column whose name is in brackets is for people and is not read, and neither is a sheet whose name begins with an underscore.',
        null,
      ],
    ],
  };
}

const KINDS = {
  text: 'a text',
  list: 'names with commas between them',
  number: 'a number',
  date: 'a date',
  period: '2026-10, 2026-Q4 or 2026-10-07',
  until: '2026-10, 2026-Q4 or 2026-10-07',
} as const;

function listsOf(lists: readonly ColumnHelp[]): SheetTable {
  const longest = Math.max(0, ...lists.map(({ values }) => values.length));
  return {
    name: 'Lists',
    head: lists.map(({ column }) => column.title),
    rows: Array.from({ length: longest }, (_, row) => lists.map(({ values }) => values[row])),
  };
}

/** The files of the workbook with formats and validations, which the writer of workbooks does not have. */
function withHelp(
  files: Record<string, Uint8Array>,
  sheets: readonly TemplateSheet[],
  lists: readonly ColumnHelp[],
): Record<string, Uint8Array> {
  const styles = strFromU8(files['xl/styles.xml'] ?? new Uint8Array());
  const known = Number(/<cellXfs count="(\d+)"/.exec(styles)?.[1] ?? 0);
  const formats = { text: known, date: known + 1 };
  const changed: Record<string, Uint8Array> = {
    'xl/styles.xml': strToU8(withFormats(styles, known)),
  };
  for (const [at, { help }] of sheets.entries()) {
    const name = `xl/worksheets/sheet${at + 1}.xml`;
    const xml = strFromU8(files[name] ?? new Uint8Array());
    changed[name] = strToU8(
      withColumns(xml, help, formats).replace(
        '</sheetData>',
        `</sheetData>${validations(help, lists)}`,
      ),
    );
  }
  return { ...files, ...changed };
}

function withFormats(styles: string, known: number): string {
  const format = (id: number) =>
    `<xf numFmtId="${id}" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"/>`;
  return styles
    .replace(/<cellXfs count="\d+"/, `<cellXfs count="${known + 2}"`)
    .replace('</cellXfs>', `${format(TEXT_FORMAT)}${format(DATE_FORMAT)}</cellXfs>`);
}

function withColumns(
  xml: string,
  help: readonly ColumnHelp[],
  { text, date }: { text: number; date: number },
): string {
  let at = -1;
  return xml.replaceAll(/<col ([^>]*?)\/>/g, (_, attributes: string) => {
    at++;
    const kind = help[at]?.column.kind;
    if (kind === undefined || kind === 'number') return `<col ${attributes}/>`;
    return `<col ${attributes.trim()} style="${kind === 'date' ? date : text}"/>`;
  });
}

/** A list may be left for another value where a cell holds several; what is wrong is reported when the workbook is read. */
function validations(help: readonly ColumnHelp[], lists: readonly ColumnHelp[]): string {
  const rules = help.map(({ column, says, values }, at) => {
    const cells = `${columnName(at)}2:${columnName(at)}${ROWS + 1}`;
    const note = `showInputMessage="1" promptTitle="${attribute(column.title, 32)}" prompt="${attribute(says, 255)}"`;
    const list = lists.findIndex((one) => one.column === column);
    if (values.length === 0) return `<dataValidation allowBlank="1" ${note} sqref="${cells}"/>`;
    const stops = column.kind === 'list' ? '' : ' showErrorMessage="1"';
    const place = `Lists!$${columnName(list)}$2:$${columnName(list)}$${values.length + 1}`;
    return `<dataValidation type="list" allowBlank="1"${stops} ${note} sqref="${cells}"><formula1>${place}</formula1></dataValidation>`;
  });
  return `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`;
}

/** At most so many letters, as the format allows, without signs that end an attribute. */
function attribute(text: string, most: number): string {
  const short = text.length > most ? `${text.slice(0, most - 1)}…` : text;
  return short.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
