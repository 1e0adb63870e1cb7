import { mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { TWIN } from '#publish/twin/twin.ts';

/** How many files are on their way to the disk while the next page is drawn. */
const MOST = 16;

/** Writes pages into the built folder, without waiting for the disk after each. */
export class PageFiles {
  private readonly out: string;
  private readonly writing = new Set<Promise<void>>();

  constructor(out: string) {
    this.out = out;
  }

  /** A page and its Markdown twin. `address` is under the base. A page lies in a folder of its own, so that its address ends in a slash on any host. */
  async write(address: string, html: Uint8Array, twin: string): Promise<void> {
    const file = join(this.out, address === '404/' ? '404.html' : `${address}index.html`);
    mkdirSync(dirname(file), { recursive: true });
    await this.begin(file, html);
    if (address !== '404/') await this.begin(join(dirname(file), TWIN), twin);
  }

  private async begin(file: string, content: Uint8Array | string): Promise<void> {
    const done = writeFile(file, content).finally(() => this.writing.delete(done));
    // What fails is thrown by the next `write` or by `settled`.
    done.catch(() => undefined);
    this.writing.add(done);
    if (this.writing.size >= MOST) await Promise.race(this.writing);
  }

  async settled(): Promise<void> {
    await Promise.all(this.writing);
  }
}
