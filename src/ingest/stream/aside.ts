import type { Cell } from '#ingest/typed/cellReader.ts';
import type { Resource } from '#ingest/contract/contract.ts';
import type { StrayRule } from '#ingest/export/doubt/strays.ts';
import { KeyHash, keyFields, KeyTable } from './keys.ts';

/** Keys of rows that were met, and those that were met again. */
export class Keys {
  readonly fields: readonly number[];
  readonly hash = new KeyHash();
  readonly again = new KeyTable();
  readonly #met = new KeyTable();

  constructor(entry: Resource) {
    this.fields = keyFields(entry);
  }

  /** Remembers the key that the hash holds. */
  meet(): void {
    const { first, second } = this.hash;
    if (!this.#met.add(first, second)) this.again.add(first, second);
  }

  hashOf(cells: readonly Cell[]): void {
    this.hash.start();
    for (const at of this.fields) this.hash.addCell(cells[at] ?? null);
  }

  cameAgain(): boolean {
    return this.again.has(this.hash.first, this.hash.second);
  }
}

/** Rows that must be looked at in full: those whose date cannot be, those whose key came again, those of certain days. */
export interface Aside {
  rule: StrayRule | null;
  keys: Keys | null;
  days: { date: number; wanted: ReadonlySet<string> } | null;
}
