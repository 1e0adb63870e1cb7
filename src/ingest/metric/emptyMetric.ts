import { listOf } from '#model/words/format.ts';
import { namedColumns } from '#model/metric/namedColumns.ts';
import type { Metric } from '#model/record/metric.ts';
import type { Observations } from '#model/record/observation.ts';
import type { IsoDate } from '#model/time/date.ts';
import type { ReadExport } from '#ingest/export/exports.ts';
import { familyKey } from '#ingest/tally/family.ts';
import type { Unmatched } from './unmatched.ts';

/** Why a metric has no value though its export has rows; null where it has one, or where every row is of a later day. */
export function emptyMetric(
  metric: Metric,
  observed: Observations,
  source: ReadExport,
  asOf: IsoDate,
): Unmatched | null {
  const { digest, report } = source;
  if (observed.latest.length > 0 || observed.parts !== undefined || digest.rows === 0) return null;
  const groups = source.tallies.get(familyKey(metric, report.contract))?.groups() ?? [];
  if (groups.length > 0 && groups.every(({ day }) => day > asOf)) return null;
  const rows = `${digest.rows} ${digest.rows === 1 ? 'row' : 'rows'}`;
  const why =
    groups.length > 0
      ? { at: ['value'], words: `${emptyIn(metric)} in every row that counts` }
      : metric.where.length > 0
        ? {
            at: ['where'],
            words: `none of the ${rows} that have a ${metric.date} is left by where (${metric.where.map(({ column, in: values }) => `${column}: ${values.join(' or ')}`).join('; ')})`,
          }
        : { at: ['date'], words: `"${metric.date}" is empty in all ${rows}` };
  return {
    at: why.at,
    code: 'content/empty-metric',
    found: `the metric "${metric.id}" has no value, though the export "${metric.export}" has ${rows}: ${why.words}`,
    fix: 'name the columns and values that the rows hold, or wait with the metric until they do',
    weight: 'empty',
  };
}

function emptyIn(metric: Metric): string {
  const columns = namedColumns(metric)
    .filter(({ at }) => at[0] === 'value')
    .map(({ column }) => `"${column}"`);
  const named = [...new Set(columns)];
  return named.length === 1 ? `${named[0]} is empty` : `one of ${listOf(named)} is empty`;
}

/** A formula without a value though all of its parts have some. */
export function emptyFormula(
  metric: Metric,
  observations: ReadonlyMap<string, Observations>,
  parts: readonly string[],
): Unmatched | null {
  const has = (id: string) => (observations.get(id)?.latest.length ?? 0) > 0;
  if (has(metric.id) || parts.length === 0 || !parts.every(has)) return null;
  return {
    at: ['value', 'formula'],
    code: 'content/empty-metric',
    found: `the metric "${metric.id}" has no value, though ${listOf(parts)} have: they have no period in common, or what it divides by is 0`,
    fix: 'name metrics of the same periods and sites',
    weight: 'empty',
  };
}
