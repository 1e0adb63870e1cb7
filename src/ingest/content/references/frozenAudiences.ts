import { type Audience, isNarrower } from '#model/record/audience.ts';
import type { Problem } from '#model/problem.ts';
import { isWithholdable, type Withholdable } from '#model/record/references.ts';
import { frozenIds } from '#model/report/facts/frozenIds.ts';
import type { Content } from '#ingest/content/content.ts';
import { sourceOf, type Source } from '#ingest/content/source.ts';

/** Frozen numbers of records that were given a narrower audience since, in reports that others read: such a page would show them still. */
export function frozenAudiences(
  { reports, settings }: Content,
  sources: readonly Source[],
  meant: (kind: Withholdable, id: string) => Audience | undefined,
): Problem[] {
  return reports.flatMap((report): Problem[] => {
    const source = sourceOf(sources, 'report', report.id);
    if (!report.facts || !source) return [];
    for (const name of frozenIds(report.facts)) {
      const [kind = '', id = ''] = name.split('/');
      if (!isWithholdable(kind)) continue;
      const inner = meant(kind, id);
      if (isNarrower(settings.audiences, inner, report.audience))
        return [
          {
            code: 'content/audience',
            severity: 'error',
            file: source.yaml.file,
            ...source.yaml.at(['title']),
            found: `the frozen numbers of report "${report.id}" hold the ${kind} "${id}", which is for ${inner} only, and ${report.audience ?? 'everybody'} may read it`,
            fix: `give the report audience: ${inner}, or freeze it again with --again "${id} is for ${inner}"`,
          },
        ];
    }
    return [];
  });
}
