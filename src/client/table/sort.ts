import { compareCells } from './cellValue.ts';
import { isOurs, readCell, rowGroups, type RowGroup } from './tableRows.ts';

type Direction = 'ascending' | 'descending';

/** The order in which the page was written, which the third press brings back. */
const written = new WeakMap<HTMLTableSectionElement, RowGroup[]>();

/** Orders a table by a column: up, down, and as it was written. */
export function sortBy(
  table: HTMLTableElement,
  heads: readonly HTMLElement[],
  column: number,
): void {
  const head = heads[column];
  const before = head?.getAttribute('aria-sort');
  const next: Direction | null =
    before === 'ascending' ? 'descending' : before === 'descending' ? null : 'ascending';
  sortAs(table, heads, { column, direction: next });
}

export function sortAs(
  table: HTMLTableElement,
  heads: readonly HTMLElement[],
  { column, direction }: { column: number; direction: Direction | null },
): void {
  for (const head of heads) head.removeAttribute('aria-sort');
  if (direction) heads[column]?.setAttribute('aria-sort', direction);
  const ours = isOurs(table);
  for (const part of table.tBodies) {
    const groups = written.get(part) ?? rowGroups(part);
    if (!groups) continue;
    written.set(part, groups);
    part.append(...ordered(groups, { column, direction, ours }).flatMap(({ rows }) => rows));
  }
}

function ordered(
  groups: readonly RowGroup[],
  { column, direction, ours }: { column: number; direction: Direction | null; ours: boolean },
): readonly RowGroup[] {
  if (!direction) return groups;
  const keyed = groups.map((group) => ({
    group,
    value: readCell(group.lead.cells[column], ours).value,
  }));
  const sign = direction === 'ascending' ? 1 : -1;
  return keyed
    .toSorted(({ value: a }, { value: b }) =>
      a.kind === b.kind && a.kind !== 'empty' ? sign * compareCells(a, b) : compareCells(a, b),
    )
    .map(({ group }) => group);
}
