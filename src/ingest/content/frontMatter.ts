import type { Problem } from '#model/problem.ts';

/** The block at the beginning of an MDX file: all of it with its two lines of hyphens, and the YAML between them. */
export interface FrontMatter {
  block: string;
  head: string;
}

const BLOCK = /^---[ \t]*\n(?:([\s\S]*?)\n)?---[ \t]*(?:\n|$)/;
/** A line of hyphens as text programs correct it. */
const DASHES = /^[ \t]*[-‐-―−]{1,3}[ \t]*$/;

export function frontMatterOf(source: string): FrontMatter | null {
  const [block, head = ''] = BLOCK.exec(source) ?? [];
  return block === undefined ? null : { block, head };
}

/** Why there is no front matter: nothing opens it, nothing closes it, or a line of dashes is there instead of hyphens. */
export function noFrontMatter(source: string, file: string): Problem {
  const lines = source.split('\n');
  const isOpen = /^---[ \t]*$/.test(lines[0] ?? '');
  const from = isOpen ? 1 : 0;
  const dashes = lines.findIndex(
    (line, at) => at >= from && DASHES.test(line) && /[‐-―−]/.test(line),
  );
  const problem = (line: number, found: string, fix: string): Problem => ({
    code: 'content/front-matter',
    severity: 'error',
    file,
    line,
    column: 1,
    found,
    allowed: 'a block between two lines of three hyphens, with at least a title',
    fix,
  });
  if (dashes >= 0)
    return problem(
      dashes + 1,
      `the line ${lines[dashes]!.trim()} is of dashes, as text programs make them of hyphens`,
      'type three hyphens: ---',
    );
  if (!isOpen) {
    const first = lines.findIndex((line) => line.trim() !== '');
    const isBelow = first > 0 && /^---[ \t]*$/.test(lines[first]!);
    return isBelow
      ? problem(
          first + 1,
          'there is something above the front matter, if only an empty line',
          'delete the lines above ---',
        )
      : problem(1, 'there is no front matter', 'begin the file with ---, title: …, ---');
  }
  const end = endOf(lines);
  return problem(
    end,
    'the front matter that line 1 opens is not closed: no line of three hyphens follows',
    `write --- on a line of its own after the last field, which seems to be line ${end - 1}`,
  );
}

/** The first line, from 1, that no longer looks like a field, a part of one, or a comment. */
function endOf(lines: readonly string[]): number {
  const end = lines.findIndex(
    (line, at) => at > 0 && !/^(\s+\S|#\s|-\s|[\w"'-]+\s*:(\s|$)|\s*[\]}])/.test(line),
  );
  return end < 0 ? lines.length : end + 1;
}
