import type { QuarantinedRow } from '#model/record/export.ts';
import type { Resource } from '#ingest/contract/contract.ts';
import type { Cell } from '#ingest/typed/cellReader.ts';
import type { TypedTable } from '#ingest/typed/typedTable.ts';

type Row = TypedTable['rows'][number];
type Join = Resource['trilens']['joins'][number];

/** Rows of another export that columns are taken from. */
export interface Joined {
  entry: Resource;
  rows: readonly Row[];
}

/** Rows with columns of other exports by a key. A row whose key the other export does not have, or has with several answers, is quarantined: a guess would date or place it at random. */
export function withJoins(
  rows: Row[],
  entry: Resource,
  others: ReadonlyMap<string, Joined>,
): { rows: Row[]; quarantine: QuarantinedRow[] } {
  const quarantine: QuarantinedRow[] = [];
  let current = rows;
  for (const join of entry.trilens.joins) {
    const other = others.get(join.with);
    if (!other) continue;
    const answers = answersOf(join, other);
    const places = Object.keys(join.on).map((name) => placeOf(entry, name));
    current = current.flatMap((row) => {
      const key = keyOf(row.cells, places);
      const found = key === null ? undefined : answers.get(key);
      if (found && found !== SEVERAL) return [{ ...row, cells: [...row.cells, ...found] }];
      quarantine.push({
        file: row.file,
        line: row.line,
        column: Object.keys(join.on).join(', '),
        rule: 'export/join',
        reason:
          found === SEVERAL
            ? `${join.with} has several rows with the same ${Object.values(join.on).join(', ')}, and they differ in ${join.take.join(', ')}`
            : `${join.with} has no row with the same ${Object.values(join.on).join(', ')}`,
        raw: row.cells.join(','),
      });
      return [];
    });
  }
  return { rows: current, quarantine };
}

const SEVERAL: Cell[] = [];

/** What to take, by key; several rows of one key are one answer where they agree. */
function answersOf({ on, take }: Join, { entry, rows }: Joined): Map<string, Cell[]> {
  const places = Object.values(on).map((name) => placeOf(entry, name));
  const taken = take.map((name) => placeOf(entry, name));
  const answers = new Map<string, Cell[]>();
  for (const { cells } of rows) {
    const key = keyOf(cells, places);
    if (key === null) continue;
    const answer = taken.map((place) => cells[place] ?? null);
    const held = answers.get(key);
    if (held === undefined) answers.set(key, answer);
    else if (held !== SEVERAL && JSON.stringify(held) !== JSON.stringify(answer))
      answers.set(key, SEVERAL);
  }
  return answers;
}

function placeOf({ schema }: Resource, name: string): number {
  return schema.fields.findIndex((field) => field.name === name);
}

/** Numbers and texts that are written alike are the same key; an empty part is no key. */
function keyOf(cells: readonly Cell[], places: readonly number[]): string | null {
  const parts = places.map((place) => cells[place] ?? null);
  return parts.includes(null) ? null : JSON.stringify(parts.map(String));
}
