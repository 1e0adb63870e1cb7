import readXlsxFile from 'read-excel-file/universal';
import { nearest } from '#model/problem.ts';
import { inflate } from './archive.ts';
import { BadSource, type SourceCell } from './part.ts';

/** XML of a sheet is some ten times the table in it. */
const MAX_XML = 128 * 2 ** 20;
/** Rows times columns of the rectangle that holds every cell: one stray cell at the far end makes it huge. */
const MAX_CELLS = 20_000_000;

/** The rows of one sheet; row 1 of the sheet is the first. Dates are dates, numbers numbers, formulas their last result. */
export async function readWorkbook(
  bytes: Uint8Array,
  wanted?: string | number,
): Promise<{ rows: SourceCell[][]; notes: string[] }> {
  refuseBomb(bytes);
  const sheets = await readXlsxFile(new Blob([bytes as Uint8Array<ArrayBuffer>]), {
    trim: false,
  }).catch((error: unknown) => {
    throw new BadSource(
      'export/damaged-workbook',
      `this workbook cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      'the workbook cannot be read',
      'open it in a spreadsheet, save it again as .xlsx, or export CSV',
    );
  });
  const names = sheets.map((sheet) => sheet.sheet);
  const at =
    wanted === undefined ? 0 : typeof wanted === 'number' ? wanted - 1 : names.indexOf(wanted);
  const sheet = sheets[at];
  if (!sheet) {
    const near = typeof wanted === 'string' ? nearest(wanted, names) : null;
    throw new BadSource(
      'export/unknown-sheet',
      `the workbook has no sheet ${JSON.stringify(wanted)}`,
      'the workbook lacks the sheet that the contract names',
      near ? `did you mean "${near}"?` : 'correct trilens.sheet',
      names.join(', '),
    );
  }
  return {
    rows: sheet.data as unknown as SourceCell[][],
    notes:
      sheets.length > 1 || wanted !== undefined
        ? [`sheet "${sheet.sheet}" of ${sheets.length}`]
        : [],
  };
}

/** Looks at what the workbook expands to, and how far out its cells lie, before a parser builds it up. */
function refuseBomb(bytes: Uint8Array): void {
  for (const member of inflate(
    bytes,
    (name) => name.startsWith('xl/') && name.endsWith('.xml'),
    MAX_XML,
  )) {
    if (!member.name.startsWith('xl/worksheets/')) continue;
    const xml = Buffer.from(member.bytes.buffer, member.bytes.byteOffset, member.bytes.byteLength);
    let rows = 0;
    let columns = 0;
    // In pieces that overlap by more than a reference is long.
    for (let from = 0; from < xml.length; from += 1_000_000) {
      for (const [, letters = '', row = '0'] of xml
        .toString('latin1', from, from + 1_000_020)
        .matchAll(/<c r="([A-Z]{1,4})(\d{1,9})"/g)) {
        rows = Math.max(rows, Number(row));
        columns = Math.max(columns, columnNumber(letters));
      }
    }
    if (rows * columns > MAX_CELLS)
      throw new BadSource(
        'export/sheet-too-large',
        `a sheet of the workbook reaches to row ${rows} and column ${columns}; at most ${MAX_CELLS} cells are read`,
        'a sheet of the workbook is too large',
        'delete the stray cells far out, or save the sheet as CSV',
      );
  }
}

function columnNumber(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}
