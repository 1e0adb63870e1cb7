import { computeMetrics } from '#model/metric/computeMetric.ts';
import type { SpecProblem } from '#charts/specProblem.ts';
import type { MetricState } from '#model/metric/metricState.ts';
import type { BodyNode } from '#model/record/playbook.ts';
import { askOf, metricIds } from '#model/ownChart/askOf.ts';
import { isRefusal, type ChartKind } from '#model/ownChart/kind.ts';
import { chartKind } from '#model/ownChart/kinds.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import type { Problem } from '#model/problem.ts';
import { ChartProcess } from './chartProcess/chartProcess.ts';

/** Charts that authors specified and that cannot be drawn, each with its file and line. */
export async function authorChartProblems(portfolio: Portfolio): Promise<Problem[]> {
  const { playbooks, reports, initiatives } = portfolio;
  const texts = [...playbooks, ...reports, ...initiatives].flatMap((record) => [
    record,
    ...Object.values(record.inLanguages ?? {}).flatMap(({ translation }) => translation ?? []),
  ]);
  const charts = texts.flatMap(({ file, body }) => chartsIn(body).map((node) => ({ file, node })));
  if (charts.length === 0) return [];
  const { specProblems } = await import('#charts/specProblem.ts');
  const metrics = computeMetrics(portfolio);
  const drawing = new ChartProcess();
  const found = await Promise.all(
    charts.map(async ({ file, node }) => {
      const kind = chartKind(node.name);
      if (kind) return plannedProblems(kind, { file, node, metrics, portfolio, drawing });
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

/** A chart in one line that cannot be planned or drawn. */
async function plannedProblems(
  kind: ChartKind,
  {
    file,
    node,
    metrics,
    portfolio,
    drawing,
  }: {
    file: string;
    node: ChartNode;
    metrics: ReadonlyMap<string, MetricState>;
    portfolio: Portfolio;
    drawing: ChartProcess;
  },
): Promise<Problem[]> {
  const ask = askOf(node.props, metrics, portfolio.sites);
  // A metric that is not there is reported where it is named.
  if (ask.metrics.length < metricIds(node.props).length) return [];
  const place = { severity: 'error' as const, file, line: node.line, column: 1 };
  const plan = kind.plan(ask);
  if (isRefusal(plan)) {
    const { prop: _, ...said } = plan;
    const found = said.found.startsWith('<') ? said.found : `<${node.name}>: ${said.found}`;
    return [{ code: 'content/chart', ...place, ...said, found }];
  }
  const { plannedCharts } = await import('#charts/plannedChart.ts');
  try {
    await plannedCharts(plan, 'check', (whole) => drawing.draw(whole));
    return [];
  } catch (error) {
    return [
      {
        code: 'content/chart',
        ...place,
        found: `<${node.name}> cannot be drawn: ${(error as Error).message}`,
        fix: 'take another chart, or fewer periods and groups',
      },
    ];
  }
}

type ChartNode = Extract<BodyNode, { kind: 'component' }>;

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

function chartsIn(body: readonly BodyNode[]): ChartNode[] {
  const isChart = (name: string) => name === 'VegaLite' || chartKind(name) !== null;
  return body.flatMap((node) =>
    node.kind === 'html' ? [] : [...(isChart(node.name) ? [node] : []), ...chartsIn(node.children)],
  );
}
