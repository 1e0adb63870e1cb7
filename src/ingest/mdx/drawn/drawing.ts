import type { BodyNode } from '#model/record/playbook.ts';
import type { Problem } from '#model/problem.ts';

export type HtmlNode = Extract<BodyNode, { kind: 'html' }>;

/** What is drawn once the text around it is read: a formula, code in colours or a diagram. */
export interface Drawing {
  /** Where in the body its HTML belongs. */
  node: HtmlNode;
  is: Formula | Code | Diagram;
  line: number;
  column: number;
}

export interface Formula {
  kind: 'formula';
  tex: string;
  /** On a line of its own. */
  isBlock: boolean;
}

export interface Code {
  kind: 'code';
  /** As it is written after the fence; empty where nothing is. */
  language: string;
  title: string | null;
  /** Lines to point out, 1-based. */
  marked: number[];
  text: string;
}

export interface Diagram {
  kind: 'diagram';
  language: 'dot' | 'mermaid';
  title: string | null;
  text: string;
}

/** What is wrong with a drawing: `line` counts from its first line, 0 is the fence. */
export interface DrawingFlaw {
  found: string;
  fix: string;
  allowed?: string;
  line?: number;
  severity?: Problem['severity'];
}

export interface Drawn {
  html: string;
  flaws: DrawingFlaw[];
}
