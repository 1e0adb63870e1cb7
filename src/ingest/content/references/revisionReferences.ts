import { nearest, type Problem } from '#model/problem.ts';
import type { Playbook } from '#model/record/playbook.ts';
import { sourceOf, type Source } from '#ingest/content/source.ts';

interface Flaw {
  path: (string | number)[];
  found: string;
  fix: string;
}

/** Revisions are told apart by their names and follow one another, and who approves was asked to. */
export function revisionReferences(
  playbooks: readonly Playbook[],
  sources: readonly Source[],
): Problem[] {
  return playbooks.flatMap((playbook) => {
    const source = sourceOf(sources, 'playbook', playbook.id);
    return [...revisionFlaws(playbook), ...approvalFlaws(playbook)].map(
      ({ path, ...flaw }): Problem => ({
        code: 'content/revision',
        severity: 'error',
        file: playbook.file,
        ...(source?.yaml.at(path) ?? { line: null, column: null }),
        ...flaw,
      }),
    );
  });
}

function revisionFlaws({ revisions }: Playbook): Flaw[] {
  return revisions.flatMap(({ revision, date }, index): Flaw[] => {
    const path = ['revisions', index];
    const before = revisions[index - 1];
    const flaws: Flaw[] = [];
    if (revisions.findIndex((one) => one.revision === revision) < index)
      flaws.push({
        path: [...path, 'revision'],
        found: `there is a revision "${revision}" already`,
        fix: 'give each its own name: people say which one they worked by',
      });
    if (before !== undefined && date < before.date)
      flaws.push({
        path: [...path, 'date'],
        found: `revision ${revision} of ${date} is written below revision ${before.revision} of ${before.date}`,
        fix: 'write the oldest first: the last one is taken as the newest',
      });
    return flaws;
  });
}

function approvalFlaws({ approvals, approvedBy }: Playbook): Flaw[] {
  return approvals.flatMap(({ role }, index): Flaw[] => {
    const path = ['approvals', index];
    const near = nearest(role, approvedBy);
    const flaws: Flaw[] = [];
    if (!approvedBy.includes(role))
      flaws.push({
        path: [...path, 'role'],
        found: `"${role}" is none of approvedBy: ${approvedBy.join(', ') || 'it names nobody'}`,
        fix: near ? `did you mean "${near}"?` : 'add the role to approvedBy, or correct it',
      });
    return flaws;
  });
}
