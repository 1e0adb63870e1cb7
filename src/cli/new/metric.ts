import type { PlacedResource } from '#ingest/contract/contract.ts';
import { schemaLine } from '#cli/schemaFiles.ts';
import { field, yamlText } from './yamlText.ts';

export interface MetricProposal {
  export: string;
  date: string;
  column: string;
  grain: string;
  unit: string;
  site: string;
}

/** What the contract of an export proposes for a metric over it; null where it has no date or no number. */
export function proposal(entry: PlacedResource, column: string): MetricProposal | null {
  const { fields } = entry.schema;
  const isNumber = (type: string) => type === 'number' || type === 'integer';
  const date = fields.find(({ type }) => type === 'date' || type === 'datetime');
  const value = fields.find(({ name, type }) =>
    column === '' ? isNumber(type) : name === column && isNumber(type),
  );
  if (!date || !value) return null;
  const { site, everyDays } = entry.trilens;
  return {
    export: entry.name,
    date: date.name,
    column: value.name,
    // A delivery a month has no weeks to show.
    grain: (everyDays ?? 1) > 8 ? 'month' : 'week',
    unit: value.unit ?? value.currency ?? '',
    site: typeof site === 'string' ? site : '',
  };
}

/** `content/metrics/ID.yaml` */
export function metricFile(answers: ReadonlyMap<string, string>, proposed: MetricProposal): string {
  const of = (option: string) => answers.get(option) ?? '';
  return `${[
    schemaLine('content/metrics/x.yaml')?.trimEnd() ?? '',
    ...field('title', of('title')),
    `type: ${of('type')}   # outcome, behavior or adoption`,
    `direction: ${of('direction')}   # up or down: which way is better`,
    `unit: ${yamlText(of('unit') || proposed.unit || 'count')}`,
    `export: ${yamlText(proposed.export)}   # the resource in data/datapackage.json`,
    `date: ${yamlText(proposed.date)}   # the column that dates a row`,
    ...(proposed.site === '' ? [] : [`dimensions: { site: ${yamlText(proposed.site)} }`]),
    `value: { ${of('value')}: ${yamlText(proposed.column)} }`,
    `grain: ${proposed.grain}`,
    ...field('owner', of('owner')),
    '# target: { value: 6, by: 2027-06-30 }   # where it is to be, and by when',
  ].join('\n')}\n`;
}
