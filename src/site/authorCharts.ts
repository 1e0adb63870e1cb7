import type { BodyNode } from '#model/record/playbook.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import type { Problem } from '#model/problem.ts';

/** Charts that authors specified and that cannot be drawn, each with its file and line. */
export async function authorChartProblems({
  playbooks,
  reports,
  initiatives,
}: Portfolio): Promise<Problem[]> {
  const charts = [...playbooks, ...reports, ...initiatives].flatMap(({ file, body }) =>
    chartsIn(body).map((node) => ({ file, node })),
  );
  if (charts.length === 0) return [];
  const { specProblems } = await import('#charts/specProblem.ts');
  return charts.flatMap(({ file, node }) =>
    specProblems(node.props.spec as object).map((problem): Problem => ({
      code: 'content/chart-spec',
      severity: 'error',
      file,
      line: node.line,
      column: 1,
      ...problem,
      found: `<VegaLite metric="${node.props.metric}">: ${problem.found}`,
    })),
  );
}

function chartsIn(body: readonly BodyNode[]): Extract<BodyNode, { kind: 'component' }>[] {
  return body.flatMap((node) =>
    node.kind === 'html'
      ? []
      : [...(node.name === 'VegaLite' ? [node] : []), ...chartsIn(node.children)],
  );
}
