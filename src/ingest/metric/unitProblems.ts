import type { Metric } from '#model/record/metric.ts';
import type { Problem } from '#model/problem.ts';
import { namedColumns } from '#model/metric/namedColumns.ts';
import { sourceOf, type Source } from '#ingest/content/source.ts';
import type { Field, Resource } from '#ingest/contract/contract.ts';
import { headingUnit } from '#ingest/table/headingUnit.ts';
import { isCurrency, markOf } from '#ingest/table/mark.ts';
import { unitFactor } from './unitFactor.ts';

/** Metrics whose unit is not that of their column, and no factor leads from one to the other; and sums over several currencies. */
export function unitProblems(
  metrics: readonly Metric[],
  resources: readonly Resource[],
  sources: readonly Source[],
): Problem[] {
  return metrics.flatMap((metric) => {
    const fields = resources.find(({ name }) => name === metric.export)?.schema.fields ?? [];
    const file = sourceOf(sources, 'metric', metric.id);
    return namedColumns(metric)
      .filter(({ as }) => as === 'number')
      .flatMap(({ column, at }): Problem[] => {
        const field = fields.find(({ name }) => name === column);
        const flaw = field && (mixed(field) ?? unlike(field, metric) ?? headed(field, metric));
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

/** Aggregates whose value has the unit of its column; a count has none, whatever it counts. */
const IN_ITS_UNIT = new Set(['sum', 'mean', 'min', 'max', 'last', 'median', 'p90']);

/** A heading such as `energy [MWh]` above a metric in kWh: the contract says which of them holds. */
function headed({ name, unit }: Field, { unit: wanted, value }: Metric): Flaw | null {
  const said = headingUnit(name);
  if (unit !== undefined || wanted === '' || said === null || value.kind !== 'column') return null;
  if (!IN_ITS_UNIT.has(value.of.aggregate)) return null;
  const factor = unitFactor(said, wanted);
  const isOtherMoney = factor === null && [said, wanted].every((text) => isMoney(text));
  // Where no factor leads from one to the other the words may be a name: `temperature (min)` in °C.
  if (!isOtherMoney && (factor === null ? powerOf(said) === powerOf(wanted) : factor === 1))
    return null;
  return {
    at: ['unit'],
    found: `unit is "${wanted}", and the heading "${name}" says "${said}"`,
    fix: `say "unit": "${said}" for this column in datapackage.json, and it is converted; or "unit": "${wanted}" where the heading is wrong`,
  };
}

const isMoney = (text: string) => isCurrency(markOf(text)?.id ?? '');
const powerOf = (text: string) => markOf(text)?.power ?? 0;
