import { mdxToHast } from 'satteri';
import type { Problem } from '#model/problem.ts';
import type { Body, ParsedBody } from './body.ts';
import { BodyWriter, type Node } from './bodyWriter.ts';
import { drawAll } from './drawn/drawAll.ts';
import { entryProblems } from './entryProblems.ts';
import { syntaxProblem } from './syntaxProblem.ts';

/**
 * Beyond CommonMark: tables, task lists and footnotes; `{#own-id}` after a heading, `Term` over `: meaning`, `x^2^`, and
 * formulas between `$$`. One dollar sign is money.
 */
export const FEATURES = {
  gfm: true,
  headingAttributes: true,
  definitionList: true,
  superscript: true,
  math: { singleDollarTextMath: false },
};

/** An MDX body as chunks of HTML and component nodes. A playbook is data: it may not import, export or compute. */
export async function readBody(
  source: string,
  file: string,
  offset: number,
): Promise<Body & { problems: Problem[] }> {
  return drawn(parseBody(source, file, offset), file);
}

/** The same with its formulas, code and diagrams still to be drawn. */
export function parseBody(source: string, file: string, offset: number): ParsedBody {
  try {
    const tree = mdxToHast(source, { features: FEATURES }) as Node;
    return bodyOf(tree.children, source, file, offset);
  } catch (error) {
    return unreadBody(syntaxProblem(error as Error, source, file, offset));
  }
}

/** The same from a tree that is there. */
export function bodyOf(nodes: Node[], source: string, file: string, offset: number): ParsedBody {
  const result: ParsedBody = { body: [], headings: [], uses: [], problems: [], drawings: [] };
  result.body = new BodyWriter(source, file, offset, result).write(nodes);
  result.problems.push(...entryProblems(result.body, file));
  return result;
}

export async function drawn(
  { drawings, ...body }: ParsedBody,
  file: string,
): Promise<Body & { problems: Problem[] }> {
  return { ...body, problems: [...body.problems, ...(await drawAll(drawings, file))] };
}

export function unreadBody(problem: Problem): ParsedBody {
  return { body: [], headings: [], uses: [], problems: [problem], drawings: [] };
}
