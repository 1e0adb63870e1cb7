/** Where lines end and delimiters stand, searched for once however often it is asked, as long as it is asked forwards. */
export class Lines {
  private readonly text: string;
  private readonly delimiter: string;
  private lf = -1;
  private cr = -1;
  private stop = -1;
  constructor(text: string, delimiter: string) {
    this.text = text;
    this.delimiter = delimiter;
  }
  /** Index of the line end at or after `from`. */
  end(from: number): number {
    if (this.lf < from) this.lf = next(this.text, '\n', from);
    if (this.cr < from) this.cr = next(this.text, '\r', from);
    return Math.min(this.lf, this.cr, this.text.length);
  }
  /** Index of the next delimiter, or of the line end when that comes first. */
  cellEnd(from: number): number {
    if (this.stop < from) this.stop = next(this.text, this.delimiter, from);
    return Math.min(this.stop, this.end(from));
  }
  /** What is known here, to come back to. */
  place(): readonly [number, number, number] {
    return [this.lf, this.cr, this.stop];
  }
  goBack([lf, cr, stop]: readonly [number, number, number]): void {
    this.lf = lf;
    this.cr = cr;
    this.stop = stop;
  }
  /** Index of the first character after the line end at `end`. */
  after(end: number): number {
    return this.text.startsWith('\r\n', end) ? end + 2 : end + 1;
  }
}

/** Index of the first line end at or after a place, wherever it was looked before. */
export function lineEnd(text: string, from: number): number {
  const end = /[\r\n]/g;
  end.lastIndex = from;
  return end.exec(text)?.index ?? text.length;
}

function next(text: string, what: string, from: number): number {
  const found = text.indexOf(what, from);
  return found === -1 ? Number.POSITIVE_INFINITY : found;
}
