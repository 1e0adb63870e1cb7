import type { Field } from './contract.ts';
import { parseDate, type DateFormat } from './table/date.ts';
import { parseNumber } from './table/number.ts';

/** A typed cell: text, number, or null where it is missing. Dates and timestamps stay ISO text. */
export type Cell = string | number | null;

/** What is wrong with a cell, and the rule that says so. */
export interface BadCell {
  problem: string;
  rule: string;
}

export type CellReader = (cell: string) => Cell | BadCell;

/** Reads the trimmed cells of one column, missing ones excepted, in the decimal mark and date format of that column. */
export function cellReader(field: Field, decimal: '.' | ',', format: DateFormat): CellReader {
  const { minimum, maximum } = field.constraints;
  const allowed = field.constraints.enum ? new Set(field.constraints.enum) : null;
  const within = (value: Cell): Cell | BadCell => {
    if (value !== null && minimum !== undefined && value < minimum) return { problem: `${field.name} is ${value}; at least ${minimum} is allowed`, rule: 'export/minimum' };
    if (value !== null && maximum !== undefined && value > maximum) return { problem: `${field.name} is ${value}; at most ${maximum} is allowed`, rule: 'export/maximum' };
    if (allowed && !allowed.has(String(value))) return { problem: `${field.name} is "${value}"; allowed are ${[...allowed].join(', ')}`, rule: 'export/enum' };
    return value;
  };
  if (field.type === 'number' || field.type === 'integer') {
    return (cell) => {
      const parsed = parseNumber(cell, decimal);
      if ('problem' in parsed) return { ...parsed, problem: `${field.name}: ${parsed.problem}`, rule: 'export/number' };
      if (field.type === 'integer' && !Number.isInteger(parsed.value)) return { problem: `${field.name} is ${cell}; whole numbers are allowed`, rule: 'export/integer' };
      return within(parsed.value);
    };
  }
  if (field.type === 'date' || field.type === 'datetime') {
    return (cell) => {
      const parsed = parseDate(cell, format);
      if ('problem' in parsed) return { ...parsed, problem: `${field.name}: ${parsed.problem}`, rule: 'export/date' };
      return within(field.type === 'datetime' && parsed.time !== undefined ? `${parsed.date}T${parsed.time}` : parsed.date);
    };
  }
  if (field.type === 'boolean') {
    return (cell) => (/^(true|yes|y|1|ja|oui|si|sí|wahr|x)$/i.test(cell) ? 'true' : /^(false|no|n|0|nein|non|falsch)$/i.test(cell) ? 'false' : { problem: `${field.name}: "${cell}" is not yes or no`, rule: 'export/boolean' });
  }
  return (cell) => within(cell);
}
