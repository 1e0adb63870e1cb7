import type { core } from 'zod';

const EXPECTED: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'fields',
  record: 'names with a value each',
  null: 'nothing',
};

/** What can be asked what it takes: a schema. */
interface Taking {
  safeParse?(value: unknown): { error?: { issues: readonly core.$ZodIssue[] } | undefined };
}

/** What would have been right; the schema's own words where it has some. */
export function allowedWords(
  issue: core.$ZodIssue,
  fields: readonly string[],
  node: Taking | null = null,
): string {
  if (!/^(Invalid|Too|Unrecognized)/.test(issue.message)) return issue.message;
  if (issue.code === 'invalid_union')
    return [
      ...new Set(
        issue.errors.flatMap((branch) => (branch[0] ? [allowedWords(branch[0], fields)] : [])),
      ),
    ].join(', or ');
  if (issue.code === 'invalid_value') return issue.values.map(String).join(', ');
  if (issue.code === 'too_small' || issue.code === 'too_big') return boundWords(issue);
  if (issue.code !== 'invalid_type') return issue.message;
  if (issue.expected === 'object' && fields.length > 0) return `fields: ${fields.join(', ')}`;
  const own = issue.expected === 'string' ? ofText(node) : null;
  return own ?? EXPECTED[issue.expected] ?? issue.expected;
}

/** What a text has to be, which a schema says only of texts: a date, an id. */
function ofText(node: Taking | null): string | null {
  const message = node?.safeParse?.('?').error?.issues[0]?.message;
  return message === undefined || /^(Invalid|Too|Unrecognized)/.test(message) ? null : message;
}

function boundWords(issue: core.$ZodIssueTooSmall | core.$ZodIssueTooBig): string {
  const what = { string: ' letters', array: ' entries' }[issue.origin as string] ?? '';
  const bound = issue.code === 'too_small' ? issue.minimum : issue.maximum;
  if (issue.inclusive === false)
    return `${issue.code === 'too_small' ? 'more' : 'less'} than ${bound}${what}`;
  return `at ${issue.code === 'too_small' ? 'least' : 'most'} ${bound}${what}`;
}
