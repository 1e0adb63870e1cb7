import { stringify } from 'yaml';
import { schemaLine } from '#cli/schemaFiles.ts';
import { columnOf, NotTaken, timeColumn } from './dbtContract.ts';
import {
  type DbtMetric,
  type DbtProject,
  type Input,
  type Measure,
  metaOf,
  type SemanticModel,
  textOr,
} from './dbtFiles.ts';

/** What dbt does not say of a metric, from the command line; undefined: its file asks for it. */
export interface Given {
  direction?: string | undefined;
  type?: string | undefined;
}

type Where = Record<string, string | string[]>;

/** A measure with the filters of all that lead to it. */
interface Counted {
  model: SemanticModel;
  aggregate: Record<string, string>;
  date: string;
  granularity: string;
  where: Where;
  unit: string;
}

const AGGREGATES: Record<string, string> = {
  sum: 'sum',
  average: 'mean',
  min: 'min',
  max: 'max',
  count: 'count',
  count_distinct: 'countDistinct',
  median: 'median',
};

const GRAINS: Record<string, string> = {
  week: 'week',
  month: 'month',
  quarter: 'quarter',
  year: 'year',
};

/** The file of a metric. What cannot be said in it exactly throws, with the reason: a metric that is nearly the same would be another. */
export function metricText(metric: DbtMetric, project: DbtProject, given: Given): string {
  const record = { ...headOf(metric, given), ...computedFrom(metric, project) };
  if (record.unit === '') delete (record as { unit?: string }).unit;
  const missing = [
    ...(record.direction === undefined
      ? ['# direction: up   # dbt does not say which way is better: up or down']
      : []),
    ...(record.type === undefined
      ? ['# type: outcome   # dbt does not say it: outcome, behavior, adoption or delivery']
      : []),
  ];
  return [
    schemaLine('content/metrics/x.yaml') ?? '',
    stringify(record, { lineWidth: 0 }),
    ...missing.map((line) => `${line}\n`),
  ].join('');
}

function headOf(metric: DbtMetric, given: Given) {
  const meta = metaOf(metric);
  const said = (value: unknown, otherwise: string | undefined) =>
    textOr(value, otherwise ?? '') || undefined;
  return {
    title: textOr(metric.label, metric.name),
    ...(textOr(metric.description) === '' ? {} : { description: textOr(metric.description) }),
    ...(textOr(meta.owner) === '' ? {} : { owner: textOr(meta.owner) }),
    type: said(meta.type, given.type),
    direction: said(meta.direction, given.direction),
    unit: textOr(meta.unit),
  };
}

/** What is computed from what, by which periods. */
interface Computed {
  value: Record<string, unknown>;
  grain: string;
  unit?: string;
}

function computedFrom(metric: DbtMetric, project: DbtProject): Computed {
  const { unit: own } = metaOf(metric);
  switch (metric.type) {
    case 'simple': {
      const counted = countedOf(metric, project);
      return {
        ...sourceOf(counted, metric),
        unit: textOr(own, counted.unit),
        value: counted.aggregate,
      };
    }
    case 'ratio':
      return ratioOf(metric, project);
    case 'derived':
      return formulaOf(metric, project);
    default:
      throw new NotTaken(`metrics of the type ${metric.type} have no like here`);
  }
}

function sourceOf({ model, date, where, granularity }: Counted, metric: DbtMetric) {
  return {
    export: model.name,
    date,
    ...(Object.keys(where).length === 0 ? {} : { where }),
    grain: grainOf(metric, granularity),
  };
}

/** Hours and finer are shown by day. */
function grainOf({ time_granularity }: DbtMetric, otherwise: string): string {
  return GRAINS[time_granularity ?? otherwise] ?? 'day';
}

/** A ratio of sums where both sides count rows of one export; of two metrics where they do not. */
function ratioOf(metric: DbtMetric, project: DbtProject): Computed {
  const { numerator, denominator } = metric.type_params ?? {};
  if (numerator === undefined || denominator === undefined)
    throw new NotTaken('it has no numerator or no denominator');
  const sides = [numerator, denominator].map((side) => {
    const of = project.metrics.find(({ name }) => name === nameOf(side));
    if (!of) throw new NotTaken(`there is no metric "${nameOf(side)}"`);
    if (of.type !== 'simple') return null;
    return {
      ...countedOf(of, project),
      more: filterOf(typeof side === 'string' ? undefined : side.filter),
    };
  });
  const [above, below] = sides;
  const filters = filterOf(metric.filter);
  const isOne =
    above &&
    below &&
    above.model === below.model &&
    above.date === below.date &&
    same(
      { ...above.where, ...above.more.dimensions },
      { ...below.where, ...below.more.dimensions },
    );
  if (isOne) {
    const where = joined(
      above.where,
      columnsOf(above.model, { ...above.more.dimensions, ...filters.dimensions }),
    );
    return {
      ...sourceOf({ ...above, where }, metric),
      value: { ratio: { numerator: above.aggregate, denominator: below.aggregate } },
    };
  }
  if (
    sides.some((side) => side !== null && Object.keys(side.more.dimensions).length > 0) ||
    Object.keys(filters.dimensions).length > 0
  )
    throw new NotTaken(
      'its two sides are filtered; write a metric for each and divide them with a formula',
    );
  return {
    value: { formula: `${nameOf(numerator)} / ${nameOf(denominator)}` },
    grain: partsGrain([numerator, denominator], project),
  };
}

/** The grain of the parts of a formula, which have to be taken over as well and to be of one grain. */
function partsGrain(parts: readonly Input[], project: DbtProject): string {
  const grains = parts.map((part) => {
    const of = project.metrics.find(({ name }) => name === nameOf(part));
    if (!of) throw new NotTaken(`there is no metric "${nameOf(part)}"`);
    try {
      return computedFrom(of, project).grain;
    } catch (error) {
      if (!(error instanceof NotTaken)) throw error;
      throw new NotTaken(`its part "${of.name}" is left out: ${error.message}`);
    }
  });
  const [grain = 'month', other] = [...new Set(grains)];
  if (other !== undefined)
    throw new NotTaken(`its parts are by ${grain} and by ${other}; give them one time_granularity`);
  return grain;
}

function formulaOf({ type_params = {}, filter }: DbtMetric, project: DbtProject): Computed {
  if (filter !== undefined) throw new NotTaken('a filter over a formula has no like here');
  let text = textOr(type_params.expr);
  if (text === '') throw new NotTaken('it has no expr');
  for (const input of type_params.metrics ?? []) {
    if (typeof input === 'string') continue;
    const { name, alias, filter: own, offset_window, offset_to_grain } = input;
    if (own !== undefined) throw new NotTaken('a filter over a part of a formula has no like here');
    if (offset_window !== undefined || offset_to_grain !== undefined)
      throw new NotTaken(
        'a comparison with an earlier period is on the page of every metric, and no metric of its own',
      );
    if (alias !== undefined)
      text = text.replaceAll(new RegExp(`\\b${RegExp.escape(alias)}\\b`, 'g'), name);
  }
  const rest = text.replaceAll(/[A-Za-z_]\w*|\d+(\.\d+)?|[-+*/()\s]/g, '');
  if (rest !== '' || /\w\s*\(/.test(text))
    throw new NotTaken(`the expression "${text}" has more than + - * / and brackets`);
  return {
    value: { formula: text },
    grain: partsGrain(type_params.metrics ?? [], project),
  };
}

/** The measure of a simple metric. */
function countedOf(metric: DbtMetric, { models }: DbtProject): Counted {
  const input = metric.type_params?.measure;
  if (input === undefined) throw new NotTaken('it names no measure');
  const found = models.flatMap((model) =>
    (model.measures ?? [])
      .filter(({ name }) => name === nameOf(input))
      .map((measure) => ({ model, measure })),
  );
  const [first, second] = found;
  if (!first) throw new NotTaken(`no semantic model has the measure "${nameOf(input)}"`);
  if (second) throw new NotTaken(`several semantic models have the measure "${nameOf(input)}"`);
  const { model, measure } = first;
  const time = timeColumn(model, measure);
  if (time === null)
    throw new NotTaken(
      `nothing says which column dates the rows of "${model.name}" (agg_time_dimension)`,
    );
  const filters = [metric.filter, typeof input === 'string' ? undefined : input.filter].map(
    filterOf,
  );
  const where = filters.reduce<Where>(
    (all, { dimensions }) => joined(all, columnsOf(model, dimensions)),
    {},
  );
  return {
    model,
    aggregate: aggregateOf(measure),
    date: time.column,
    granularity: time.granularity,
    where,
    unit: textOr(metaOf(measure).unit),
  };
}

function aggregateOf(measure: Measure): Record<string, string> {
  if (measure.agg === 'sum' && String(measure.expr ?? '').trim() === '1') return { count: '*' };
  if (measure.agg === 'percentile' && measure.agg_params?.percentile === 0.9)
    return { p90: columnOf(measure.expr, measure.name) };
  const aggregate = AGGREGATES[measure.agg];
  if (aggregate === undefined)
    throw new NotTaken(`the aggregation ${measure.agg} has no like here`);
  return { [aggregate]: columnOf(measure.expr, measure.name) };
}

const nameOf = (input: Input) => (typeof input === 'string' ? input : input.name);

const DIMENSION = String.raw`\{\{\s*Dimension\(\s*['"](?:\w+__)?(\w+)['"]\s*\)\s*\}\}`;
const CONDITION = new RegExp(
  `^\\s*${DIMENSION}\\s*(?:=\\s*('(?:[^']|'')*'|\\d+(?:\\.\\d+)?|true|false)|in\\s*\\(([^()]*)\\))\\s*$`,
  'i',
);

/** Values by dimension: equality and lists, joined by "and". Everything else is not taken. */
function filterOf(filter: unknown): { dimensions: Where } {
  const texts = filter === undefined ? [] : [filter].flat();
  const dimensions: Where = {};
  for (const text of texts.flatMap((one) => String(one).split(/\s+and\s+/i))) {
    const found = CONDITION.exec(text.trim());
    const [, name, one, many] = found ?? [];
    if (name === undefined)
      throw new NotTaken(`the filter "${text.trim()}" is more than a value of a dimension`);
    if (Object.hasOwn(dimensions, name))
      throw new NotTaken(`the dimension "${name}" is filtered twice`);
    dimensions[name] = one === undefined ? (many ?? '').split(',').map(unquoted) : unquoted(one);
  }
  return { dimensions };
}

const unquoted = (text: string) => text.trim().replaceAll(/^'|'$/g, '').replaceAll("''", "'");

function columnsOf(model: SemanticModel, dimensions: Where): Where {
  return Object.fromEntries(
    Object.entries(dimensions).map(([name, value]) => {
      const dimension = model.dimensions?.find((one) => one.name === name);
      if (!dimension) throw new NotTaken(`"${model.name}" has no dimension "${name}"`);
      return [columnOf(dimension.expr, dimension.name), value];
    }),
  );
}

function joined(a: Where, b: Where): Where {
  const twice = Object.keys(b).find(
    (column) => Object.hasOwn(a, column) && !same({ x: a[column] ?? '' }, { x: b[column] ?? '' }),
  );
  if (twice !== undefined) throw new NotTaken(`the column "${twice}" is filtered twice`);
  return { ...a, ...b };
}

const same = (a: Where, b: Where) => sorted(a) === sorted(b);
const sorted = (where: Where) => JSON.stringify(Object.entries(where).toSorted());
