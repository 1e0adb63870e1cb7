const KEYS = 5;
const WIDTH = KEYS + 1;

/** Where the group of five numbered cells stands: no text is put together to find it. */
export class Slots {
  #entries = new Int32Array(WIDTH * 1024);
  #size = 0;

  /** The place, or -1 where it was not met yet. */
  find(a: number, b: number, c: number, d: number, e: number): number {
    const entries = this.#entries;
    const mask = entries.length / WIDTH - 1;
    for (let at = mix(a, b, c, d, e) & mask; ; at = (at + 1) & mask) {
      const entry = at * WIDTH;
      const slot = entries[entry + KEYS]! - 1;
      if (slot < 0) return -1;
      if (
        entries[entry] === a &&
        entries[entry + 1] === b &&
        entries[entry + 2] === c &&
        entries[entry + 3] === d &&
        entries[entry + 4] === e
      )
        return slot;
    }
  }

  set(a: number, b: number, c: number, d: number, e: number, slot: number): void {
    if (this.#size * WIDTH * 2 > this.#entries.length) this.#grow();
    this.#size += 1;
    const entries = this.#entries;
    const mask = entries.length / WIDTH - 1;
    let at = mix(a, b, c, d, e) & mask;
    while (entries[at * WIDTH + KEYS]! > 0) at = (at + 1) & mask;
    const entry = at * WIDTH;
    entries[entry] = a;
    entries[entry + 1] = b;
    entries[entry + 2] = c;
    entries[entry + 3] = d;
    entries[entry + 4] = e;
    entries[entry + KEYS] = slot + 1;
  }

  clear(): void {
    this.#entries.fill(0);
    this.#size = 0;
  }

  #grow(): void {
    const old = this.#entries;
    this.#entries = new Int32Array(old.length * 2);
    this.#size = 0;
    for (let entry = 0; entry < old.length; entry += WIDTH) {
      const slot = old[entry + KEYS]!;
      if (slot > 0)
        this.set(
          old[entry]!,
          old[entry + 1]!,
          old[entry + 2]!,
          old[entry + 3]!,
          old[entry + 4]!,
          slot - 1,
        );
    }
  }
}

function mix(a: number, b: number, c: number, d: number, e: number): number {
  const mixed =
    Math.imul(a, 0x9e3779b1) ^
    Math.imul(b, 0x85ebca6b) ^
    Math.imul(c, 0xc2b2ae35) ^
    Math.imul(d, 0x27d4eb2f) ^
    Math.imul(e, 0x165667b1);
  return mixed ^ (mixed >>> 15);
}
