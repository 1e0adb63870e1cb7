import type { SchemaElement } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { Portal } from '#model/portal.ts';
import { periodName } from '#model/time/period.ts';
import { periodEnd } from '#model/time/period.ts';

type Cell = string | number | null;

interface Column {
  element: SchemaElement;
  data: Cell[];
}

/**
 * Every value of every metric as one Parquet file, a row for each period and site; without a site a row is over all of them. It is
 * not compressed, so that the same portal gives the same bytes and an audit can look into it.
 */
export function metricsParquet(portal: Portal): Uint8Array {
  const columns = columnsOf();
  for (const { metric, all, bySite } of portal.metrics.values())
    for (const { site, series } of [all, ...bySite])
      for (const point of series) {
        const cells: Record<keyof typeof columns, Cell> = {
          metric: metric.id,
          title: metric.title,
          unit: metric.unit,
          site,
          period: periodName(point.period, metric.grain),
          start: days(point.period),
          end: days(periodEnd(point.period, metric.grain)),
          value: point.value,
          numerator: point.numerator,
          denominator: point.denominator,
          n: point.n,
          as_of: days(portal.portfolio.asOf),
        };
        for (const [name, column] of Object.entries(columns))
          column.data.push(cells[name as keyof typeof columns]);
      }
  const all = Object.values(columns);
  const bytes = parquetWriteBuffer({
    schema: [{ name: 'metrics', num_children: all.length }, ...all.map(({ element }) => element)],
    columnData: all.map(({ element, data }) => ({ name: element.name, data })),
    codec: 'UNCOMPRESSED',
    createdBy: 'trilens',
  });
  return new Uint8Array(bytes);
}

function columnsOf() {
  const column = (name: string, type: Omit<SchemaElement, 'name' | 'repetition_type'>): Column => ({
    element: { name, repetition_type: 'OPTIONAL', ...type },
    data: [],
  });
  const text = { type: 'BYTE_ARRAY', converted_type: 'UTF8' } as const;
  const day = { type: 'INT32', converted_type: 'DATE' } as const;
  const number = { type: 'DOUBLE' } as const;
  return {
    metric: column('metric', text),
    title: column('title', text),
    unit: column('unit', text),
    site: column('site', text),
    period: column('period', text),
    start: column('start', day),
    end: column('end', day),
    value: column('value', number),
    numerator: column('numerator', number),
    denominator: column('denominator', number),
    n: column('n', number),
    as_of: column('as_of', day),
  };
}

/** Days since 1970, as Parquet counts them. */
const days = (date: string) => Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / 86_400_000;
