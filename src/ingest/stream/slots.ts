/** Where the group of four cells stands in a tally, by the numbers of the cells: no text is put together for a row. */
export class Slots {
  #entries = new Int32Array(5 * 1024);
  #size = 0;

  /** The place, or -1 where it was not met yet. */
  find(a: number, b: number, c: number, d: number): number {
    const mask = this.#entries.length / 5 - 1;
    for (let at = mix(a, b, c, d) & mask; ; at = (at + 1) & mask) {
      const entry = at * 5;
      const slot = (this.#entries[entry + 4] as number) - 1;
      if (slot < 0) return -1;
      if (this.#entries[entry] === a && this.#entries[entry + 1] === b && this.#entries[entry + 2] === c && this.#entries[entry + 3] === d) return slot;
    }
  }

  set(a: number, b: number, c: number, d: number, slot: number): void {
    if (this.#size * 10 > this.#entries.length) this.#grow();
    this.#size += 1;
    const mask = this.#entries.length / 5 - 1;
    let at = mix(a, b, c, d) & mask;
    while ((this.#entries[at * 5 + 4] as number) > 0) at = (at + 1) & mask;
    this.#entries.set([a, b, c, d, slot + 1], at * 5);
  }

  clear(): void {
    this.#entries.fill(0);
    this.#size = 0;
  }

  #grow(): void {
    const old = this.#entries;
    this.#entries = new Int32Array(old.length * 2);
    this.#size = 0;
    for (let entry = 0; entry < old.length; entry += 5) {
      const slot = old[entry + 4] as number;
      if (slot > 0) this.set(old[entry] as number, old[entry + 1] as number, old[entry + 2] as number, old[entry + 3] as number, slot - 1);
    }
  }
}

function mix(a: number, b: number, c: number, d: number): number {
  const mixed = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35) ^ Math.imul(d, 0x27d4eb2f);
  return mixed ^ (mixed >>> 15);
}
