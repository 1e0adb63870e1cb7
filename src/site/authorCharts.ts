import { computeMetrics } from '#model/metric/computeMetric.ts';
import type { SpecProblem } from '#charts/specProblem.ts';
import type { MetricState } from '#model/metric/metricState.ts';
import type { BodyNode } from '#model/record/playbook.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import type { Problem } from '#model/problem.ts';
import { ChartProcess } from './chartProcess/chartProcess.ts';

/** Charts that authors specified and that cannot be drawn, each with its file and line. */
export async function authorChartProblems(portfolio: Portfolio): Promise<Problem[]> {
  const { playbooks, reports, initiatives } = portfolio;
  const charts = [...playbooks, ...reports, ...initiatives].flatMap(({ file, body }) =>
    chartsIn(body).map((node) => ({ file, node })),
  );
  if (charts.length === 0) return [];
  const { specProblems } = await import('#charts/specProblem.ts');
  const metrics = computeMetrics(portfolio);
  const drawing = new ChartProcess();
  const found = await Promise.all(
    charts.map(async ({ file, node }) => {
      const spec = node.props.spec as object;
      const metric = metrics.get(String(node.props.metric));
      const problems = specProblems(spec);
      if (problems.length === 0 && metric)
        problems.push(...(await drawingProblems(spec, metric, drawing)));
      return problems.map((problem): Problem => ({
        code: 'content/chart-spec',
        severity: 'error',
        file,
        line: node.line,
        column: 1,
        ...problem,
        found: `<VegaLite metric="${node.props.metric}">: ${problem.found}`,
      }));
    }),
  );
  await drawing.end();
  return found.flat();
}

/** What is wrong with a drawing that the spec alone does not show. A metric without rows has nothing to draw yet. */
async function drawingProblems(
  spec: object,
  metric: MetricState,
  drawing: ChartProcess,
): Promise<SpecProblem[]> {
  const { authorSpec } = await import('#charts/authorSpec.ts');
  const fix = 'see https://vega.github.io/vega-lite/docs/spec.html';
  try {
    await authorSpec(spec, metric, 'check', (whole) => drawing.draw(whole));
    return [];
  } catch (error) {
    return [{ found: `it cannot be drawn: ${(error as Error).message}`, fix }];
  }
}

function chartsIn(body: readonly BodyNode[]): Extract<BodyNode, { kind: 'component' }>[] {
  return body.flatMap((node) =>
    node.kind === 'html'
      ? []
      : [...(node.name === 'VegaLite' ? [node] : []), ...chartsIn(node.children)],
  );
}
