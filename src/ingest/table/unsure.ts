import { delimiterName, type Form } from './form.ts';
import { isTyped, kindOf } from './kinds.ts';
import { splitPlain, UnreadableFile } from './records.ts';
import type { FreeOptions } from './readText.ts';
import { sniff, type Sniffed } from './sniff.ts';

/** Below this share of sureness a reading is as likely wrong as right; DuckDB's own sniffer gives up on most such files, too. */
const FLOOR = 0.45;
/** So many lines show what a text is. */
const LINES = 200;
/** Fewer lines are no prose: a list of one column may be as short. */
const LEAST_LINES = 4;
const LEAST_WORDS = 7;
const MOST = 0.6;

/**
 * Refuses a text that is no table, and one of which nothing tells how its cells are parted, with both readings. Who names
 * the delimiter has decided it.
 */
export function refuseUnsure(text: string, options: FreeOptions): void {
  if (options.delimiter !== undefined || /^sep=/i.test(text.slice(0, 4))) return;
  const lines = linesOf(text);
  const what = otherThanTable(lines);
  if (what !== null)
    throw new UnreadableFile(
      'read/no-table',
      1,
      `this is no table: it holds ${what}; export the table itself, or say --delimiter where it is one`,
    );
  const sniffed = sniff(text, options);
  if (sniffed.width < 2 || sniffed.confidence >= FLOOR) return;
  throw new UnreadableFile('read/unsure', sniffed.rows[0]?.line ?? 1, readings(sniffed, lines));
}

function linesOf(text: string): string[] {
  return text
    .slice(0, 65_536)
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, LINES);
}

/** What a text is that has lines and no cells; null for what may be a table. */
function otherThanTable(lines: readonly string[]): string | null {
  const share = (is: (line: string) => boolean) => lines.filter(is).length / lines.length;
  if (lines.length < LEAST_LINES) return null;
  if (share(isSection) > 0 && share(isSetting) > MOST / 2 && share(isOfIni) > 0.9)
    return 'sections and settings, as an INI file does';
  if (share(isMessage) > MOST && new Set(lines.map((line) => line.split(/\s+/).length)).size > 2)
    return 'messages of a log, of which no line has the same cells as the next';
  return share(isSentence) > MOST && share(endsSentence) > 0.3 ? 'sentences' : null;
}

/** A stamp and words of free text behind it. */
function isMessage(line: string): boolean {
  const [, rest] = /^[[(]?\d{4}-\d\d-\d\d[T ]\d\d:\d\d\S*\s+(.*)$/.exec(line) ?? [];
  if (rest === undefined || /[;|\t"]|,\S/.test(rest)) return false;
  const words = rest.split(/\s+/);
  return words.length > 1 && words.filter((word) => /\p{L}/u.test(word)).length > words.length / 2;
}

const isSection = (line: string) => /^\s*\[[^\],;|\t]+\]\s*$/.test(line);
const isSetting = (line: string) => /^\s*[\w .-]+=[^=]*$/.test(line);
const isOfIni = (line: string) => isSection(line) || isSetting(line) || /^\s*[;#]/.test(line);

/** Words in a row with nothing that parts cells. Sentences have commas, and a space after each. */
function isSentence(line: string): boolean {
  return (
    line.trim().split(/\s+/).length >= LEAST_WORDS &&
    !/[;|\t"]|,\S/.test(line) &&
    !line.split(/,?\s+/).some((word) => /\d/.test(word) && isTyped(kindOf(word)))
  );
}

const endsSentence = (line: string) => /\p{L}[.!?…:]["'”’)]?\s*$/u.test(line);

/** The two ways in which the first row can be read, cell by cell. */
function readings({ form, rival, rows, confidence }: Sniffed, lines: readonly string[]): string {
  const [first] = rows.filter(({ raw }) => raw.trim() !== '');
  const line = first?.raw ?? lines[0] ?? '';
  const ways = [
    way(delimiterName(form), first?.cells ?? [line]),
    rival === null
      ? way('nothing', [line])
      : way(delimiterName(rival.form), splitPlain(line, asPlain(rival.form))),
  ];
  return `nothing tells how its cells are parted (${Math.round(confidence * 100)} % sure): ${ways.join(', or ')}; say it with --delimiter`;
}

const asPlain = (form: Form): Form => ({ ...form, quoteChar: '' });
const way = (name: string, cells: readonly string[]) =>
  `with ${name} the first row is ${cells.length === 1 ? 'one cell' : `${cells.length} cells`}, ${cells
    .slice(0, 4)
    .map((cell) => JSON.stringify(cell.length > 30 ? `${cell.slice(0, 29)}…` : cell))
    .join(' ')}${cells.length > 4 ? ' …' : ''}`;
