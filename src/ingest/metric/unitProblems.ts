import type { Metric } from '#model/record/metric.ts';
import type { Problem } from '#model/problem.ts';
import { namedColumns } from '#model/metric/namedColumns.ts';
import type { Source } from '#ingest/content/source.ts';
import type { Field, Resource } from '#ingest/contract/contract.ts';
import { isCurrency } from '#ingest/table/mark.ts';
import { unitFactor } from './unitFactor.ts';

/** Metrics whose unit is not that of their column, and no factor leads from one to the other; and sums over several currencies. */
export function unitProblems(
  metrics: readonly Metric[],
  resources: readonly Resource[],
  sources: readonly Source[],
): Problem[] {
  return metrics.flatMap((metric) => {
    const fields = resources.find(({ name }) => name === metric.export)?.schema.fields ?? [];
    const file = sources.find(({ kind, id }) => kind === 'metric' && id === metric.id);
    return namedColumns(metric)
      .filter(({ as }) => as === 'number')
      .flatMap(({ column, at }): Problem[] => {
        const field = fields.find(({ name }) => name === column);
        const flaw = field && (mixed(field) ?? unlike(field, metric));
        if (!flaw) return [];
        const place = flaw.at ?? at;
        return [
          {
            code: 'content/unit',
            severity: 'error',
            file: file?.yaml.file ?? metric.file,
            ...(file?.yaml.at([...file.path, ...place]) ?? { line: null, column: null }),
            found: flaw.found,
            fix: flaw.fix,
          },
        ];
      });
  });
}

interface Flaw {
  at?: string[];
  found: string;
  fix: string;
}

function mixed({ name, currency }: Field): Flaw | null {
  return currency === undefined
    ? null
    : {
        found: `value names the column "${name}", whose rows are in the currencies of the column "${currency}"; they are never added`,
        fix: `convert it with trilens.money in datapackage.json, and name the column that it makes`,
      };
}

/** A ratio has a unit of its own. */
function unlike({ name, unit }: Field, { unit: wanted, value }: Metric): Flaw | null {
  if (unit === undefined || wanted === '' || value.kind !== 'column') return null;
  if (unitFactor(unit, wanted) !== null) return null;
  return {
    at: ['unit'],
    found: `unit is "${wanted}", and the column "${name}" is in "${unit}"; no factor leads from one to the other`,
    fix: isCurrency(unit)
      ? 'convert it with trilens.money in datapackage.json, and name the column that it makes'
      : `set unit: ${unit}, or correct the unit of "${name}" in datapackage.json`,
  };
}
