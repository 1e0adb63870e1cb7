import Papa from 'papaparse';
import { LoaderFault } from './program.ts';

/** Columns that say where a row was in the answer, and nothing of what was measured. */
const OF_THE_ANSWER = new Set(['', 'result', 'table', '_start', '_stop']);

/**
 * Annotated CSV of InfluxDB as one table (https://docs.influxdata.com/influxdb/cloud/reference/syntax/annotated-csv/): rows that begin
 * with # describe the columns of the tables below, an empty row ends a table, and an error comes as a table of its own.
 */
export function annotatedTable(text: string): { head: string[]; rows: string[][] } {
  const columns: string[] = [];
  const records: Map<string, string>[] = [];
  let head: string[] | null = null;
  for (const cells of Papa.parse<string[]>(text.trimEnd()).data) {
    if (cells.length <= 1 && (cells[0] ?? '').trim() === '') {
      head = null;
      continue;
    }
    if (cells[0]?.startsWith('#')) {
      // Annotations come before the names of the columns that they describe.
      head = null;
      continue;
    }
    if (head === null) {
      head = cells;
      for (const name of cells)
        if (!OF_THE_ANSWER.has(name) && !columns.includes(name)) columns.push(name);
      continue;
    }
    const record = new Map(head.map((name, at) => [name, cells[at] ?? '']));
    if (head.includes('error') && head.includes('reference'))
      throw new LoaderFault(`InfluxDB ended with an error: ${record.get('error')}`);
    records.push(record);
  }
  return {
    head: columns,
    rows: records.map((record) => columns.map((name) => record.get(name) ?? '')),
  };
}
