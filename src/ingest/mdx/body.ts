import type { BodyNode, Heading } from '#model/record/playbook.ts';
import type { Problem } from '#model/problem.ts';
import type { Drawing } from './drawn/drawing.ts';

/** The text of a file as nodes, with what of it is checked once everything is read. */
export interface Body {
  body: BodyNode[];
  headings: Heading[];
  /**
   * Every prop with its position, for the check of ids.
   * `within`: audiences of the components around it and of its own, outermost first.
   */
  uses: {
    component: string;
    prop: string;
    value: unknown;
    line: number;
    column: number;
    within: string[];
    /** The file that it is in, where that is a shared part. */
    file?: string;
  }[];
}

export interface ParsedBody extends Body {
  problems: Problem[];
  /** What is still to be drawn. */
  drawings: Drawing[];
}
