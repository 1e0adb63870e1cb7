import type { Form } from './form.ts';

/** A quoted cell is looked for no further than this; the head of a file is not much longer. */
const MOST_CELL = 32_768;

/** The quote that opens and closes whole cells most often, however long the cells are. */
export function quoteOf(head: string, delimiter: string): string {
  if (!head.includes("'")) return '"';
  const double = head.includes('"') ? wholeCells(head, delimiter, '"') : [];
  const single = wholeCells(head, delimiter, "'");
  if (single.length <= 3 * double.length) return '"';
  // Words in single quotes within a long text in double ones look like cells where a comma is behind them.
  const outside = single.filter(([at]) => !double.some(([from, to]) => from < at && at < to));
  return double.length > 1 && outside.length <= single.length / 4 ? '"' : "'";
}

/** Where the cells begin and end that a quote opens and closes. */
function wholeCells(head: string, delimiter: string, quote: string): [number, number][] {
  const cells: [number, number][] = [];
  for (let at = head.indexOf(quote); at !== -1;) {
    const end = beginsCell(head, at, delimiter) ? closing(head, at, delimiter, quote) : -1;
    if (end !== -1) cells.push([at, end]);
    at = head.indexOf(quote, end === -1 ? at + 1 : end + 1);
  }
  return cells;
}

/** Index of the quote that closes a cell; -1 where none does. */
function closing(head: string, open: number, delimiter: string, quote: string): number {
  const most = Math.min(head.length, open + MOST_CELL);
  for (let at = head.indexOf(quote, open + 1); at !== -1 && at < most;) {
    const isDoubled = head[at + 1] === quote && !endsCell(head, at + 2, delimiter);
    if (!isDoubled && head[at - 1] !== '\\' && endsCell(head, at + 1, delimiter)) return at;
    at = head.indexOf(quote, at + (isDoubled ? 2 : 1));
  }
  return -1;
}

const isEdge = (head: string, at: number) =>
  at < 0 || at >= head.length || head[at] === '\n' || head[at] === '\r';

function endsCell(head: string, at: number, delimiter: string): boolean {
  return isEdge(head, at) || head.startsWith(delimiter, at);
}

/** True behind a delimiter or a line end, with one space in between or none. */
function beginsCell(head: string, at: number, delimiter: string): boolean {
  const before = (end: number) =>
    isEdge(head, end - 1) || head.startsWith(delimiter, end - delimiter.length);
  return before(at) || (head[at - 1] === ' ' && before(at - 1));
}

/** How a quote inside a quoted cell is marked: by what most of them have before them. */
export function escapeOf(head: string, delimiter: string, quote: string): Form['escape'] {
  let doubled = 0;
  let slashed = 0;
  let bare = 0;
  const begins = (at: number) => {
    let to = at;
    while (head[to] === ' ' && delimiter !== ' ') to--;
    return isEdge(head, to) || head.startsWith(delimiter, to - delimiter.length + 1);
  };
  for (let at = head.indexOf(quote); at !== -1; at = head.indexOf(quote, at + 1)) {
    if (head[at + 1] === quote) {
      if (head[at - 1] === '\\' && endsCell(head, at + 2, delimiter)) slashed += 1;
      else if (!begins(at - 1) || !endsCell(head, at + 2, delimiter)) doubled += 1;
      at += 1;
      continue;
    }
    if (begins(at - 1) || endsCell(head, at + 1, delimiter)) continue;
    if (head[at - 1] === '\\') slashed += 1;
    else bare += 1;
  }
  return slashed > bare && slashed > doubled ? 'backslash' : 'double';
}
