import { computeMetrics } from '#model/metric/computeMetric.ts';
import type { BodyNode } from '#model/record/playbook.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import type { Problem } from '#model/problem.ts';
import { ChartThread } from './chartThread/chartThread.ts';

/** Charts that authors specified and that cannot be drawn, each with its file and line. */
export async function authorChartProblems(portfolio: Portfolio): Promise<Problem[]> {
  const { playbooks, reports, initiatives } = portfolio;
  const charts = [...playbooks, ...reports, ...initiatives].flatMap(({ file, body }) =>
    chartsIn(body).map((node) => ({ file, node })),
  );
  if (charts.length === 0) return [];
  const [{ specProblems }, { authorSpec }] = await Promise.all([
    import('#charts/specProblem.ts'),
    import('#charts/authorSpec.ts'),
  ]);
  const metrics = computeMetrics(portfolio);
  const thread = new ChartThread();
  const found = await Promise.all(
    charts.map(async ({ file, node }) => {
      const spec = node.props.spec as object;
      const metric = metrics.get(String(node.props.metric));
      const problems = specProblems(spec);
      if (problems.length === 0 && metric)
        await authorSpec(spec, metric, 'check', (whole) => thread.draw(whole)).catch(
          (error: Error) =>
            problems.push({
              found: `it cannot be drawn: ${error.message}`,
              fix: 'see https://vega.github.io/vega-lite/docs/spec.html',
            }),
        );
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
  await thread.end();
  return found.flat();
}

function chartsIn(body: readonly BodyNode[]): Extract<BodyNode, { kind: 'component' }>[] {
  return body.flatMap((node) =>
    node.kind === 'html'
      ? []
      : [...(node.name === 'VegaLite' ? [node] : []), ...chartsIn(node.children)],
  );
}
