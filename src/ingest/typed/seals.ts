import { sealOf } from '#model/run/seal.ts';
import { nearest } from '#model/problem.ts';
import type { Resource } from '#ingest/contract/contract.ts';
import { oneSpaced } from '#ingest/table/heading.ts';
import type { Table } from '#ingest/table/rows.ts';
import type { Refused } from './refused.ts';

interface Broken {
  column: string;
  reason: string;
  rule: string;
}

/** Rows of which the seal does not fit the other cells, by their line; a file without the column of seals is refused. */
export function brokenSeals(
  table: Table,
  { trilens: { seal } }: Resource,
): { broken: Map<number, Broken>; refused: Refused | null } {
  const broken = new Map<number, Broken>();
  if (seal === undefined) return { broken, refused: null };
  const place = table.header.findIndex((name) => oneSpaced(name) === oneSpaced(seal));
  if (place === -1) return { broken, refused: noColumn(table, seal) };
  for (const { line, cells } of table.rows) {
    const own = (cells[place] ?? '').trim();
    if (own.toLowerCase() === sealOf(cells.filter((_, index) => index !== place))) continue;
    const reason =
      own === ''
        ? `${seal} is empty: the row was not written by a run`
        : `${seal} does not fit the row: a cell was changed after it was recorded`;
    broken.set(line, { column: seal, reason, rule: 'export/seal' });
  }
  return { broken, refused: null };
}

function noColumn({ header, headerLine }: Table, seal: string): Refused {
  const near = nearest(seal, header);
  return {
    code: 'export/header',
    line: headerLine,
    found: `the contract names "${seal}" as the column of seals, which the file does not have`,
    allowed: header.slice(0, 20).join(', '),
    fix: near
      ? `did you mean "${near}"?`
      : 'correct trilens.seal, or send the file as it was recorded',
  };
}
