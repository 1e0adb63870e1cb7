import type { Written } from '#model/record/portfolio.ts';

/** A paragraph of a text, with its line in the file. */
export interface Block {
  text: string;
  line: number;
  /** A component or a link is in it, or a component right before or after it. */
  evidence: boolean;
}

/** The paragraphs of an MDX body as it was written; code is left out. */
export function blocksOf({ text, line }: Written): Block[] {
  const blocks: { text: string; line: number }[] = [];
  let open: { text: string; line: number } | null = null;
  let fenced = false;
  for (const [index, row] of text.split('\n').entries()) {
    if (/^\s*(```|~~~)/.test(row)) fenced = !fenced;
    if (fenced || row.trim() === '' || /^\s*(```|~~~)/.test(row)) {
      open = null;
      continue;
    }
    if (open) open.text += `\n${row}`;
    else {
      open = { text: row, line: line + index };
      blocks.push(open);
    }
  }
  const component = (at: number) => /^\s*<[A-Z]/.test(blocks[at]?.text ?? '');
  return blocks.map((block, at) => ({
    ...block,
    evidence: /<[A-Z]\w*|\]\(/.test(block.text) || component(at - 1) || component(at + 1),
  }));
}
