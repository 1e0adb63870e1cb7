import { diff } from 'node:util';

/** Lines around a change, so that one sees where it is. */
const AROUND = 2;

/** What is different between two texts, line by line: `-` before, `+` after, with the number of the line. */
export function lineDiff(before: string, after: string): string[] {
  const parts = diff(before.split('\n'), after.split('\n'));
  const isNear = parts.map((_, at) =>
    parts.slice(Math.max(0, at - AROUND), at + AROUND + 1).some(([op]) => op !== 0),
  );
  let line = 0;
  return parts.flatMap(([op, text], at) => {
    // Lines are counted in the text before: 1 is a line that only that has, -1 one that only the other has.
    if (op !== -1) line++;
    if (!isNear[at]) return [];
    return [`${String(line).padStart(5)} ${op === 0 ? ' ' : op === 1 ? '-' : '+'} ${text}`];
  });
}
