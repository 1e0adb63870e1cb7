import { type Dimension, type Measure, metaOf, type SemanticModel, textOr } from './dbtFiles.ts';

type Field = { name: string } & Record<string, unknown>;

/** Why something cannot be taken over. */
export class NotTaken extends Error {}

const isColumn = (text: string) => /^[A-Za-z_][\w$]*$/.test(text);

/** The column that an expression names; an expression that computes is not taken, since it would be computed nowhere. */
export function columnOf(expression: string | number | undefined, otherwise: string): string {
  const text = expression === undefined ? otherwise : String(expression).trim();
  if (isColumn(text)) return text;
  throw new NotTaken(`"${text}" is computed in SQL; deliver it as a column of the export`);
}

/** The contract of an export with the rows of a semantic model, as dbt describes its columns. */
export function resourceOf(model: SemanticModel): { name: string } & Record<string, unknown> {
  const fields = new Map<string, Field>();
  const add = (field: Field) => fields.has(field.name) || fields.set(field.name, field);
  const keys: string[] = [];
  for (const { name, type, expr } of model.entities ?? []) {
    const column = taken(() => columnOf(expr, name));
    if (column === null) continue;
    if (type === 'primary' || type === 'unique') keys.push(column);
    add({ name: column, type: 'string' });
  }
  for (const dimension of model.dimensions ?? []) {
    const column = taken(() => columnOf(dimension.expr, dimension.name));
    if (column !== null) add({ name: column, ...described(dimension), type: typeOf(dimension) });
  }
  for (const measure of model.measures ?? []) {
    const column = taken(() => columnOf(measure.expr, measure.name));
    if (column !== null) add(measureField(column, measure));
  }
  const { owner } = metaOf(model);
  const date = timeColumn(model, undefined);
  return {
    name: model.name,
    path: `${model.name}.csv`,
    ...described(model),
    schema: {
      fields: [...fields.values()],
      ...(keys.length === 0 ? {} : { primaryKey: [...new Set(keys)] }),
    },
    trilens: {
      system: 'dbt',
      ...(textOr(owner, textOr(model.config?.group)) === ''
        ? {}
        : { owner: textOr(owner, textOr(model.config?.group)) }),
      ...(date === null ? {} : { date: date.column }),
    },
  };
}

function described({ label, description }: Pick<Dimension, 'label' | 'description'>) {
  return {
    ...(textOr(label) === '' ? {} : { title: textOr(label) }),
    ...(textOr(description) === '' ? {} : { description: textOr(description) }),
  };
}

function typeOf({ type, type_params }: Dimension): string {
  if (type !== 'time') return 'string';
  return /^(hour|minute|second|millisecond|microsecond|nanosecond)$/.test(
    type_params?.time_granularity ?? '',
  )
    ? 'datetime'
    : 'date';
}

/** What is counted may be anything; all else is a number. */
function measureField(column: string, measure: Measure): Field {
  const unit = textOr(metaOf(measure).unit);
  const isCounted = measure.agg === 'count' || measure.agg === 'count_distinct';
  return {
    name: column,
    ...described(measure),
    type: isCounted ? 'string' : 'number',
    ...(isCounted || unit === '' ? {} : { unit }),
  };
}

/** The column that dates a row of a measure, and how fine it is. */
export function timeColumn(
  model: SemanticModel,
  measure: Measure | undefined,
): { column: string; granularity: string } | null {
  const name = measure?.agg_time_dimension ?? model.defaults?.agg_time_dimension;
  const dimension = model.dimensions?.find((one) => one.name === name && one.type === 'time');
  if (!dimension) return null;
  const column = taken(() => columnOf(dimension.expr, dimension.name));
  return column === null
    ? null
    : { column, granularity: dimension.type_params?.time_granularity ?? 'day' };
}

function taken<T>(make: () => T): T | null {
  try {
    return make();
  } catch (error) {
    if (error instanceof NotTaken) return null;
    throw error;
  }
}
