import { BUILD_PROBLEMS } from './buildProblems.ts';
import { CONTENT_PROBLEMS } from './contentProblems.ts';
import { DATA_PROBLEMS } from './dataProblems.ts';
import { EXPORT_PROBLEMS } from './exportProblems.ts';
import { LANGUAGE_PROBLEMS } from './languageProblems.ts';
import { RECORD_PROBLEMS } from './recordProblems.ts';
import type { ProblemKind } from './problemKind.ts';

/** The kinds in the groups of the guide. */
export const PROBLEM_GROUPS: readonly [title: string, kinds: Record<string, ProblemKind>][] = [
  ['What people write', CONTENT_PROBLEMS],
  ['Texts in more languages', LANGUAGE_PROBLEMS],
  ['Records in a workbook', RECORD_PROBLEMS],
  ['The contract', DATA_PROBLEMS],
  ['What machines deliver', EXPORT_PROBLEMS],
  ['Building, editions and reading one file', BUILD_PROBLEMS],
];

/** Every kind of problem by its code: what the guide, `trilens check` and SARIF say about it. */
export const PROBLEM_KINDS: Readonly<Record<string, ProblemKind>> = Object.assign(
  {},
  ...PROBLEM_GROUPS.map(([, kinds]) => kinds),
);

/** Where the guide explains a code, inside the portal. */
export function problemPath(code: string): string | null {
  return code in PROBLEM_KINDS ? `guide/problems/#${code.replace('/', '-')}` : null;
}
