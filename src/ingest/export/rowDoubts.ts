import type { Doubt } from '#model/record/export.ts';
import type { Cell } from '#ingest/typed/cellReader.ts';
import type { Resource } from '#ingest/contract/contract.ts';
import type { TypedTable } from '#ingest/typed/typedTable.ts';

/** Rounding that a value may differ by from numerator over denominator. */
const TOLERANCE = 0.006;

/** Rows that something was found in: how many, and the first. */
interface Found {
  count: number;
  file: string;
  line: number;
}

/** Rows that contradict themselves: a value that is not numerator over denominator, a restatement without a reason. */
export interface Contradictions {
  wrong: Found;
  bare: Found;
}

/** Places of the columns that a contradiction shows in; null where the export has none of them. */
export interface ContradictionColumns {
  value: number;
  numerator: number;
  denominator: number;
  status: number;
  note: number;
}

export const noContradictions = (): Contradictions => ({
  wrong: { count: 0, file: '', line: 0 },
  bare: { count: 0, file: '', line: 0 },
});

export function contradictionColumns(entry: Resource): ContradictionColumns | null {
  const at = (name: string | undefined) =>
    entry.schema.fields.findIndex((field) => field.name === name);
  const [value, numerator, denominator] = [at('value'), at('numerator'), at('denominator')];
  const status = at(entry.trilens.status);
  const hasRatio = value >= 0 && numerator >= 0 && denominator >= 0;
  if (!hasRatio && status < 0) return null;
  return {
    value: hasRatio ? value : -1,
    numerator,
    denominator,
    status,
    note: at(entry.trilens.note ?? 'note'),
  };
}

/** Looks at one row; `cell` gives its cells by their place in the contract. */
export function lookAt(
  columns: ContradictionColumns,
  cell: (at: number) => Cell,
  file: string,
  line: number,
  found: Contradictions,
): void {
  if (
    columns.value >= 0 &&
    isWrong(cell(columns.value), cell(columns.numerator), cell(columns.denominator))
  )
    note(found.wrong, file, line);
  if (
    columns.status >= 0 &&
    cell(columns.status) === 'restated' &&
    (columns.note < 0 || String(cell(columns.note) ?? '').trim() === '')
  )
    note(found.bare, file, line);
}

export function contradictionsIn(rows: TypedTable['rows'], entry: Resource): Contradictions {
  const found = noContradictions();
  const columns = contradictionColumns(entry);
  if (columns)
    for (const { cells, file, line } of rows)
      lookAt(columns, (at) => cells[at] ?? null, file, line, found);
  return found;
}

/** What was found in several files, one after the other. */
export function joined(all: readonly Contradictions[]): Contradictions {
  const sum = noContradictions();
  for (const one of all) {
    for (const key of ['wrong', 'bare'] as const) {
      if (sum[key].count === 0) Object.assign(sum[key], one[key]);
      else sum[key].count += one[key].count;
    }
  }
  return sum;
}

/** Sentences name columns and lines, never cells. */
export function rowDoubts({ wrong, bare }: Contradictions): Doubt[] {
  const doubts: Doubt[] = [];
  if (wrong.count > 0)
    doubts.push({
      rule: 'export/arithmetic',
      sentence: `In ${wrong.count} row${wrong.count === 1 ? '' : 's'} value is not numerator over denominator; the first is ${wrong.file}:${wrong.line}.`,
    });
  if (bare.count > 0)
    doubts.push({
      rule: 'export/restated-unexplained',
      sentence: `${bare.count} restated row${bare.count === 1 ? ' names' : 's name'} no revision and reason; the first is ${bare.file}:${bare.line}.`,
    });
  return doubts;
}

function isWrong(stated: Cell, over: Cell, under: Cell): boolean {
  if (
    typeof stated !== 'number' ||
    typeof over !== 'number' ||
    typeof under !== 'number' ||
    under === 0
  )
    return false;
  // The numerator itself, a share, per cent or per thousand: whichever the column holds.
  return ![
    over / under,
    (100 * over) / under,
    (1000 * over) / under,
    (1e6 * over) / under,
    over,
  ].some((right) => Math.abs(stated - right) <= TOLERANCE * Math.max(1, Math.abs(right)));
}

function note(found: Found, file: string, line: number): void {
  found.count += 1;
  if (found.line > 0 && (file !== found.file || line > found.line)) return;
  found.file = file;
  found.line = line;
}
