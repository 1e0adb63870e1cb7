import type { DrawingFlaw } from './drawing.ts';

/** A line of Mermaid that is not drawn, and what to write. */
export class MermaidFlaw extends Error {
  readonly flaw: DrawingFlaw;
  constructor(found: string, fix: string, allowed?: string) {
    super(found);
    this.flaw = { found, fix, ...(allowed === undefined ? {} : { allowed }) };
  }
}

export interface MermaidNode {
  id: string;
  text: string;
  /** Attributes of Graphviz. */
  shape: string;
  /** Whether its text was written here. */
  isDescribed: boolean;
}

export interface Arrow {
  /** Attributes of Graphviz. */
  style: string;
  label: string;
}

/** Signs around the text of a box, the longest first. */
const SHAPES: readonly (readonly [open: string, close: string, shape: string])[] = [
  ['(((', ')))', 'shape=doublecircle'],
  ['((', '))', 'shape=circle'],
  ['([', '])', 'shape=box style=rounded'],
  ['[[', ']]', 'shape=box peripheries=2'],
  ['[(', ')]', 'shape=cylinder'],
  ['{{', '}}', 'shape=hexagon'],
  ['[/', '/]', 'shape=parallelogram'],
  ['[\\', '\\]', 'shape=parallelogram'],
  ['[/', '\\]', 'shape=trapezium'],
  ['[\\', '/]', 'shape=invtrapezium'],
  ['[', ']', 'shape=box'],
  ['(', ')', 'shape=box style=rounded'],
  ['{', '}', 'shape=diamond'],
  ['>', ']', 'shape=cds'],
];
const ID = /[\p{L}\p{N}_]+(?:-(?=[\p{L}\p{N}_])[\p{L}\p{N}_]+)*/uy;
/** Begin, line, end: `<-->`, `-.->`, `==>`, `---`, `--o`. */
const ARROW = /(<|o(?=--|==))?(--+|==+|-\.+-)(>|[ox](?=[\s|]|$))?/y;
/** `-- text -->`, `== text ==>`, `-. text .->`. */
const SPOKEN =
  /(<)?(--|==|-\.)\s+(?![->=.])((?:"[^"]*"|(?!--|==|\.-)[^"])+?)\s*(--+|==+|\.+-)(>)?/y;

/** One statement of a flowchart, read from left to right. */
export class MermaidLine {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  isAtEnd(): boolean {
    this.take(/\s*/y);
    return this.at >= this.text.length;
  }

  /** One box, or several that `&` joins. */
  nodes(): MermaidNode[] {
    const all = [this.node()];
    while (this.take(/\s*&\s*/y)) all.push(this.node());
    return all;
  }

  arrow(): Arrow {
    this.take(/\s*/y);
    const spoken = this.take(SPOKEN);
    const [, begin, line = '', end] = spoken
      ? [spoken[0], spoken[1], spoken[2]! + spoken[4]!, spoken[5]]
      : (this.take(ARROW) ?? this.unread('an arrow such as --> or -- yes -->'));
    if (begin === 'o' || end === 'x')
      throw new MermaidFlaw(
        `an arrow that begins with "o" or ends with "x" is not drawn: ${this.text.slice(0, 60)}`,
        'write --> or --o, with its meaning beside it: -->|blocks|',
      );
    if (!spoken) this.checkPlain(line, end);
    const label = spoken ? spoken[3]! : (this.take(/\|([^|]*)\|/y)?.[1] ?? '');
    this.take(/\s*/y);
    return { style: styleOf(begin, line, end, spoken !== null), label: read(label) };
  }

  /** `--` is no arrow yet, and what follows `---` without a space may be its end: `A---oB` ends with a circle in Mermaid. */
  private checkPlain(line: string, end: string | undefined): void {
    if (end === undefined && line.length < 3) this.unread('an arrow such as --> or -- yes -->');
    if (/^[ox][\p{L}\p{N}_]/u.test(this.text.slice(this.at)))
      throw new MermaidFlaw(
        `"${line}${this.text.slice(this.at, this.at + 10)}" can be read in two ways`,
        'put a space behind the arrow, or write --o',
      );
  }

  private node(): MermaidNode {
    this.take(/\s*/y);
    const id = this.take(ID)?.[0];
    if (id === undefined) return this.unread('the name of a box: letters, digits, _');
    if (/^(?:end|subgraph|graph|flowchart)$/.test(id))
      throw new MermaidFlaw(`"${id}" is a word of Mermaid and no box`, 'give the box another id');
    for (const [open, close, shape] of SHAPES) {
      if (!this.text.startsWith(open, this.at)) continue;
      const text = this.textTo(open.length, close);
      if (text !== null) return { id, text: read(text), shape, isDescribed: true };
    }
    return { id, text: id, shape: 'shape=box', isDescribed: false };
  }

  /** What stands between the signs of a shape; null where it does not end with `close`. */
  private textTo(skip: number, close: string): string | null {
    const from = this.at + skip;
    const inQuotes = /\s*"([^"]*)"\s*/y;
    inQuotes.lastIndex = from;
    const quoted = inQuotes.exec(this.text);
    const end = quoted ? inQuotes.lastIndex : this.text.indexOf(close, from);
    if (end === -1 || !this.text.startsWith(close, end)) return null;
    const text = quoted ? quoted[1]! : this.text.slice(from, end);
    if (!quoted && /[[\](){}"]/.test(text)) return null;
    this.at = end + close.length;
    return text;
  }

  private take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) this.at = pattern.lastIndex;
    return found && found[0] !== '' ? found : null;
  }

  private unread(allowed: string): never {
    const rest = this.text.slice(this.at).trim();
    throw new MermaidFlaw(
      rest === ''
        ? `"${this.text.slice(0, 60)}" ends too early`
        : `"${rest.slice(0, 60)}" is not understood`,
      'correct it; brackets in a text need quotes: A["text (more)"]',
      allowed,
    );
  }
}

function styleOf(
  begin: string | undefined,
  line: string,
  end: string | undefined,
  isSpoken: boolean,
): string {
  const heads = [
    end === undefined ? 'arrowhead=none' : end === 'o' ? 'arrowhead=odot' : '',
    begin === undefined ? '' : 'dir=both',
  ];
  const kind = line.includes('.') ? 'style=dashed' : line.includes('=') ? 'penwidth=2' : '';
  // A longer arrow keeps its boxes further apart: `---->` is two more than `-->`.
  const dots = line.replaceAll(/[^.]/g, '').length;
  const drawn = line.length - (isSpoken ? 2 : 0);
  const length = dots > 0 ? dots - (isSpoken ? 1 : 0) : drawn - (end === undefined ? 2 : 1);
  return [...heads, kind, length > 1 ? `minlen=${length}` : ''].filter(Boolean).join(' ');
}

/** A text as it is meant: `<br>` is a line end. */
function read(text: string): string {
  const plain = text.replace(/^\s*"([\s\S]*)"\s*$/, '$1').replaceAll(/\s*<br\s*\/?>\s*/g, '\n');
  const tag = /<\/?[a-z][^>]*>|#\w+;/i.exec(plain)?.[0];
  if (tag !== undefined)
    throw new MermaidFlaw(
      `${tag} in the text "${plain.slice(0, 40)}" is not drawn`,
      'write the text itself',
    );
  return plain.trim();
}
