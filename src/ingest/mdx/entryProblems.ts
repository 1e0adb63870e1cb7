import type { BodyNode } from '#model/record/playbook.ts';
import { type EntryField, entryField } from '#model/record/playbookEntries.ts';
import type { Problem } from '#model/problem.ts';

type Flaw = { found: string; fix: string; allowed?: string };

/** What is wrong with the fields of a body beside their single props: they are in a step, of one kind, and called by one name each. */
export function entryProblems(body: readonly BodyNode[], file: string): Problem[] {
  const seen = new Map<string, number>();
  return placed(body, false).flatMap(({ field, isInStep }) => {
    const before = seen.get(field.name);
    seen.set(field.name, before ?? field.line);
    const flaws = [
      isInStep ? null : OUTSIDE,
      before === undefined ? null : twice(field, before),
      ...kindFlaws(field),
    ];
    return flaws.flatMap((flaw): Problem[] =>
      flaw === null
        ? []
        : [
            {
              code: 'content/value',
              severity: 'error',
              file,
              line: field.line,
              column: 1,
              ...flaw,
            },
          ],
    );
  });
}

function placed(
  nodes: readonly BodyNode[],
  isInStep: boolean,
): { field: EntryField; isInStep: boolean }[] {
  return nodes.flatMap((node) => {
    if (node.kind !== 'component') return [];
    if (node.name === 'Value') return [{ field: entryField(node), isInStep }];
    return placed(node.children, isInStep || node.name === 'Step');
  });
}

const OUTSIDE: Flaw = {
  found: '<Value> is in no <Step>',
  fix: 'move it between <Step …> and </Step>: a value is entered before its step is ticked',
};

const twice = ({ name }: EntryField, line: number): Flaw => ({
  found: `"${name}" is entered a second time; the first <Value> of that name is in line ${line}`,
  fix: 'give each its own name, since a record tells values apart by it',
});

function kindFlaws({ name, kind, unit, min, max, choices, good }: EntryField): (Flaw | null)[] {
  const unknown = good.filter((one) => !choices.includes(one));
  return [
    min !== null && max !== null && min > max
      ? {
          found: `the limits of "${name}" are ${min} to ${max}, so that no number is within`,
          fix: 'write the smaller one as min',
        }
      : null,
    kind !== 'number' && (min !== null || max !== null || unit !== '')
      ? {
          found: `"${name}" is a ${kind} with limits or a unit, which only a number has`,
          fix: 'remove min, max and unit, or leave kind out',
        }
      : null,
    kind === 'choice' && choices.length < 2
      ? {
          found: `"${name}" is a choice of ${choices.length}`,
          fix: 'write choices={["sound", "worn"]}',
        }
      : null,
    kind !== 'choice' && choices.length + good.length > 0
      ? {
          found: `"${name}" is a ${kind} with choices`,
          fix: 'write kind="choice", or remove choices and good',
        }
      : null,
    kind === 'choice' && unknown.length > 0
      ? {
          found: `good of "${name}" names ${unknown.map((one) => `"${one}"`).join(', ')}, which is no choice of it`,
          allowed: choices.join(', '),
          fix: 'write it as it is in choices',
        }
      : null,
  ];
}
