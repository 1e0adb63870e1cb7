import { cellIndex } from '#model/metric/series/cellIndex.ts';
import type { EvidenceView } from '#model/gate/evidenceView.ts';
import { listOf } from '#model/words/format.ts';
import type { Judgement } from '#model/gate/kinds/kind.ts';
import type { MeasuredCriterion } from '#model/record/criterion.ts';
import { combineUnits } from './across.ts';
import { judgeComparison } from './comparison.ts';
import { blankResult } from './result.ts';
import { judgedScopes } from './scope.ts';
import { judgeUnit } from './unit.ts';

/** Judges a criterion on a metric, guardrails included: each site, line or pool by itself, then all of them together. */
export function judgeMetric(criterion: MeasuredCriterion, view: EvidenceView): Judgement {
  const metric = view.metric(criterion.metric);
  const blank = blankResult(criterion, view, metric);
  if (!metric)
    return {
      ...blank,
      reason: 'not-configured',
      because: 'the metric is not configured',
    };
  const cells = view.observations(metric.id);
  if (criterion.kind === 'metric' && criterion.must.kind === 'comparison')
    return judgeComparison(criterion, view, metric, cells);
  const scopes = judgedScopes(criterion, view, cells);
  const judged = scopes.map((of) => ({
    of,
    unit: judgeUnit({ criterion, view, metric, cells, of }),
  }));
  // A site of the initiative that was not named for this gate and is not live long enough is not in scope yet.
  const young = judged.filter(({ of, unit }) => !of.named && unit.reason === 'not-live');
  const units = judged.filter((entry) => !young.includes(entry)).map(({ unit }) => unit);
  const sites = [...new Set(scopes.flatMap((of) => of.sites))].filter(
    (site) => cellIndex(cells).of(site).length > 0,
  );
  if (units.length === 0) {
    const earliest = young.flatMap(({ unit }) => unit.earliest ?? []).sort()[0] ?? null;
    const words =
      young.length === 0
        ? 'no site or line is in scope yet'
        : `nothing is live long enough: ${young.map(({ unit }) => unit.sentence).join('; ')}`;
    return {
      ...blank,
      reason: 'no-scope',
      earliest,
      sites,
      because: `${words}${earliest ? `; earliest possible ${earliest}` : ''}`,
    };
  }
  const result = combineUnits(criterion, metric, units, { ...blank, sites });
  return young.length === 0
    ? result
    : {
        ...result,
        because: `${result.because}; not live long enough yet: ${listOf(young.map(({ unit }) => unit.name))}`,
      };
}
