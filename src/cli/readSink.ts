import { closeSync, openSync, writeSync } from 'node:fs';
import { csvOf, harmless } from '#ingest/table/csv.ts';
import type { RowSink } from '#ingest/table/readLong.ts';

/** Writes rows as they come, as CSV or as one JSON document; the file is opened when the first of them does. */
export class Writer implements RowSink {
  private readonly open: () => string | null;
  private readonly format: 'csv' | 'json';
  private readonly harmless: boolean;
  private readonly file: string;
  private out: number | null = null;
  private text = '';
  private rows = 0;

  /** `open` gives the path to write to, or null for standard output. */
  constructor(
    file: string,
    format: 'csv' | 'json',
    isHarmless: boolean,
    open: () => string | null,
  ) {
    this.file = file;
    this.format = format;
    this.harmless = isHarmless;
    this.open = open;
  }

  header(names: string[] | null): void {
    const path = this.open();
    this.out = path === null ? null : openSync(path, 'w');
    if (this.format === 'json')
      this.put(`{"file":${JSON.stringify(this.file)},"header":${JSON.stringify(names)},"rows":[`);
    else if (names) this.put(this.csv(names));
  }

  row(cells: string[]): void {
    this.put(
      this.format === 'csv'
        ? this.csv(cells)
        : `${this.rows === 0 ? '' : ','}${JSON.stringify(cells)}`,
    );
    this.rows += 1;
  }

  close(counts: object): void {
    if (this.format === 'json') this.put(`],"counts":${JSON.stringify(counts)}}\n`);
    this.flush();
    if (this.out !== null) closeSync(this.out);
  }

  private csv(cells: string[]): string {
    return csvOf([this.harmless ? cells.map(harmless) : cells]);
  }

  private put(text: string): void {
    this.text += text;
    if (this.text.length > 1_000_000) this.flush();
  }

  private flush(): void {
    if (this.out === null) process.stdout.write(this.text);
    else writeSync(this.out, this.text);
    this.text = '';
  }
}
