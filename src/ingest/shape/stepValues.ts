import type { Resource } from '#ingest/contract/contract.ts';
import { oneSpaced } from '#ingest/table/heading.ts';
import type { Table } from '#ingest/table/rows.ts';

type Step = Resource['trilens']['steps'][number];

/** That a step asks for a value which the rows write otherwise, and so passes them by; null where it does not. */
export function passedBy(step: Step, at: number, table: Table): string | null {
  const asked = 'leaveOut' in step ? step.leaveOut : 'keepOnly' in step ? step.keepOnly : null;
  if (asked === null) return null;
  const place = table.header.indexOf(asked.column);
  const counts = new Map<string, number>();
  for (const { cells } of table.rows) {
    const cell = cells[place]?.trim() ?? '';
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  for (const value of asked.values) {
    const near = [...counts.keys()].find(
      (cell) => !asked.values.includes(cell) && folded(cell) === folded(value),
    );
    if (near === undefined) continue;
    const count = counts.get(near)!;
    const does = 'leaveOut' in step ? 'leaves out' : 'keeps';
    return `Step ${at + 1} of the contract ${does} rows where ${asked.column} is "${value}", and ${count} ${count === 1 ? 'row has' : 'rows have'} "${near}", which it passes by.`;
  }
  return null;
}

const folded = (text: string) => oneSpaced(text).toLowerCase();
