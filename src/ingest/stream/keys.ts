import type { Cell } from '#ingest/typed/cellReader.ts';
import type { Resource } from '#ingest/contract/contract.ts';

/** Fields that together must not come twice, by their place; empty where the contract names none. */
export function keyFields(entry: Resource): number[] {
  const { primaryKey, fields } = entry.schema;
  const { vintage } = entry.trilens;
  const names =
    primaryKey.length === 0 || vintage === undefined || primaryKey.includes(vintage)
      ? primaryKey
      : [...primaryKey, vintage];
  const places = names.map((name) => fields.findIndex((field) => field.name === name));
  return places.includes(-1) ? [] : places;
}

/** A key as two numbers of 32 bits: what comes twice is looked at again in full, so that two keys of one hash do no harm. */
export class KeyHash {
  first = 0;
  second = 0;
  start(): void {
    this.first = 0x811c9dc5 | 0;
    this.second = 0x2f0b4a27;
  }
  add(one: number, two: number): void {
    this.first = mixed(this.first ^ one, 0x01000193);
    this.second = mixed(this.second ^ two, 0x5bd1e995);
  }
  addCell(cell: Cell): void {
    const text = String(cell ?? '\u0000');
    this.add(textHash(text, 1), textHash(text, 2));
  }
}

/** One of two hashes of a cell's text. */
export function textHash(text: string, which: 1 | 2): number {
  let hash = which === 1 ? 0x811c9dc5 | 0 : 0x1b873593;
  const factor = which === 1 ? 0x01000193 : 0x5bd1e995;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), factor);
  return hash ^ (hash >>> 13);
}

function mixed(value: number, factor: number): number {
  const product = Math.imul(value, factor);
  return (product ^ (product >>> 15)) | 0;
}

/** Hashes of keys, 8 bytes each, in a table that is at most two thirds full: some 64 MB for five million rows. */
export class KeyTable {
  size = 0;
  #entries = new Int32Array(2 * 1024);

  /** False where it was there already. */
  add(first: number, second: number): boolean {
    if (this.#place(first, second) >= 0) return false;
    if (this.size * 3 > this.#entries.length) this.#grow();
    this.#set(first, second);
    this.size += 1;
    return true;
  }

  has(first: number, second: number): boolean {
    return this.#place(first, second) >= 0;
  }

  #place(first: number, second: number): number {
    const entries = this.#entries;
    const mask = entries.length / 2 - 1;
    const other = first === 0 && second === 0 ? 1 : second;
    for (let at = (first ^ (first >>> 16)) & mask; ; at = (at + 1) & mask) {
      const [one, two] = [entries[at * 2]!, entries[at * 2 + 1]!];
      if (one === 0 && two === 0) return -1;
      if (one === first && two === other) return at;
    }
  }

  #set(first: number, second: number): void {
    const entries = this.#entries;
    const mask = entries.length / 2 - 1;
    let at = (first ^ (first >>> 16)) & mask;
    while (entries[at * 2] !== 0 || entries[at * 2 + 1] !== 0) at = (at + 1) & mask;
    entries[at * 2] = first;
    entries[at * 2 + 1] = first === 0 && second === 0 ? 1 : second;
  }

  #grow(): void {
    const old = this.#entries;
    this.#entries = new Int32Array(old.length * 2);
    for (let at = 0; at < old.length; at += 2)
      if (old[at] !== 0 || old[at + 1] !== 0) this.#set(old[at]!, old[at + 1]!);
  }
}
