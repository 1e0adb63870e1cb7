import { formulaFlaw, formulaParts } from '#model/metric/series/formula.ts';
import type { Problem } from '#model/problem.ts';
import type { Metric } from '#model/record/metric.ts';
import type { Content } from '#ingest/content/content.ts';
import { sourceOf, type Source } from '#ingest/content/source.ts';
import { named } from './fieldReferences.ts';
import type { Known } from './known.ts';
import { problemAt } from './problemAt.ts';

/** Formulas can be read, and limits and exports are such as the kind of the metric has. */
export function metricReferences(
  { metrics }: Content,
  sources: readonly Source[],
  known: Known,
): Problem[] {
  return metrics.flatMap((metric) => {
    const source = sourceOf(sources, 'metric', metric.id);
    if (!source) return [];
    return [...limits(metric, source), ...origin(metric, source, metrics, known)];
  });
}

function origin(
  metric: Metric,
  source: Source,
  metrics: readonly Metric[],
  known: Known,
): Problem[] {
  const { value } = metric;
  if (value.kind === 'clock') return [];
  if (value.kind === 'formula') return formula(metric, value.expression, source, metrics);
  return metric.export === ''
    ? named(source, ['export'], 'export', { id: metric.export, known })
    : [];
}

/** What a metric has to be for the charts that are not for any value. */
const CHART_OF: Partial<Record<Metric['spc'], 'ratio' | 'column'>> = {
  p: 'ratio',
  'p-prime': 'ratio',
  u: 'ratio',
  'u-prime': 'ratio',
  g: 'ratio',
  c: 'column',
  t: 'column',
};

function limits({ id, spc, value }: Metric, source: Source): Problem[] {
  const wants = CHART_OF[spc];
  if (wants === undefined || value.kind === wants) return [];
  const [kind, other] =
    wants === 'ratio'
      ? ['ratio: there is no denominator to take them from', 'ratio']
      : ['count of a column', 'count'];
  return [
    problemAt(source, ['spc'], {
      code: 'content/limits',
      found: `the limits are ${spc}, and the metric "${id}" is no ${kind}`,
      fix: `leave spc out, or make it a ${other}`,
      allowed: 'auto, xmr, none',
    }),
  ];
}

function formula(
  metric: Metric,
  expression: string,
  source: Source,
  metrics: readonly Metric[],
): Problem[] {
  const names = formulaParts(expression);
  const flaw = formulaFlaw(expression);
  const at = ['value', 'formula'];
  const unreadable =
    flaw &&
    problemAt(source, at, {
      code: 'content/formula',
      found: `the formula "${inBrief(expression)}" cannot be read: ${flaw}`,
      fix: 'write metric ids and numbers with + - * / and brackets, such as 100 * good / (good + bad)',
    });
  return [
    ...(unreadable ? [unreadable] : []),
    ...metrics
      .filter(({ id, grain }) => names.includes(id) && grain !== metric.grain)
      .map(({ id, grain }) =>
        problemAt(source, at, {
          code: 'content/formula',
          found: `the formula takes "${id}" by the ${grain}, and the metric itself goes by the ${metric.grain}`,
          fix: `set grain: ${grain}, or take a metric by the ${metric.grain}`,
          allowed: metric.grain,
        }),
      ),
  ];
}

/** The beginning of a text that may be very long. */
function inBrief(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
