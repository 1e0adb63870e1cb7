import type { IsoDate } from '#model/time/date.ts';
import { partsOf } from '#model/metric/series/pooledValue.ts';
import type { Observations } from '#model/record/observation.ts';
import { partedBy } from '#model/record/freeDimension.ts';
import type { Problem } from '#model/problem.ts';
import type { Content } from '#ingest/content/content.ts';
import { sourceOf, type Source } from '#ingest/content/source.ts';
import type { ReadExport } from '#ingest/export/exports.ts';
import type { Resource } from '#ingest/schemas/datapackage.ts';
import { addFormulas } from './formula.ts';
import { markIncomplete } from './reporting.ts';
import { matchesNothing } from './matchesNothing.ts';
import { observe } from './observe.ts';
import { siteChanges } from './siteChanges.ts';

/** The observations of every metric, formulas included, and what its definition asks for in vain. */
export function observeMetrics(
  content: Content,
  exports: readonly ReadExport[],
  {
    sources,
    resources,
    asOf,
    unsound,
  }: {
    sources: readonly Source[];
    resources: readonly Resource[];
    asOf: IsoDate;
    /** Metrics whose columns cannot be taken as they are asked for. */
    unsound: ReadonlySet<string>;
  },
): { observations: Map<string, Observations>; problems: Problem[] } {
  const { metrics, sites, settings } = content;
  const observations = new Map<string, Observations>();
  const problems: Problem[] = [];
  for (const metric of metrics) {
    const source = exports.find(({ report }) => report.contract.name === metric.export);
    if (metric.value.kind === 'formula' || !source || unsound.has(metric.id)) continue;
    const observed = observe(metric, source, asOf, sites);
    const free = Object.entries(metric.free ?? {}).map(([name, column]) => {
      const parted = observe(partedBy(metric, column), source, asOf, sites);
      return [name, parted.observations.latest] as const;
    });
    observations.set(metric.id, {
      ...observed.observations,
      ...(free.length > 0 ? { free: Object.fromEntries(free) } : {}),
    });
    const file = sourceOf(sources, 'metric', metric.id);
    for (const problem of observed.problems)
      problems.push({ ...problem, file: metric.file, ...file?.yaml.at([...file.path, 'date']) });
  }
  markIncomplete(metrics, observations, exports, { sites, asOf });
  addFormulas(observations, metrics, asOf, settings.minGroupSize);
  const parts = partsOf({ metrics, observations, settings });
  for (const metric of metrics) {
    const changes = siteChanges(metric, observations.get(metric.id), { sites, asOf, parts });
    if (changes.length > 0) metric.siteChanges = changes;
  }
  problems.push(
    ...matchesNothing({ content, exports, observations }, { sources, resources, asOf }),
  );
  return { observations, problems };
}
