import { withGoalTargets } from '#model/goal/goalTargets.ts';
import { decisiveMetrics } from '#model/metric/decisive.ts';
import { formulaParts } from '#model/metric/series/formula.ts';
import { partsOf } from '#model/metric/series/pooledValue.ts';
import type { Metric } from '#model/record/metric.ts';
import type { Observations } from '#model/record/observation.ts';
import type { Problem } from '#model/problem.ts';
import type { IsoDate } from '#model/time/date.ts';
import type { Content } from '#ingest/content/content.ts';
import { sourceOf, type Source } from '#ingest/content/source.ts';
import type { ReadExport } from '#ingest/export/exports.ts';
import type { Resource } from '#ingest/schemas/datapackage.ts';
import { baselineOutside, targetBehind } from './baselineAndTarget.ts';
import { emptyFormula, emptyMetric } from './emptyMetric.ts';
import { unmatchedFilters, type Unmatched } from './unmatched.ts';

interface Read {
  content: Content;
  exports: readonly ReadExport[];
  observations: Map<string, Observations>;
}

interface Places {
  sources: readonly Source[];
  resources: readonly Resource[];
  asOf: IsoDate;
}

/**
 * What metrics ask for and the rows do not have: values of a filter, any value at all, the periods of a baseline, a way from
 * the baseline to the target. An error where a goal or a gate rests on it, else a warning; what is left out is a doubt.
 */
export function matchesNothing(read: Read, places: Places): Problem[] {
  const { content, observations } = read;
  const decisive = decisiveMetrics(content);
  const metrics = withGoalTargets(content.metrics, content.goals);
  const parts = partsOf({ metrics, observations, settings: content.settings });
  return metrics.flatMap((metric) => {
    const observed = observations.get(metric.id);
    if (!observed) return [];
    const target = targetBehind(metric, observed, parts);
    return [
      ...flawsOf(metric, observed, read, places).map((flaw) =>
        problemOf(flaw, metric, places, isError(flaw, decisive.get(metric.id))),
      ),
      ...(target ? [targetProblem(target, metric, content, places)] : []),
    ];
  });
}

function flawsOf(
  metric: Metric,
  observed: Observations,
  { exports, observations }: Read,
  { resources, asOf }: Places,
): Unmatched[] {
  const baseline = baselineOutside(metric, observed, asOf);
  const outside = baseline ? [baseline] : [];
  if (metric.value.kind === 'formula') {
    const empty = emptyFormula(metric, observations, formulaParts(metric.value.expression));
    return empty ? [empty] : outside;
  }
  const source = exports.find(({ report }) => report.contract.name === metric.export);
  if (!source || source.digest.rows === 0) return [];
  const fields = resources.find(({ name }) => name === metric.export)?.schema.fields ?? [];
  const { unmatched, doubts } = unmatchedFilters(metric, source, fields);
  if (doubts.length > 0)
    observations.set(metric.id, { ...observed, doubts: [...(observed.doubts ?? []), ...doubts] });
  const isExplained = unmatched.some(({ weight }) => weight !== 'partial');
  const empty = isExplained ? null : emptyMetric(metric, observed, source, asOf);
  return [...unmatched, ...(empty ? [empty] : []), ...outside];
}

function isError({ weight }: Unmatched, rests: string | undefined): string | null {
  if (weight === 'impossible') return '';
  return weight === 'empty' && rests !== undefined ? `; ${rests} rests on it` : null;
}

function problemOf(
  { weight: _, at, ...flaw }: Unmatched,
  metric: Metric,
  { sources }: Places,
  error: string | null,
): Problem {
  const file = sourceOf(sources, 'metric', metric.id);
  return {
    ...flaw,
    found: `${flaw.found}${error ?? ''}`,
    severity: error === null ? 'warning' : 'error',
    file: file?.yaml.file ?? metric.file,
    ...(file?.yaml.at([...file.path, ...at]) ?? { line: null, column: null }),
  };
}

/** The target of a goal is reported where the goal writes it, and stops the build: the goal would be judged the wrong way round. */
function targetProblem(
  { at, ...flaw }: Omit<Unmatched, 'weight'>,
  metric: Metric,
  { goals, metrics }: Content,
  { sources }: Places,
): Problem {
  const measured = goals.filter((goal) => goal.metric === metric.id && goal.status === 'active');
  const own = metrics.find(({ id }) => id === metric.id)?.target;
  const goal = own ? undefined : measured.find(({ target }) => target);
  const file = sources.find(({ kind, id }) =>
    goal ? kind === 'goal' && id === goal.id : kind === 'metric' && id === metric.id,
  );
  return {
    ...flaw,
    severity: measured.length > 0 ? 'error' : 'warning',
    file: file?.yaml.file ?? metric.file,
    ...(file?.yaml.at([...file.path, ...at]) ?? { line: null, column: null }),
  };
}
