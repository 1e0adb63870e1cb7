import { type FieldRow, fieldRows } from '#ingest/content/fieldRows.ts';
import { field, resource, trilens } from '#ingest/schemas/datapackage.ts';
import { functionsSchema } from '#ingest/schemas/functions.ts';
import { criterionSchema } from '#ingest/schemas/criterion.ts';
import { frameworkSchema, reviewSchema } from '#ingest/schemas/gate.ts';
import { glossarySchema } from '#ingest/schemas/glossary.ts';
import { contributionSchema, goalSchema } from '#ingest/schemas/goal.ts';
import { initiativeSchema, seatSchema } from '#ingest/schemas/initiative.ts';
import { metricSchema } from '#ingest/schemas/metric.ts';
import { playbookSchema, reportSchema } from '#ingest/schemas/playbook.ts';
import { portfolioSchema, sitesSchema } from '#ingest/schemas/portfolio.ts';
import { roadmapItemSchema } from '#ingest/schemas/roadmap.ts';

const SCHEMAS = {
  portfolio: portfolioSchema,
  site: sitesSchema,
  functions: functionsSchema,
  term: glossarySchema,
  goal: goalSchema,
  contribution: contributionSchema,
  metric: metricSchema,
  initiative: initiativeSchema,
  seat: seatSchema,
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
  const elsewhere = ELSEWHERE[record];
  return fieldRows(SCHEMAS[record]).filter((row) => !elsewhere?.test(row.name));
}

const ELSEWHERE: Partial<Record<RecordKind, RegExp>> = {
  goal: /^contributions\.\w+\[\]\./,
  initiative: /^gates\[\]\.|^pod\.\w+\./,
  framework: /criteria\[\]\./,
  review: /^(criteria|stopRules)\[\]\./,
  criterion: /^(allOf|anyOf)\[\]\./,
  resource: /^(trilens|schema)\./,
};
