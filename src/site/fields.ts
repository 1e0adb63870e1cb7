import { type FieldRow, fieldRows } from '#ingest/fieldRows.ts';
import { field, resource, trilens } from '#ingest/schemas/datapackage.ts';
import { criterionSchema, frameworkSchema, reviewSchema } from '#ingest/schemas/gate.ts';
import { goalSchema } from '#ingest/schemas/goal.ts';
import { initiativeSchema } from '#ingest/schemas/initiative.ts';
import { metricSchema } from '#ingest/schemas/metric.ts';
import { playbookSchema, reportSchema } from '#ingest/schemas/playbook.ts';
import { portfolioSchema, sitesSchema } from '#ingest/schemas/portfolio.ts';
import { roadmapItemSchema } from '#ingest/schemas/roadmap.ts';

const SCHEMAS = {
  portfolio: portfolioSchema,
  site: sitesSchema,
  goal: goalSchema,
  metric: metricSchema,
  initiative: initiativeSchema,
  item: roadmapItemSchema,
  framework: frameworkSchema,
  criterion: criterionSchema,
  review: reviewSchema,
  playbook: playbookSchema,
  report: reportSchema,
  resource,
  column: field,
  trilens,
};
export type RecordKind = keyof typeof SCHEMAS;
export const RECORDS = Object.keys(SCHEMAS) as RecordKind[];

/** Every field of a kind of record. Fields that have a table of their own are named, and not told twice. */
export function fieldsOf(record: RecordKind): FieldRow[] {
  const elsewhere = record === 'initiative' ? /^gates\[\]\./ : record === 'framework' ? /criteria\[\]\./ : record === 'review' ? /^(criteria|stopRules)\[\]\./ : record === 'resource' ? /^(trilens|schema)\./ : record === 'criterion' ? /^(allOf|anyOf)\[\]\./ : null;
  return fieldRows(SCHEMAS[record]).filter((row) => !elsewhere?.test(row.name));
}
