import type { Metric } from '#model/record/metric.ts';
import { dateColumn, type PlacedResource } from './contract.ts';

/**
 * A contract that says which column dates a row: its own word, else that of its metrics, of several the one that most of
 * them name. A due date that stands before the date of the order would call orders of today rows of the future.
 */
export function datedBy(entry: PlacedResource, metrics: readonly Metric[]): PlacedResource {
  if (entry.trilens.date !== undefined) return entry;
  const dates = entry.schema.fields
    .filter(({ type }) => type === 'date' || type === 'datetime')
    .map(({ name }) => name);
  const named = metrics
    .filter(({ export: of, value }) => of === entry.name && value.kind !== 'formula')
    .map(({ date }) => date)
    .filter((date) => dates.includes(date) && date !== entry.trilens.vintage);
  const count = (column: string) => named.filter((name) => name === column).length;
  const [first] = dates.filter((name) => count(name) > 0).sort((a, b) => count(b) - count(a));
  return first === undefined || first === dateColumn(entry)
    ? entry
    : { ...entry, trilens: { ...entry.trilens, date: first } };
}
