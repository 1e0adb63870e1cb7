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

/**
 * Rows of which the seal does not fit the other cells, and all rows of a run of which one was taken out, by their line; a file
 * without the column of seals is refused.
 */
export function brokenSeals(
  table: Table,
  { trilens: { seal }, schema }: Resource,
): { broken: Map<number, Broken>; refused: Refused | null } {
  if (seal === undefined) return { broken: new Map(), refused: null };
  const place = placeOf(table, seal);
  if (place === -1) return { broken: new Map(), refused: noColumn(table, seal) };
  const broken = new Map<number, Broken>();
  const [of, number] = schema.primaryKey.map((name) => placeOf(table, name));
  const runs = new Map<string, Numbered[]>();
  for (const { line, cells } of table.rows) {
    const fits = sealed(cells, place);
    if (fits === null)
      broken.set(line, { column: seal, reason: unfit(cells, place, seal), rule: 'export/seal' });
    const run = of === undefined ? '' : (cells[of] ?? '').trim();
    const row = { line, number: Number(cells[number ?? -1]), isLast: fits === 'last' };
    // A changed row may be the last one.
    runs.set(run, [...(runs.get(run) ?? []), { ...row, isLast: row.isLast || fits === null }]);
  }
  if (of !== undefined && number !== undefined)
    for (const [run, rows] of runs)
      for (const [line, reason] of incomplete(run, rows))
        if (!broken.has(line)) broken.set(line, { column: seal, reason, rule: 'export/seal' });
  return { broken, refused: null };
}

interface Numbered {
  line: number;
  number: number;
  /** Sealed as the last row of its run. */
  isLast: boolean;
}

/** Rows of a run are numbered from 1, and the last one is sealed as such; where one is missing, none of them counts. */
function incomplete(run: string, rows: readonly Numbered[]): [number, string][] {
  const numbers = new Set(rows.map(({ number }) => number));
  const end = Math.max(...numbers);
  if (!Number.isInteger(end)) return [];
  const gap = Array.from({ length: end }, (_, index) => index + 1).find(
    (number) => !numbers.has(number),
  );
  const isCut = !rows.some(({ number, isLast }) => number === end && isLast);
  if (gap === undefined && !isCut) return [];
  const missing = gap === undefined ? `what follows row ${end}` : `row ${gap}`;
  return rows.map(({ line }) => [
    line,
    `${missing} of run ${run} was taken out after it was recorded`,
  ]);
}

function sealed(cells: readonly string[], place: number): 'last' | 'row' | null {
  const own = (cells[place] ?? '').trim().toLowerCase();
  const others = cells.filter((_, index) => index !== place);
  if (own === sealOf(others, false)) return 'row';
  return own === sealOf(others, true) ? 'last' : null;
}

const unfit = (cells: readonly string[], place: number, seal: string) =>
  (cells[place] ?? '').trim() === ''
    ? `${seal} is empty: the row was not written by a run`
    : `${seal} does not fit the row: a cell was changed after it was recorded`;

const placeOf = ({ header }: Table, name: string) =>
  header.findIndex((one) => oneSpaced(one) === oneSpaced(name));

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
