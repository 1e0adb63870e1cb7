import { BadSource } from '#ingest/source/part.ts';
import type { Shared } from './cell.ts';
import { Package } from './package.ts';
import { isTrue, readSheet, type Sheet } from './sheet.ts';
import { readStrings } from './strings.ts';
import { readStyles } from './styles.ts';
import { parseXml } from './xml.ts';

/** A sheet as the tabs of the workbook name it. */
export interface Tab {
  name: string;
  isHidden: boolean;
  /** A chart sheet holds no cells. */
  hasCells: boolean;
  part: string;
}

/** A workbook of which the sheets are read when they are asked for. */
export class Workbook {
  readonly tabs: readonly Tab[];
  readonly #package: Package;
  readonly #shared: Shared;
  /** Formulas are computed when the file is opened, so that what is stored need not be a result. */
  readonly #computesOnLoad: boolean;

  constructor(bytes: Uint8Array) {
    this.#package = new Package(bytes);
    const main = [...this.#package.relations('').values()].find(
      ({ type }) => type === 'officeDocument',
    );
    const part = main?.target ?? 'xl/workbook.xml';
    const xml = this.#package.text(part);
    if (xml === null) throw new Error(`it has no part ${part}`);
    const relations = this.#package.relations(part);
    const { tabs, from1904, computesOnLoad } = readBook(xml, relations);
    this.tabs = tabs;
    this.#computesOnLoad = computesOnLoad;
    const target = (type: string) =>
      [...relations.values()].find((relation) => relation.type === type)?.target;
    const text = (path: string | undefined) =>
      path === undefined ? null : this.#package.text(path);
    this.#shared = {
      from1904,
      strings: readStrings(text(target('sharedStrings'))),
      styles: readStyles(text(target('styles'))),
    };
  }

  /** With `rows` no more than so many are read. */
  sheet({ part, name }: Tab, rows?: number): Sheet {
    const xml = this.#package.text(part);
    if (xml === null) throw new Error(`the part ${part} of the sheet "${name}" is missing`);
    const sheet = readSheet(xml, this.#shared, rows);
    // Programs that compute nothing store 0 for every formula.
    if (this.#computesOnLoad && sheet.zeroFormulas.length === sheet.formulas)
      for (const { row, column } of sheet.zeroFormulas)
        sheet.rows[row]![column] = { kind: 'failed', text: '' };
    return sheet;
  }
}

function readBook(xml: string, relations: ReturnType<Package['relations']>) {
  const tabs: Tab[] = [];
  // Extensions repeat the names of elements with other attributes; the first is the one of the format.
  let from1904: boolean | null = null;
  let computesOnLoad: boolean | null = null;
  parseXml(xml, {
    open: (name, attributes) => {
      if (name === 'workbookPr') from1904 ??= isTrue(attributes().date1904);
      else if (name === 'calcPr') computesOnLoad ??= isTrue(attributes().fullCalcOnLoad);
      else if (name === 'sheet') {
        const { name = '', id = '', state } = attributes();
        const relation = relations.get(id);
        tabs.push({
          name,
          isHidden: state === 'hidden' || state === 'veryHidden',
          hasCells: relation?.type === 'worksheet',
          part: relation?.target ?? '',
        });
      }
    },
  });
  return { tabs, from1904: from1904 ?? false, computesOnLoad: computesOnLoad ?? false };
}

/** Opens a workbook, or says why it cannot be read. */
export function openWorkbook(bytes: Uint8Array): Workbook {
  return readable(() => new Workbook(bytes));
}

export function readable<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof BadSource) throw error;
    throw new BadSource(
      'export/damaged-workbook',
      `this workbook cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      'the workbook cannot be read',
      'open it in a spreadsheet, save it again as .xlsx, or export CSV',
    );
  }
}
