/** What a cell looks like, without any contract. */
export type Kind = 'empty' | 'number' | 'date' | 'time' | 'link' | 'code' | 'word' | 'text';

const NUMBER =
  /^[(+\-−]?\s?[€$£¥₹]?\s?[+\-−]?(\d{1,3}([.,' \u00a0\u202f’]\d{2,3})+|\d+)?([.,]\d+)?(e[+-]?\d+)?\s?(%|‰|€|\$|£|¥|₹|EUR|USD|GBP|CHF|kr|zł)?[)-]?$/i;
const DATE =
  /^(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}[ -.][A-Za-zÀ-ÿ]{3,10}\.?[ -.,]+\d{2,4}|[A-Za-zÀ-ÿ]{3,10}\.? \d{1,2},? \d{4}|\d{4}-?W\d{1,2}(-?\d)?|\d{4}年\d{1,2}月\d{1,2}日)([T ,]+\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s?([AP]M|Z|[+-]\d{2}(:?\d{2})?)?)?$/i;
const TIME = /^\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s?([AP]M)?$/i;
const LINK = /^([a-z][a-z0-9+.-]*:\/\/\S+|[^\s@]+@[^\s@]+\.[a-z]{2,}|\d{1,3}(\.\d{1,3}){3})$/i;
const CODE = /^(?=.*\d)[\p{L}\d]+([-_./:#][\p{L}\d]+)*$/u;
const WORD = /^\p{L}[\p{L}\p{M}'’.-]*$/u;

export function kindOf(cell: string): Kind {
  const text = cell.trim();
  if (text === '') return 'empty';
  if (text.length > 60) return LINK.test(text) ? 'link' : 'text';
  const first = text.charCodeAt(0);
  const digits = first >= 48 && first <= 57;
  if (
    (digits || !/^\p{L}/u.test(text) || /^(EUR|USD|GBP|CHF) ?\d/i.test(text)) &&
    /\d/.test(text) &&
    NUMBER.test(text.replace(/^(EUR|USD|GBP|CHF) ?/i, ''))
  )
    return 'number';
  if (TIME.test(text)) return 'time';
  if (/\d/.test(text) && DATE.test(text)) return 'date';
  if (LINK.test(text)) return 'link';
  if (CODE.test(text)) return 'code';
  return WORD.test(text) ? 'word' : 'text';
}

/** True for kinds that a column's name never is. */
export function isTyped(kind: Kind): boolean {
  return kind === 'number' || kind === 'date' || kind === 'time' || kind === 'link';
}

const MISSING =
  /^(|na|n\/a|nan|null|none|nil|-+|–|—|\.|\?|#n\/a|#value!|#ref!|#div\/0!|missing|unknown|undefined|\(null\)|\\n)$/i;

/** A text by which systems say that there is no value. */
export function isMissing(cell: string): boolean {
  return MISSING.test(cell.trim());
}

/** The pattern of a cell: each run of digits is 9, each run of capitals A, of other letters a; everything else stays. */
export function maskOf(cell: string): string {
  return mask(cell, true);
}

/** With `runs` false every character is kept apart, so that `28/01/2018` is `99/99/9999`. */
function mask(cell: string, runs: boolean): string {
  let result = '';
  let last = '';
  for (const char of cell) {
    const code = char.charCodeAt(0);
    const sign =
      code >= 48 && code <= 57
        ? '9'
        : code >= 65 && code <= 90
          ? 'A'
          : code >= 97 && code <= 122
            ? 'a'
            : code < 128
              ? char
              : /\p{Lu}/u.test(char)
                ? 'A'
                : /\p{L}/u.test(char)
                  ? 'a'
                  : char;
    if (runs && sign === last && (sign === '9' || sign === 'A' || sign === 'a')) continue;
    result += sign;
    last = sign;
  }
  return result;
}

/** What the cells of one column have in common. */
export interface Column {
  /** Most frequent kind of the cells that are not empty. */
  kind: Kind;
  /** Share of the cells that are of that kind, of those not empty. */
  share: number;
  /** Share of cells that are empty. */
  empty: number;
  /** Patterns and how often each was seen, when a few patterns cover nearly all cells. */
  masks: Map<string, number> | null;
  /** All texts that were seen, where the same few come again and again. */
  values: ReadonlySet<string> | null;
  /** How often each pattern was seen, character by character; made when it is asked for. */
  exact: () => ReadonlyMap<string, number>;
  seen: number;
}

const MOST_VALUES = 200;

/** Describes each column from rows of the right width. */
export function columnsOf(rows: readonly (readonly string[])[], width: number): Column[] {
  return Array.from({ length: width }, (_, index) => {
    const kinds = new Map<Kind, number>();
    const masks = new Map<string, number>();
    const values = new Set<string>();
    let seen = 0;
    let empty = 0;
    for (const row of rows) {
      const cell = (row[index] ?? '').trim();
      seen += 1;
      if (isMissing(cell)) {
        empty += 1;
        continue;
      }
      if (values.size <= MOST_VALUES) values.add(cell);
      const kind = kindOf(cell);
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      if (cell.length > 60) continue;
      if (kind === 'text' || (kind === 'word' && masks.size > 20)) continue;
      const pattern = maskOf(cell);
      masks.set(pattern, (masks.get(pattern) ?? 0) + 1);
    }
    const filled = seen - empty;
    const [kind, count] = [...kinds].sort((a, b) => b[1] - a[1])[0] ?? (['empty', 0] as const);
    const few = [...masks].sort((a, b) => b[1] - a[1]).slice(0, 4);
    const covered = few.reduce((sum, [, times]) => sum + times, 0);
    return {
      kind,
      share: filled === 0 ? 1 : count / filled,
      empty: seen === 0 ? 1 : empty / seen,
      masks: filled > 0 && covered >= 0.95 * filled && kind !== 'text' ? new Map(few) : null,
      values:
        !isTyped(kind) && filled >= 6 && values.size <= Math.min(MOST_VALUES, filled / 2)
          ? values
          : null,
      exact: once(() => patternsOf(rows, index)),
      seen,
    };
  });
}

function patternsOf(
  rows: readonly (readonly string[])[],
  index: number,
): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const row of rows) {
    const cell = (row[index] ?? '').trim();
    if (cell.length > 60 || isMissing(cell)) continue;
    const pattern = mask(cell, false);
    found.set(pattern, (found.get(pattern) ?? 0) + 1);
  }
  return found;
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** How well a cell fits a column: 1 looks like the others, 0 does not. */
export function fits(cell: string, column: Column): number {
  const text = cell.trim();
  if (text === '') return column.empty > 0.5 ? 1 : column.empty > 0 ? 0.6 : 0.1;
  if (column.kind === 'empty') return 0;
  if (column.values?.has(text)) return 1;
  const like = looksLike(text, column);
  return column.values ? 0.55 * like : like;
}

function looksLike(text: string, column: Column): number {
  if (isMissing(text)) return 0.6;
  if (column.masks)
    return column.masks.has(maskOf(text))
      ? 1
      : kindOf(text) === column.kind && isTyped(column.kind)
        ? 0.8
        : 0;
  const kind = kindOf(text);
  if (kind === column.kind) return 1;
  if (isTyped(column.kind)) return 0;
  return isTyped(kind) ? 0.2 : 0.8;
}

/** How usual the exact pattern of a cell is in its column, 0 to 1. */
export function usual(cell: string, column: Column): number {
  const filled = column.seen * (1 - column.empty);
  return filled === 0 ? 0 : (column.exact().get(mask(cell.trim(), false)) ?? 0) / filled;
}
