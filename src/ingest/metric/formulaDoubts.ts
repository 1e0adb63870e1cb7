import { listOf } from '#model/words/format.ts';
import { formulaParts } from '#model/metric/series/formula.ts';
import type { Metric } from '#model/record/metric.ts';
import type { Observations, RowLength } from '#model/record/observation.ts';
import { counterDoubts } from './counterDoubts.ts';

/** What is doubtful about a formula: its parts, rows of unlike length that meet in it, and readings of a counter that it takes for use. */
export function formulaDoubts(
  metric: Metric,
  metrics: readonly Metric[],
  observations: ReadonlyMap<string, Observations>,
): string[] {
  const leaves = leavesOf(metric, metrics);
  const unlike = unlikeRows(metric, leaves, observations);
  const own = leaves.flatMap(({ id }) => observations.get(id)?.doubts ?? []);
  return [...new Set([...unlike, ...counterDoubts(metric, metrics, observations), ...own])];
}

/** The metrics that a formula is made of in the end, each once. */
function leavesOf(metric: Metric, metrics: readonly Metric[], under: string[] = []): Metric[] {
  if (metric.value.kind !== 'formula') return [metric];
  if (under.includes(metric.id)) return [];
  const named = formulaParts(metric.value.expression);
  const leaves = metrics
    .filter(({ id }) => named.includes(id))
    .flatMap((part) => leavesOf(part, metrics, [...under, metric.id]));
  return [...new Set(leaves)];
}

/** Weeks are cut by months where nobody said that their rows are to be split: then the parts of a formula cover different days. */
function unlikeRows(
  { grain }: Metric,
  leaves: readonly Metric[],
  observations: ReadonlyMap<string, Observations>,
): string[] {
  const lengthOf = ({ id }: Metric) => observations.get(id)?.rowLength;
  const isWhole = (length: RowLength | undefined) => length?.grain !== 'week' || length.isSure;
  const weekly = leaves.filter((leaf) => !isWhole(lengthOf(leaf)));
  const others = leaves.filter((leaf) => isWhole(lengthOf(leaf)));
  if (grain === 'day' || grain === 'week' || weekly.length === 0 || others.length === 0) return [];
  const named = (of: readonly Metric[]) =>
    listOf(of.map((leaf) => `${leaf.title} (${leaf.export})`));
  const source = weekly[0]?.export ?? '';
  return [
    `Rows of unlike length meet in it: ${named(weekly)} by the week, each counted in the ${grain} that it begins in, and ${named(others)} by ${others.length === 1 ? (lengthOf(others[0]!)?.grain ?? 'day') : 'other lengths'}. "rowsFor": "week" of ${source} in the contract splits weeks by days.`,
  ];
}
