import { nearest, type Problem } from '#model/problem.ts';
import type { Playbook } from '#model/record/playbook.ts';
import { sourceOf, type Source } from '#ingest/content/source.ts';

/** A plant follows a playbook once, since a day that has come, and from a revision on that was issued. */
export function provedReferences(
  playbooks: readonly Playbook[],
  sources: readonly Source[],
  today: string,
): Problem[] {
  return playbooks.flatMap((playbook) => {
    const source = sourceOf(sources, 'playbook', playbook.id);
    const issued = playbook.revisions.map(({ revision }) => revision);
    return playbook.provedAt.flatMap(({ site, since, revision }, index): Problem[] => {
      const at = (field: string, found: string, fix: string): Problem => ({
        code: 'content/proved-at',
        severity: 'error',
        file: playbook.file,
        ...(source?.yaml.at(['provedAt', index, field]) ?? { line: null, column: null }),
        found,
        fix,
      });
      const first = playbook.provedAt.findIndex((one) => one.site === site);
      const near = revision === undefined ? null : nearest(revision, issued);
      return [
        ...(first < index
          ? [
              at(
                'site',
                `the site "${site}" is named twice`,
                'keep the entry of the day on which it began',
              ),
            ]
          : []),
        ...(since !== undefined && since > today
          ? [
              at(
                'since',
                `since is ${since}, which is after today`,
                'write the day on which the plant began',
              ),
            ]
          : []),
        ...(revision !== undefined && !issued.includes(revision)
          ? [
              at(
                'revision',
                `there is no revision "${revision}"`,
                near ? `did you mean "${near}"?` : 'name one under revisions, or remove it',
              ),
            ]
          : []),
      ];
    });
  });
}
