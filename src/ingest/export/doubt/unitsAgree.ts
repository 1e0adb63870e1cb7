import type { Metric } from '#model/record/metric.ts';
import type { ExportReport } from '#model/record/export.ts';
import type { Field } from '#ingest/contract/contract.ts';
import { markOf } from '#ingest/table/mark.ts';
import { markName } from '#ingest/typed/cellReader.ts';
import type { Refusal } from '#ingest/export/readPart.ts';

/** Aggregates whose value has the unit of the column; a count has none, whatever it counts. */
const IN_ITS_UNIT = new Set(['sum', 'mean', 'min', 'max', 'last', 'median', 'p90']);

/** Columns whose cells have one unit in one file and another in the next, or another than a metric says of its value. */
export function otherUnits(
  { contract, files }: Pick<ExportReport, 'contract' | 'files'>,
  metrics: readonly Metric[],
  fields: readonly Field[],
  folder: string,
): Refusal[] {
  // What a column is declared to be in is compared with its cells, and converted to what a metric says.
  const declared = new Set(fields.flatMap(({ name, unit }) => (unit === undefined ? [] : [name])));
  const refusals: Refusal[] = [];
  const first = new Map<string, { mark: string; path: string }>();
  for (const { path, marks = {} } of files)
    for (const [column, mark] of Object.entries(marks)) {
      const held = first.get(column);
      if (!held) first.set(column, { mark, path });
      else if (held.mark !== mark)
        refusals.push(
          refusal(
            folder + path,
            `${column} is in ${shown(mark)} here and in ${shown(held.mark)} in ${held.path}`,
            'export all files in one unit',
          ),
        );
    }
  for (const metric of metrics) {
    const { value, unit } = metric;
    if (metric.export !== contract.name || value.kind !== 'column') continue;
    const column = declared.has(value.of.column) ? undefined : first.get(value.of.column);
    if (!column || column.mark === '' || !IN_ITS_UNIT.has(value.of.aggregate)) continue;
    const said = markOf(unit);
    if (said === null || (said.power === 0 && said.id === withoutPower(column.mark))) continue;
    refusals.push(
      refusal(
        folder + column.path,
        `${value.of.column} is in ${shown(column.mark)}, and the metric "${metric.id}" says ${unit}`,
        said.power > 0
          ? `words of magnitude are multiplied out: say the bare unit in ${metric.file}`
          : `correct the unit in ${metric.file}, or say the unit of ${value.of.column} in datapackage.json, by which it is converted`,
      ),
    );
  }
  return refusals;
}

function refusal(file: string, found: string, fix: string): Refusal {
  return {
    code: 'export/other-unit',
    file,
    line: 1,
    found,
    why: 'one of its columns is in another unit than was said',
    allowed: 'the same unit or currency in the cells and in the metric',
    fix,
  };
}

const withoutPower = (mark: string) => mark.replace(/^10\^\d+ ?/, '');
const shown = (mark: string) => (mark === '' ? 'bare numbers' : markName(mark));
