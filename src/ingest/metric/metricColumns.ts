import { namedColumns, type NamedColumn } from '#model/metric/namedColumns.ts';
import { nearest, type Problem } from '#model/problem.ts';
import type { Metric } from '#model/record/metric.ts';
import { sourceOf, type Source } from '#ingest/content/source.ts';
import type { Field, Resource } from '#ingest/schemas/datapackage.ts';

type Type = Field['type'];

/** Which types a column may have for what a metric takes it for, and how that is said. */
const TAKEN: Record<NamedColumn['as'], { types: readonly Type[]; needs: string } | null> = {
  date: { types: ['date', 'datetime'], needs: 'a column of type date or datetime' },
  number: { types: ['number', 'integer'], needs: 'a column of type number or integer' },
  // A code with a leading zero is another site once it is read as a number.
  site: { types: ['string'], needs: 'a column of type string, since ids are texts' },
  group: {
    types: ['string', 'integer'],
    needs: 'a column of type string or integer, since it names groups',
  },
  any: null,
};

/**
 * Metrics that name a column which their export does not have, or which is of a type that cannot be taken so. Found
 * before anything is computed: a sum of texts is no number, and a date that is not one would end the build elsewhere.
 */
export function metricColumnProblems(
  metrics: readonly Metric[],
  resources: readonly Resource[],
  sources: readonly Source[],
): { problems: Problem[]; unsound: ReadonlySet<string> } {
  const problems: Problem[] = [];
  const unsound = new Set<string>();
  for (const metric of metrics) {
    const entry = resources.find(({ name }) => name === metric.export);
    if (!entry) continue;
    const file = sourceOf(sources, 'metric', metric.id);
    for (const named of namedColumns(metric)) {
      const found = problemOf(metric, named, entry);
      if (!found) continue;
      unsound.add(metric.id);
      const place = file?.yaml.at([...file.path, ...named.at]) ?? { line: null, column: null };
      problems.push({
        ...found,
        severity: 'error',
        file: file?.yaml.file ?? metric.file,
        ...place,
      });
    }
  }
  return { problems, unsound };
}

type Said = Pick<Problem, 'code' | 'found' | 'allowed' | 'fix'>;

function problemOf(metric: Metric, named: NamedColumn, entry: Resource): Said | null {
  const { fields } = entry.schema;
  const field = fields.find(({ name }) => name === named.column);
  const what = `${named.at.join('.')} names the column "${named.column}"`;
  if (!field) {
    const names = fields.map(({ name }) => name);
    const near = nearest(named.column, names);
    return {
      code: 'content/unknown-column',
      found: `${what}, which the export "${metric.export}" does not have`,
      allowed: names.join(', '),
      fix: near ? `did you mean "${near}"?` : 'name one of its columns',
    };
  }
  const taken = TAKEN[named.as];
  if (!taken || taken.types.includes(field.type)) return null;
  return {
    code: 'content/column-type',
    found: `${what}, which is of type ${field.type} in the export "${metric.export}"; ${purpose(named)} needs ${taken.needs}`,
    ...fitting(named, fields, taken.types),
  };
}

/** What the column is asked for, in the words of the metric file. */
function purpose({ at, as }: NamedColumn): string {
  if (at[1] === 'duration') return 'a duration';
  if (as === 'date') return 'the date of a metric';
  return as === 'number' ? at.at(-1)! : `the ${at.at(-1)} of a metric`;
}

/** The columns that would do, and whether to name one of them or to correct the contract. */
function fitting(
  { column, as }: NamedColumn,
  fields: readonly Field[],
  types: readonly Type[],
): Pick<Said, 'allowed' | 'fix'> {
  const names = fields.filter(({ type }) => types.includes(type)).map(({ name }) => name);
  const near = nearest(column, names) ?? (names.length === 1 ? names[0] : null);
  const declare = `declare "type": "${as === 'number' ? 'number' : as === 'date' ? 'date' : 'string'}" for "${column}" in datapackage.json if that is what its cells are`;
  return {
    allowed: names.length === 0 ? 'no column of the export is of such a type' : names.join(', '),
    fix: near ? `did you mean "${near}"? If not, ${declare}` : declare,
  };
}
