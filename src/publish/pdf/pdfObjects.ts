/** The objects of a PDF with a plain table of references, as Chromium writes it (ISO 32000-1, 7.5). Text is in Latin-1, a byte a letter. */
export class PdfObjects {
  private readonly text: string;
  private readonly offsets: Map<number, number>;
  private readonly trailer: string;
  private readonly start: number;
  private readonly edited = new Map<number, string>();
  private next: number;

  constructor(pdf: Buffer) {
    this.text = pdf.toString('latin1');
    this.start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(this.text)?.[1] ?? Number.NaN);
    const table = this.text.slice(this.start);
    this.trailer = /trailer\s*<<([\s\S]*?)>>\s*startxref/.exec(table)?.[1] ?? '';
    this.next = Number(/\/Size (\d+)/.exec(this.trailer)?.[1] ?? Number.NaN);
    if (!table.startsWith('xref') || Number.isNaN(this.next))
      throw new Error('the PDF has no plain table of references');
    this.offsets = offsetsIn(table);
  }

  get numbers(): number[] {
    return [...this.offsets.keys()];
  }

  get root(): number {
    return reference(this.trailer, 'Root') ?? 0;
  }

  /** A dictionary with what was changed in it; empty for a stream, which is left as it is. */
  dictionary(number: number): string {
    const known = this.edited.get(number);
    if (known !== undefined) return known;
    const from = this.offsets.get(number);
    if (from === undefined) return '';
    const body = this.text.slice(from, this.text.indexOf('endobj', from));
    const held = body.replace(/^\s*\d+ \d+ obj\s*/, '').trimEnd();
    return held.startsWith('<<') && !held.endsWith('endstream') ? held : '';
  }

  /** Puts entries at the beginning of a dictionary. */
  add(number: number, entries: string): void {
    this.edited.set(number, this.dictionary(number).replace('<<', `<<${entries}\n`));
  }

  change(number: number, from: RegExp, to: string): void {
    this.edited.set(
      number,
      this.dictionary(number).replace(from, () => to),
    );
  }

  /** A new object; returns its number. */
  create(body: string): number {
    this.edited.set(this.next, body);
    return this.next++;
  }

  /** The file with its changes behind it: an incremental update leaves every offset before it right (7.5.6). */
  whole(): Buffer {
    if (this.edited.size === 0) return Buffer.from(this.text, 'latin1');
    let text = this.text.endsWith('\n') ? this.text : `${this.text}\n`;
    const rows: string[] = [];
    for (const [number, body] of [...this.edited].toSorted(([a], [b]) => a - b)) {
      rows.push(`${number} 1\n${String(text.length).padStart(10, '0')} 00000 n \n`);
      text += `${number} 0 obj\n${body}\nendobj\n`;
    }
    const trailer = this.trailer.replace(/\/Size \d+/, `/Size ${this.next}`).trim();
    text += `xref\n${rows.join('')}trailer\n<<${trailer}\n/Prev ${this.start}>>\nstartxref\n${text.length}\n%%EOF\n`;
    return Buffer.from(text, 'latin1');
  }
}

/** The object that an entry of a dictionary refers to. */
export function reference(dictionary: string, key: string): number | null {
  const found = new RegExp(`/${key} (\\d+) 0 R`).exec(dictionary)?.[1];
  return found === undefined ? null : Number(found);
}

function offsetsIn(table: string): Map<number, number> {
  const offsets = new Map<number, number>();
  const lines = table.split('\n');
  for (let at = 1; at < lines.length; at++) {
    const section = /^(\d+) (\d+)\s*$/.exec(lines[at] ?? '');
    if (!section) break;
    const [first, count] = [Number(section[1]), Number(section[2])];
    for (let row = 0; row < count; row++) {
      const entry = /^(\d{10}) \d{5} n/.exec(lines[at + 1 + row] ?? '');
      if (entry) offsets.set(first + row, Number(entry[1]));
    }
    at += count;
  }
  return offsets;
}
