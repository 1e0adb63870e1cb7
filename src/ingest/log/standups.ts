import { LENSES } from '#model/record/lens.ts';
import type { Standup } from '#model/record/standup.ts';
import type { ReadExport } from '#ingest/export/exports.ts';
import { parseBoolean } from '#ingest/table/boolean.ts';

export const STANDUP_COLUMNS = {
  initiative: 'initiative',
  date: 'date',
  held: 'held',
  business: 'business',
  it: 'it',
  ot: 'ot',
};

/** The standup log: one row for each meeting that was planned. `columns` renames columns, `initiatives` maps codes in the log to ids. */
export function standups(
  source: ReadExport,
  columns: Record<string, string>,
  initiatives: ReadonlyMap<string, string>,
): Standup[] {
  const at = new Map(
    Object.entries(STANDUP_COLUMNS).map(([field, name]) => [
      field,
      source.columns.indexOf(Object.hasOwn(columns, field) ? columns[field]! : name),
    ]),
  );
  return source.rows.flatMap(({ cells }) => {
    const cell = (field: keyof typeof STANDUP_COLUMNS) => cells[at.get(field) ?? -1] ?? null;
    const initiative = cell('initiative');
    const date = cell('date');
    if (initiative === null || date === null) return [];
    const held = cell('held');
    const attendance = Object.fromEntries(
      LENSES.map((lens) => [lens, Number(cell(lens) ?? 0)]),
    ) as Standup['attendance'];
    return [
      {
        initiative: initiatives.get(String(initiative)) ?? String(initiative),
        date: String(date).slice(0, 10),
        held: held === null || parseBoolean(String(held)) === 'true',
        attendance,
      },
    ];
  });
}
