import { unescaped, type Form } from './form.ts';

/** What a way of understanding a cell costs: the cheapest way of the usual width wins. */
const LITERAL_QUOTE = 1;
const BARE_QUOTE = 0.75;
const TORN_QUOTE = 0.5;
const NO_DELIMITER = 1.5;
const WRONG_WIDTH = 2;

interface Step {
  cost: number;
  /** Start of the cell before, and how many cells came before it. */
  from: number;
  count: number;
  cells: string[];
  what: string | null;
}

/**
 * The cells of a line whose quotes do not follow the rules. Every quote that opens a cell may be a quote or a character,
 * every quote inside may end the cell or not; of all ways to understand the line, the one with the usual number of cells
 * and the fewest oddities is taken. Null when there is no quote to understand otherwise.
 */
export function mend(
  line: string,
  form: Form,
  width: number | null,
): { cells: string[]; what: string } | null {
  const { delimiter, quoteChar } = form;
  if (quoteChar === '' || !line.includes(quoteChar)) return null;
  const limit = (width ?? 500) + 3;
  const steps = new Map<number, Map<number, Step>>([
    [0, new Map([[0, { cost: 0, from: -1, count: -1, cells: [], what: null }]])],
  ]);
  const ends = new Map<number, Step>();
  const starts = [0];
  for (
    let index = line.indexOf(delimiter);
    index !== -1;
    index = line.indexOf(delimiter, index + delimiter.length)
  )
    starts.push(index + delimiter.length);
  if (starts.length > 5000) return null;
  for (const start of starts) {
    const reached = steps.get(start);
    if (!reached) continue;
    const ways = waysFrom(line, start, form);
    for (const [count, step] of reached) {
      for (const way of ways) {
        const after = count + way.cells.length;
        if (after > limit) continue;
        const cost = step.cost + way.cost;
        const entry: Step = { cost, from: start, count, cells: way.cells, what: way.what };
        if (way.end >= line.length) {
          if (cost < (ends.get(after)?.cost ?? Number.POSITIVE_INFINITY)) ends.set(after, entry);
          continue;
        }
        const target = way.end + delimiter.length;
        const held = steps.get(target) ?? new Map<number, Step>();
        if (cost < (held.get(after)?.cost ?? Number.POSITIVE_INFINITY)) held.set(after, entry);
        steps.set(target, held);
      }
    }
  }
  let best: [number, Step] | null = null;
  const total = (count: number, step: Step) =>
    step.cost + (width === null ? 0 : WRONG_WIDTH * Math.abs(count - width));
  for (const [count, step] of ends)
    if (best === null || total(count, step) < total(best[0], best[1])) best = [count, step];
  if (!best) return null;
  const cells: string[][] = [];
  const what = new Set<string>();
  for (
    let step: Step | undefined = best[1];
    step && step.count >= 0;
    step = steps.get(step.from)?.get(step.count)
  ) {
    cells.unshift(step.cells);
    if (step.what) what.add(step.what);
  }
  const flat = cells.flat();
  if (form.spaceAfter)
    for (let index = 1; index < flat.length; index++) flat[index] = flat[index]!.trimStart();
  return {
    cells: flat,
    what: what.size > 0 ? [...what].reverse().join('; ') : 'a quote that is not closed',
  };
}

interface Way {
  cells: string[];
  end: number;
  cost: number;
  what: string | null;
}

/** Ways to understand the cell that begins at `start`. */
function waysFrom(line: string, start: number, form: Form): Way[] {
  const { delimiter, quoteChar } = form;
  const ways: Way[] = [];
  let from = start;
  if (form.spaceAfter) while (line[from] === ' ') from++;
  const opens = line[from] === quoteChar;
  const stop = line.indexOf(delimiter, start);
  const end = stop === -1 ? line.length : stop;
  const plain = line.slice(start, end);
  // A cell that both opens and closes with a quote is hardly text.
  const torn =
    plain.endsWith(quoteChar) && plain.length > 1 ? (opens ? LITERAL_QUOTE : TORN_QUOTE) : 0;
  ways.push({
    cells: [plain],
    end,
    cost: (opens ? LITERAL_QUOTE : 0) + torn,
    what: opens ? 'a quote that opens no quoted cell is text' : null,
  });
  if (!opens) {
    // A quote in the middle of a cell may open the next one, where the delimiter between them is missing.
    const quote = line.indexOf(quoteChar, start);
    if (quote > start && quote < end && !line.startsWith(delimiter, quote + 1)) {
      for (const rest of quotedWays(line, quote, form)) {
        if (rest.cells.length === 1)
          ways.push({
            cells: [line.slice(start, quote), ...rest.cells],
            end: rest.end,
            cost: rest.cost + NO_DELIMITER,
            what: 'no delimiter before a quoted cell',
          });
      }
    }
    return ways;
  }
  ways.push(...quotedWays(line, from, form));
  return ways;
}

/** Ways to understand a quoted cell that opens at `open`: each quote before a delimiter or the end may close it. */
function quotedWays(line: string, open: number, form: Form): Way[] {
  const { delimiter, quoteChar } = form;
  const ways: Way[] = [];
  let value = '';
  let bare = 0;
  let at = open + 1;
  const closes = (index: number) =>
    index + 1 >= line.length || line.startsWith(delimiter, index + 1);
  const text = () => (form.escape === 'backslash' ? unescaped(value, quoteChar) : value);
  const close = (end: number, extra: string, odd: number) =>
    ways.push({
      cells: [text() + extra],
      end,
      cost: odd * BARE_QUOTE,
      what: odd > 0 ? 'an unmarked quote inside a quoted cell' : null,
    });
  while (ways.length < 50) {
    const quote = line.indexOf(quoteChar, at);
    if (quote === -1) return ways;
    value += line.slice(at, quote);
    if (form.escape === 'backslash' && /(^|[^\\])(\\\\)*\\$/.test(value)) {
      value += quoteChar;
      at = quote + 1;
      continue;
    }
    if (line[quote + 1] === quoteChar && form.escape !== 'backslash') {
      if (closes(quote + 1)) close(quote + 2, quoteChar, bare + 1);
      else if (quote > open + 1) besideQuoted(line, quote + 1, text(), bare, form, ways);
      value += quoteChar;
      at = quote + 2;
      continue;
    }
    if (closes(quote)) close(quote + 1, '', bare);
    else if (quote > open + 1) {
      // The cell may end here, with the delimiter after it missing.
      const stop = line.indexOf(delimiter, quote + 1);
      const end = stop === -1 ? line.length : stop;
      const rest = line.slice(quote + 1, end);
      if (!rest.includes(quoteChar))
        ways.push({
          cells: [text(), rest],
          end,
          cost: bare * BARE_QUOTE + NO_DELIMITER,
          what: 'no delimiter after a quoted cell',
        });
    }
    value += quoteChar;
    bare += 1;
    at = quote + 1;
  }
  return ways;
}

/** Two quotes in a row may close one cell and open the next, with the delimiter between them missing. */
function besideQuoted(
  line: string,
  open: number,
  before: string,
  bare: number,
  form: Form,
  ways: Way[],
): void {
  const quote = line.indexOf(form.quoteChar, open + 1);
  if (quote === -1 || !(quote + 1 >= line.length || line.startsWith(form.delimiter, quote + 1)))
    return;
  ways.push({
    cells: [before, line.slice(open + 1, quote)],
    end: quote + 1,
    cost: bare * BARE_QUOTE + NO_DELIMITER,
    what: 'no delimiter between two quoted cells',
  });
}
