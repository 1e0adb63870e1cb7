import { metricOf } from '#model/record/criterion.ts';
import type { ExportReport } from '#model/record/export.ts';
import type { BodyNode } from '#model/record/playbook.ts';
import { sourcesOf } from '#model/metric/sourcesOf.ts';
import { metricIds } from '#model/ownChart/askOf.ts';
import { chartKind } from '#model/ownChart/kinds.ts';
import type { Portal } from '#model/portal.ts';
import type { Report } from '#model/record/report.ts';
import type { Shown } from './freeze.ts';

/** Blocks that speak of the whole portfolio, and therefore rest on every export that a metric draws from. */
const WHOLE = new Set([
  'Answers',
  'Goals',
  'Decisions',
  'Foresight',
  'Changes',
  'Portfolio',
  'Sites',
  'Findings',
  'Confidence',
]);

/** What a report shows in full, and the exports that it rests on. */
export function shownBy(report: Report, portal: Portal): Shown & { exports: ExportReport[] } {
  const nodes = components(report.body);
  const metrics = new Set<string>();
  const parts = new Set<string>();
  const reviews = new Set<string>();
  for (const { name, props } of nodes) {
    const named = props.metric ?? (name === 'Metric' ? props.id : undefined);
    if (typeof named === 'string') metrics.add(named);
    if (chartKind(name) !== null)
      for (const id of metricIds(props)) {
        metrics.add(id);
        if (props.by !== undefined) parts.add(id);
      }
    if (
      typeof named === 'string' &&
      (props.by !== undefined ||
        props.site !== undefined ||
        props.line !== undefined ||
        name === 'VegaLite')
    )
      parts.add(named);
    if (name === 'Gate')
      for (const review of portal.reviews)
        if (
          review.initiative === props.initiative &&
          (props.review === undefined || props.review === review.review.id)
        )
          reviews.add(review.review.id);
    if (name === 'Decisions')
      for (const review of portal.reviews)
        if (review.state !== 'decided') reviews.add(review.review.id);
  }
  const behindGates = portal.reviews
    .filter((review) => reviews.has(review.review.id))
    .flatMap((review) => review.results.flatMap((result) => metricOf(result.criterion) ?? []));
  const drawn = nodes.some((node) => WHOLE.has(node.name))
    ? [...portal.metrics.keys()]
    : [...metrics, ...behindGates];
  const log = nodes.some((node) => node.name === 'Friction')
    ? portal.portfolio.exports.filter(
        (report) => report.contract.name === portal.portfolio.settings.friction?.export,
      )
    : [];
  const exports = [
    ...new Set([
      ...log,
      ...drawn.flatMap((id) => {
        const state = portal.metrics.get(id);
        return state ? sourcesOf(state.metric, portal.portfolio) : [];
      }),
    ]),
  ];
  for (const goal of portal.goals) if (goal.metric) metrics.add(goal.metric.metric.id);
  return {
    metrics,
    parts,
    reviews,
    findings: nodes.some((node) => node.name === 'Findings'),
    exports,
  };
}

function components(body: readonly BodyNode[]): Extract<BodyNode, { kind: 'component' }>[] {
  return body.flatMap((node) =>
    node.kind === 'component' ? [node, ...components(node.children)] : [],
  );
}
