import type { ZodType } from 'zod';
import { textMarks } from '#model/record/revision.ts';
import type { Body } from '#ingest/mdx/body.ts';
import { frameworkSchema } from '#ingest/schemas/gate.ts';
import { goalSchema } from '#ingest/schemas/goal.ts';
import { initiativeSchema } from '#ingest/schemas/initiative.ts';
import { metricSchema } from '#ingest/schemas/metric.ts';
import { playbookSchema, reportSchema } from '#ingest/schemas/playbook.ts';
import type { Source } from '#ingest/content/source.ts';
import type { YamlFile } from '#ingest/content/yamlFile.ts';

/** Where a record was written, and the text that belongs to it. */
export interface Place {
  id: string;
  file: string;
  body: Body;
  yaml: YamlFile;
}

/** A kind of record with a folder of its own, a file for each. `make`: the record from what its file says. */
export interface FileKind<T, R extends object> {
  kind: Source['kind'];
  folder: string;
  extension: '.yaml' | '.mdx';
  schema: ZodType<T>;
  make: (value: T, place: Place) => R;
}

const kind = <T, R extends object>(one: FileKind<T, R>): FileKind<T, R> => one;
const plain = <T extends object>(value: T, { id, file }: Place) => ({ id, file, ...value });

/** The kinds of records by the folder that holds them. A new one is a line here, its schema, and its place in the portfolio. */
export const KINDS = {
  goals: kind({
    kind: 'goal',
    folder: 'goals',
    extension: '.yaml',
    schema: goalSchema,
    make: plain,
  }),
  metrics: kind({
    kind: 'metric',
    folder: 'metrics',
    extension: '.yaml',
    schema: metricSchema,
    make: plain,
  }),
  frameworks: kind({
    kind: 'framework',
    folder: 'frameworks',
    extension: '.yaml',
    schema: frameworkSchema,
    make: plain,
  }),
  initiatives: kind({
    kind: 'initiative',
    folder: 'initiatives',
    extension: '.mdx',
    schema: initiativeSchema,
    make: (value, { id, file, body, yaml }) => {
      const { since: podSince, ...pod } = value.pod;
      return {
        id,
        file,
        ...value,
        pod,
        ...(podSince === undefined ? {} : { podSince }),
        gates: value.gates.map((gate, index) => ({
          ...gate,
          line: yaml.at(['gates', index]).line,
        })),
        body: body.body,
        headings: body.headings,
      };
    },
  }),
  playbooks: kind({
    kind: 'playbook',
    folder: 'playbooks',
    extension: '.mdx',
    schema: playbookSchema,
    make: (value, { id, file, body }) => ({
      id,
      file,
      ...value,
      folder: file.split('/').slice(2, -1),
      body: body.body,
      headings: body.headings,
      marks: textMarks({ title: value.title, body: body.body }),
    }),
  }),
  reports: kind({
    kind: 'report',
    folder: 'reports',
    extension: '.mdx',
    schema: reportSchema,
    make: (value, { id, file, body }) => ({
      id,
      file,
      ...value,
      body: body.body,
      headings: body.headings,
    }),
  }),
};
