import type { ZodType } from 'zod';
import type { Problem } from '#model/problem.ts';
import { goalSchema } from '#ingest/schemas/goal.ts';
import { initiativeSchema } from '#ingest/schemas/initiative.ts';
import { metricSchema } from '#ingest/schemas/metric.ts';
import { playbookSchema, reportSchema } from '#ingest/schemas/playbook.ts';
import type { YamlFile } from './yamlFile.ts';

/** Kinds of records with a folder each, by what the top of their files may hold. */
const KINDS: readonly { kind: string; folder: string; ending: string; schema: ZodType }[] = [
  { kind: 'goal', folder: 'goals', ending: '.yaml', schema: goalSchema },
  { kind: 'metric', folder: 'metrics', ending: '.yaml', schema: metricSchema },
  { kind: 'initiative', folder: 'initiatives', ending: '.mdx', schema: initiativeSchema },
  { kind: 'playbook', folder: 'playbooks', ending: '.mdx', schema: playbookSchema },
  { kind: 'report', folder: 'reports', ending: '.mdx', schema: reportSchema },
];

/**
 * A file that is a valid record of another kind than its folder is for: one problem that says where it belongs, in place of one for
 * each field. Null where it is not one, or could be of several kinds.
 */
export function misplaced(yaml: YamlFile, kind: string): Problem | null {
  const own = KINDS.find((one) => one.kind === kind);
  if (own === undefined) return null;
  const others = KINDS.filter(
    (one) => one !== own && one.ending === own.ending && one.schema.safeParse(yaml.data).success,
  );
  const [other, second] = others;
  if (other === undefined || second !== undefined) return null;
  const article = /^[aeiou]/.test(other.kind) ? 'an' : 'a';
  return {
    code: 'content/wrong-folder',
    severity: 'error',
    file: yaml.file,
    line: 1,
    column: 1,
    found: `this is ${article} ${other.kind}, and ${own.folder}/ holds ${own.kind}s`,
    fix: `move the file to ${other.folder}/`,
  };
}
