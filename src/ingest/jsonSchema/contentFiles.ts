import type { ZodType } from 'zod';
import { datapackage } from '#ingest/schemas/datapackage.ts';
import { functionsSchema } from '#ingest/schemas/functions.ts';
import { frameworkSchema } from '#ingest/schemas/gate.ts';
import { glossarySchema } from '#ingest/schemas/glossary.ts';
import { goalSchema } from '#ingest/schemas/goal.ts';
import { initiativeSchema } from '#ingest/schemas/initiative.ts';
import { metricSchema } from '#ingest/schemas/metric.ts';
import { playbookSchema, reportSchema } from '#ingest/schemas/playbook.ts';
import { portfolioSchema, sitesSchema } from '#ingest/schemas/portfolio.ts';
import { roadmapSchema } from '#ingest/schemas/roadmap.ts';
import { translationSchemas } from '#ingest/schemas/translation.ts';
import type { Referrer } from '#model/record/references.ts';

/** A kind of file that people write: where it is, and the schema that reads it. */
export interface ContentFile {
  name: string;
  says: string;
  /** Files of the kind, from the folder that holds `content` and `data`. */
  files: string;
  schema: ZodType;
  /** As what it names other records; null where it names none. */
  refers: Referrer | null;
}

/** Every kind of file that people write. In `.mdx` files the schema is that of the front matter. */
export const CONTENT_FILES: readonly ContentFile[] = [
  {
    name: 'portfolio',
    says: 'The portfolio: its name, its North Star, and what holds everywhere.',
    files: 'content/portfolio.yaml',
    schema: portfolioSchema,
    refers: 'portfolio',
  },
  {
    name: 'sites',
    says: 'The plants, and the names under which exports know them.',
    files: 'content/sites.yaml',
    schema: sitesSchema,
    refers: null,
  },
  {
    name: 'functions',
    says: 'What each function answers for, and how it is asked.',
    files: 'content/functions.yaml',
    schema: functionsSchema,
    refers: null,
  },
  {
    name: 'glossary',
    says: 'The glossary: words of the portfolio and what they mean here.',
    files: 'content/glossary.yaml',
    schema: glossarySchema,
    refers: null,
  },
  {
    name: 'goal',
    says: 'A goal: what is to be reached, by when, and what each function brings.',
    files: 'content/goals/*.yaml',
    schema: goalSchema,
    refers: 'goal',
  },
  {
    name: 'metric',
    says: 'A metric: how rows of an export become a number.',
    files: 'content/metrics/*.yaml',
    schema: metricSchema,
    refers: 'metric',
  },
  {
    name: 'framework',
    says: 'A framework: phases of initiatives, with the criteria of their gates.',
    files: 'content/frameworks/*.yaml',
    schema: frameworkSchema,
    refers: 'framework',
  },
  {
    name: 'initiative',
    says: 'An initiative: its pod, its gates with criteria, sign-offs and decisions, its money.',
    files: 'content/initiatives/*.mdx',
    schema: initiativeSchema,
    refers: 'initiative',
  },
  {
    name: 'roadmap',
    says: 'Roadmap items: what each layer does when, and what it needs first.',
    files: 'content/roadmap/*.yaml',
    schema: roadmapSchema,
    refers: 'roadmap',
  },
  {
    name: 'playbook',
    says: 'A playbook: how something is done, step by step.',
    files: 'content/playbooks/*.mdx',
    schema: playbookSchema,
    refers: 'playbook',
  },
  {
    name: 'report',
    says: 'A report: what happened in a period, with the numbers of a day.',
    files: 'content/reports/*.mdx',
    schema: reportSchema,
    refers: null,
  },
  {
    name: 'translation',
    says: 'A translation of a playbook, an initiative or a report.',
    files: 'content/*/*.*.mdx',
    schema: translationSchemas.report,
    refers: null,
  },
  {
    name: 'datapackage',
    says: 'The contract: what the columns of each export mean.',
    files: 'data/datapackage.json',
    schema: datapackage,
    refers: null,
  },
];
