import type { Problem } from '#model/problem.ts';
import { coloured } from './coloured.ts';
import { diagram } from './diagram.ts';
import type { Drawing, Drawn } from './drawing.ts';
import { mathMl } from './mathMl.ts';

const CODES = {
  formula: 'content/tex',
  code: 'content/code-language',
  diagram: 'content/diagram',
} as const;

/** Fills the places of a body that are drawn, and gives back what is wrong with them. */
export async function drawAll(drawings: readonly Drawing[], file: string): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const drawing of drawings) {
    const { html, flaws } = await draw(drawing.is);
    drawing.node.html = html;
    for (const { line = 0, severity = 'error', ...flaw } of flaws)
      problems.push({
        code: CODES[drawing.is.kind],
        severity,
        file,
        line: drawing.line + line,
        column: line > 0 ? 1 : drawing.column,
        ...flaw,
      });
  }
  return problems;
}

async function draw(is: Drawing['is']): Promise<Drawn> {
  if (is.kind === 'formula') return mathMl(is);
  return is.kind === 'code' ? coloured(is) : diagram(is);
}
