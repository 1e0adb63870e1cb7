import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BadSource } from '#ingest/source/part.ts';
import { openWorkbook, readable } from '#ingest/source/workbook/workbook.ts';
import { nearest, type Problem } from '#model/problem.ts';
import type { YamlFile } from '#ingest/content/yamlFile.ts';
import type { RowEdit } from '#ingest/whatIf/edits.ts';
import { withEntries } from './entries.ts';
import { readSheet, type SheetRow } from './readSheet.ts';
import { RECORD_SHEETS, type RecordSheet, UNREAD_SHEETS } from './sheets.ts';

/** Workbooks of records in the content folder; `~$` begins the file that a spreadsheet keeps while a workbook is open. */
export const isRecordBook = (name: string) => /^(?![~.]).*\.xlsx$/i.test(name);

/** A record of its own in a workbook, as if it had been a file. */
export interface BookRecord {
  id: string;
  yaml: YamlFile;
}

/** All that workbooks of a content folder hold. */
export class RecordBook {
  readonly problems: Problem[] = [];
  private readonly rows: SheetRow[] = [];
  private readonly used = new Set<SheetRow>();

  /** `edits`: what is in cells instead. */
  static async read(
    contentDir: string,
    label: string,
    edits: readonly RowEdit[] = [],
  ): Promise<RecordBook> {
    const book = new RecordBook();
    const names = await readdir(contentDir).catch((): string[] => []);
    for (const name of names.filter(isRecordBook).sort())
      book.add(`${label}/${name}`, await readFile(join(contentDir, name)));
    for (const edit of edits) book.write(edit);
    return book;
  }

  /** Reads the sheets of one workbook. */
  add(file: string, bytes: Uint8Array): void {
    try {
      this.addSheets(file, bytes);
    } catch (error) {
      if (!(error instanceof BadSource)) throw error;
      const { code, message, fix, allowed } = error;
      this.problems.push({
        severity: 'error',
        ...{ file, line: null, column: null, code, found: message, fix },
        ...(allowed === undefined ? {} : { allowed }),
      });
    }
  }

  private write({ file, kind, id, fields }: RowEdit): void {
    for (const [at, row] of this.rows.entries()) {
      const data = row.yaml.data as Record<string, unknown>;
      if (row.yaml.file !== file || !isOwn(row.sheet, kind) || data.id !== id) continue;
      const filled = Object.entries({ ...data, ...fields }).filter(
        ([, value]) => value !== undefined,
      );
      this.rows[at] = { ...row, yaml: { ...row.yaml, data: Object.fromEntries(filled) } };
    }
  }

  private addSheets(file: string, bytes: Uint8Array): void {
    const workbook = openWorkbook(bytes);
    for (const tab of workbook.tabs) {
      const named = (name: string) => name.toLowerCase() === tab.name.trim().toLowerCase();
      if (!tab.hasCells || tab.name.startsWith('_') || UNREAD_SHEETS.some(named)) continue;
      const content = readable(() => workbook.sheet(tab));
      const sheet = RECORD_SHEETS.find(({ name }) => named(name));
      if (sheet === undefined) {
        if (content.rows.some((row) => row.some((cell) => cell !== null && cell !== '')))
          this.problems.push(unknownSheet(file, tab.name));
        continue;
      }
      const { rows, problems } = readSheet(content, { file, sheet, tab: tab.name });
      this.rows.push(...rows);
      this.problems.push(...problems);
    }
  }

  /** The records of a kind that have a row of their own. One that is in two places is an error at the second. */
  records(
    kind: 'goal' | 'initiative' | 'roadmap',
    inFiles: ReadonlyMap<string, string>,
  ): BookRecord[] {
    const first = new Map(inFiles);
    return this.rows
      .filter(({ sheet }) => isOwn(sheet, kind))
      .flatMap((row): BookRecord[] => {
        const { id: written, ...data } = row.yaml.data as Record<string, unknown>;
        const id = typeof written === 'string' ? written : '';
        const place = row.yaml.at(['id']);
        const before = first.get(id);
        if (id !== '' && before !== undefined) {
          this.problems.push({
            ...{ code: 'content/duplicate-id', severity: 'error', file: row.yaml.file, ...place },
            found: `the ${kind} "${id}" is in ${before} as well`,
            fix: 'keep one of them: a record has one place',
          });
          return [];
        }
        first.set(id, `${row.yaml.file}, ${place.cell ?? ''}`);
        return [{ id, yaml: kind === 'roadmap' ? row.yaml : { ...row.yaml, data } }];
      });
  }

  /** The ids of the records of a kind, right or wrong. */
  ids(kind: 'goal' | 'initiative' | 'roadmap'): string[] {
    return this.rows
      .filter(({ sheet }) => isOwn(sheet, kind))
      .flatMap(({ yaml }) => {
        const { id } = yaml.data as { id?: unknown };
        return typeof id === 'string' ? [id] : [];
      });
  }

  /** A file with the entries that sheets have for it. */
  complete(kind: 'portfolio' | 'initiative', id: string, yaml: YamlFile): YamlFile {
    const rows = this.rows.filter(
      ({ sheet: { target }, yaml: row }) =>
        target.kind === kind &&
        ('list' in target || 'gate' in target) &&
        (kind === 'portfolio' || (row.data as { initiative?: unknown }).initiative === id),
    );
    if (rows.length === 0) return yaml;
    for (const row of rows) this.used.add(row);
    const { file, problems } = withEntries(yaml, rows);
    this.problems.push(...problems);
    return file;
  }

  /** Entries whose initiative is nowhere: nothing of a workbook is lost without a word. */
  unused(known: readonly string[]): Problem[] {
    return this.rows
      .filter(
        (row) => ('list' in row.sheet.target || 'gate' in row.sheet.target) && !this.used.has(row),
      )
      .map((row): Problem => {
        const { initiative } = row.yaml.data as { initiative?: unknown };
        const isPerson = row.sheet.target.kind === 'portfolio';
        const name = typeof initiative === 'string' ? initiative : '';
        const near = nearest(name, known);
        return {
          code: isPerson ? 'content/missing-file' : 'content/unknown-id',
          severity: 'error',
          file: row.yaml.file,
          ...row.yaml.at(['initiative']),
          found: isPerson
            ? 'there is no portfolio.yaml that this person could be in'
            : name === ''
              ? 'Initiative is missing'
              : `there is no initiative "${name}"`,
          ...(isPerson ? {} : { allowed: known.join(', ') || 'none is defined yet' }),
          fix: isPerson
            ? 'write content/portfolio.yaml'
            : near
              ? `did you mean "${near}"?`
              : 'correct the id, or add the initiative',
        };
      });
  }
}

function isOwn({ target }: RecordSheet, kind: string): boolean {
  return target.kind === kind && !('list' in target) && !('gate' in target);
}

function unknownSheet(file: string, name: string): Problem {
  const known = RECORD_SHEETS.map((sheet) => sheet.name);
  const near = nearest(name, known);
  return {
    code: 'records/unknown-sheet',
    severity: 'error',
    ...{ file, line: null, column: null },
    found: `nothing reads the sheet "${name}"`,
    allowed: known.join(', '),
    fix: near
      ? `did you mean "${near}"?`
      : `name it as in the template, or begin its name with an underscore where it is for people only: _${name}`,
  };
}
