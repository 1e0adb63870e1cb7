import { Worker } from 'node:worker_threads';
import type { HeavyPage } from '#publish/pages/pageBudget.ts';
import type { DrawnPage, KeptBefore, Said, Task, Workshop } from './task.ts';

/** So many pages may wait to be finished, so that memory stays bounded; drawing goes on once they are few again. */
const [MOST, FEW] = [256, 64] as const;

/**
 * Does what is left to do for a page once it is drawn: sets its numbers, hands it to the search index, keeps it for the next
 * build, writes it. That is a third of the work, and is done in a thread beside the drawing, in the order in which pages come.
 */
export class Finisher {
  /** Pages that are larger than a tablet opens quickly. */
  readonly heavy: HeavyPage[] = [];
  private readonly thread: Worker;
  private waiting = 0;
  private failure: Error | undefined;
  private readonly said = new Set<Said>();
  /** Resolved, and made again, whenever the thread says something. */
  private news = Promise.withResolvers<void>();

  constructor(workshop: Workshop) {
    this.thread = new Worker(new URL('./thread.ts', import.meta.url), { workerData: workshop });
    this.thread.on('message', (what: Said) => {
      if (what === 'page') this.waiting--;
      if (typeof what === 'object') this.heavy.push(what);
      else this.said.add(what);
      this.tell();
    });
    this.thread.on('error', (error) => this.fail(error as Error));
    this.thread.on('exit', (code) =>
      this.fail(
        new Error(`the thread that writes them ended with ${code} before all were written`),
      ),
    );
  }

  async add(page: DrawnPage | KeptBefore): Promise<void> {
    this.waiting++;
    this.hand(page);
    if (this.waiting >= MOST) await this.until(() => this.waiting <= FEW);
  }

  /** All pages are written; without `isWhole`, they are not, and nothing is kept of them. */
  async end(isWhole: boolean): Promise<void> {
    this.hand({ kind: 'end', isWhole });
    await this.until(() => this.said.has('written'));
    if (!isWhole) await this.thread.terminate();
  }

  /** The search index is written; Pagefind works at it while other files are. */
  async searched(): Promise<void> {
    await this.until(() => this.said.has('searched'));
  }

  private hand(task: Task): void {
    this.thread.postMessage(task);
  }

  private async until(isSo: () => boolean): Promise<void> {
    while (!isSo()) {
      if (this.failure !== undefined) throw this.failure;
      await this.news.promise;
    }
  }

  private fail(error: Error): void {
    this.failure ??= error;
    this.tell();
  }

  private tell(): void {
    this.news.resolve();
    this.news = Promise.withResolvers();
  }
}
