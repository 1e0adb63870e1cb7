import type { Doubt } from '#model/export.ts';
import type { Resource } from './contract.ts';
import type { TypedTable } from './typedTable.ts';

/** Rounding that a value may differ by from numerator over denominator. */
const TOLERANCE = 0.006;

/** Rows that contradict themselves: a value that is not numerator over denominator, a restatement without a reason. Sentences name columns and lines, never cells. */
export function rowDoubts(rows: TypedTable['rows'], entry: Resource): Doubt[] {
  const columns = entry.schema.fields.map((field) => field.name);
  return [...wrongValues(rows, columns), ...unexplained(rows, columns, entry)];
}

function wrongValues(rows: TypedTable['rows'], columns: string[]): Doubt[] {
  const [value, numerator, denominator] = ['value', 'numerator', 'denominator'].map((name) => columns.indexOf(name)) as [number, number, number];
  if (value < 0 || numerator < 0 || denominator < 0) return [];
  const wrong = rows.filter(({ cells }) => {
    const [stated, over, under] = [cells[value], cells[numerator], cells[denominator]];
    if (typeof stated !== 'number' || typeof over !== 'number' || typeof under !== 'number' || under === 0) return false;
    // The numerator itself, a share, per cent or per thousand: whichever the column holds.
    return ![over / under, (100 * over) / under, (1000 * over) / under, (1e6 * over) / under, over].some((right) => Math.abs(stated - right) <= TOLERANCE * Math.max(1, Math.abs(right)));
  });
  const first = wrong[0];
  return first ? [{ rule: 'export/arithmetic', sentence: `In ${wrong.length} row${wrong.length === 1 ? '' : 's'} value is not numerator over denominator; the first is ${first.file}:${first.line}.` }] : [];
}

function unexplained(rows: TypedTable['rows'], columns: string[], { trilens }: Resource): Doubt[] {
  const status = trilens.status === undefined ? -1 : columns.indexOf(trilens.status);
  if (status < 0) return [];
  const note = columns.indexOf(trilens.note ?? 'note');
  const bare = rows.filter(({ cells }) => cells[status] === 'restated' && (note < 0 || String(cells[note] ?? '').trim() === ''));
  const first = bare[0];
  return first ? [{ rule: 'export/restated-unexplained', sentence: `${bare.length} restated row${bare.length === 1 ? ' names' : 's name'} no revision and reason; the first is ${first.file}:${first.line}.` }] : [];
}
