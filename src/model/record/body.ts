import type { MediaFile } from './media.ts';

/** A playbook or report body: chunks of HTML and components with literal props, in order. */
export type BodyNode =
  | {
      kind: 'html';
      html: string;
      /** What was written, where the HTML is drawn from it: code, a formula, a diagram. */
      source?: string;
    }
  | {
      kind: 'component';
      name: string;
      props: Record<string, unknown>;
      children: BodyNode[];
      line: number;
      /** The files that its props name, by the prop. */
      files?: Record<string, MediaFile>;
      /** Of what a shared part brings: its file, and the lines at which it is included. */
      from?: { file: string; at: string };
    };

/** The place of a component on its page, for an id: a shared part has lines of its own. */
export function placeKey({
  line,
  from,
}: Pick<Extract<BodyNode, { kind: 'component' }>, 'line' | 'from'>): string {
  return from ? `${from.at}-${line}` : String(line);
}

export interface Heading {
  depth: number;
  id: string;
  text: string;
}
