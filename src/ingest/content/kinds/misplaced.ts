import type { Problem } from '#model/problem.ts';
import type { YamlFile } from '#ingest/content/yamlFile.ts';
import { KINDS } from './kinds.ts';

/** Kinds that a file may be taken for: each by what the top of its files may hold. */
const TOLD_APART = [KINDS.goals, KINDS.metrics, KINDS.initiatives, KINDS.playbooks, KINDS.reports];

/**
 * A file that is a valid record of another kind than its folder is for: one problem that says where it belongs, in place of one for
 * each field. Null where it is not one, or could be of several kinds.
 */
export function misplaced(yaml: YamlFile, kind: string): Problem | null {
  const own = TOLD_APART.find((one) => one.kind === kind);
  if (own === undefined) return null;
  const others = TOLD_APART.filter(
    (one) =>
      one !== own && one.extension === own.extension && one.schema.safeParse(yaml.data).success,
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
