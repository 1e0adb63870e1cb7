/** A line of a text: where in the text it begins, and what it says. */
export interface Line {
  start: number;
  text: string;
}

export function linesOf(text: string): Line[] {
  let start = 0;
  return text.split('\n').map((line) => {
    const from = start;
    start += line.length + 1;
    return { start: from, text: line };
  });
}

/** The line that holds a place; at the end of a text the last one that says something. */
export function lineAt(text: string, at: number): Line {
  const end = text.trimEnd().length;
  const place = Math.min(at, end);
  const start = text.lastIndexOf('\n', place - 1) + 1;
  return { start, text: text.slice(start).split('\n', 1)[0] ?? '' };
}

/** The field of a line: `before` is what stands before its value, `name` is its name with the colon. */
export interface Field {
  before: string;
  name: string;
  value: string;
}

/** The field that a line holds; within braces and brackets, the one whose value begins at `column`. */
export function fieldOf(line: string, column: number): Field | null {
  const block = /^(\s*(?:- )*([\w.-]+:\s+))(\S.*)$/.exec(line);
  if (block !== null && !/^[[{]/.test(block[3] ?? '')) return fieldFrom(block);
  const flow = /^(.*?[[{,]\s*([\w.-]+:\s+))$/.exec(line.slice(0, column));
  const value = /^[^,}\]]+/.exec(line.slice(column));
  if (flow !== null && value !== null)
    return { before: flow[1] ?? '', name: flow[2] ?? '', value: value[0].trim() };
  return block === null ? null : fieldFrom(block);
}

function fieldFrom([, before = '', name = '', value = '']: RegExpExecArray): Field {
  return { before, name, value: value.replace(/\s+#.*$/, '').trim() };
}
