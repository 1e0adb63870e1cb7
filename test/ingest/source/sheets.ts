import { strToU8, zipSync } from 'fflate';
import { openSource } from '#ingest/source/open.ts';
import { freeRead, type FreePart } from '#ingest/freeRead.ts';
import type { Source } from '#ingest/source/source.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** A workbook in the words of the file format: what a sheet holds, and what its styles and its book say. */
export interface Written {
  /** What is within each `sheetData`. */
  sheets: Record<string, string>;
  /** Number formats; style 1 is the first of them. */
  formats?: string[];
  strings?: string[];
  /** Behind the cells of each sheet. */
  after?: string;
  /** Before the sheets of the book, and behind them. */
  book?: string;
  extensions?: string;
  /** By sheet: `state="hidden"` and the like. */
  attributes?: Record<string, string>;
  kinds?: Record<string, 'worksheet' | 'chartsheet'>;
  /** Renames the parts. */
  place?: (path: string) => string;
}

export function written(about: Written): Uint8Array {
  const names = Object.keys(about.sheets);
  const rel = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const rels = (inner: string) => `<Relationships xmlns="${PACKAGE}">${inner}</Relationships>`;
  const formats = about.formats ?? [];
  const files: Record<string, string> = {
    '_rels/.rels': rels(rel('r1', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${about.book ?? ''}<sheets>${names.map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" ${about.attributes?.[name] ?? ''} r:id="r${at + 1}"/>`).join('')}</sheets>${about.extensions ?? ''}</workbook>`,
    'xl/_rels/workbook.xml.rels': rels(
      names
        .map((name, at) =>
          rel(`r${at + 1}`, about.kinds?.[name] ?? 'worksheet', `worksheets/sheet${at + 1}.xml`),
        )
        .join('') +
        rel('s', 'styles', 'styles.xml') +
        (about.strings ? rel('t', 'sharedStrings', 'sharedStrings.xml') : ''),
    ),
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><numFmts>${formats.map((code, at) => `<numFmt numFmtId="${200 + at}" formatCode="${escaped(code)}"/>`).join('')}</numFmts><cellXfs><xf numFmtId="0"/>${formats.map((_, at) => `<xf numFmtId="${200 + at}"/>`).join('')}</cellXfs></styleSheet>`,
  };
  if (about.strings)
    files['xl/sharedStrings.xml'] =
      `<sst xmlns="${MAIN}">${about.strings.map((text) => `<si>${text}</si>`).join('')}</sst>`;
  for (const [at, name] of names.entries())
    files[`xl/worksheets/sheet${at + 1}.xml`] =
      `<worksheet xmlns="${MAIN}"><sheetData>${about.sheets[name]}</sheetData>${about.after ?? ''}</worksheet>`;
  const place = about.place ?? ((path: string) => path);
  return zipSync(
    Object.fromEntries(Object.entries(files).map(([path, text]) => [place(path), strToU8(text)])),
  );
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}

/** A cell with a text in itself, or a number, with a style. */
export function cell(at: string, value: string | number, style = 0): string {
  return typeof value === 'number'
    ? `<c r="${at}" s="${style}"><v>${value}</v></c>`
    : `<c r="${at}" t="inlineStr"><is><t>${escaped(value)}</t></is></c>`;
}

export function row(number: number, ...cells: string[]): string {
  return `<row r="${number}">${cells.join('')}</row>`;
}

function source(bytes: Uint8Array, name = 'file'): Source {
  return { kind: 'file', label: name, path: name, bytes, sha256: '' };
}

/** What `read` makes of a file: its header and rows, and what was detected. */
export async function table(bytes: Uint8Array, sheet?: string) {
  const [part] = await freeRead(source(bytes), { sheet });
  const { tables, detected } = part as FreePart;
  return {
    header: tables[0]?.header,
    rows: tables[0]?.rows.map(({ cells }) => cells),
    detected: detected.join('; '),
  };
}

/** The message that a file is refused with. */
export async function refusal(bytes: Uint8Array): Promise<string> {
  return openSource(source(bytes), { columns: null, columnMap: {} }).then(
    () => '',
    (error: Error) => error.message,
  );
}
