/** Seeded random numbers: MT19937 with 53-bit fractions, so that a seed gives the same figures on every machine. */
export class MersenneTwister {
  readonly #state = new Uint32Array(624);
  #index = 624;
  #spare: number | null = null;

  constructor(seed: number) {
    this.#fill(19_650_218);
    const state = this.#state;
    let i = 1;
    for (let k = 0; k < 624; k++) {
      state[i] = (state[i]! ^ Math.imul(state[i - 1]! ^ (state[i - 1]! >>> 30), 1_664_525)) + seed;
      if (++i > 623) i = carry(state);
    }
    for (let k = 0; k < 623; k++) {
      state[i] = (state[i]! ^ Math.imul(state[i - 1]! ^ (state[i - 1]! >>> 30), 1_566_083_941)) - i;
      if (++i > 623) i = carry(state);
    }
    state[0] = 0x8000_0000;
  }

  /** From 0 up to, not including, 1. */
  fraction(): number {
    const high = this.#next() >>> 5;
    const low = this.#next() >>> 6;
    return (high * 67_108_864 + low) / 9_007_199_254_740_992;
  }

  uniform(low: number, high: number): number {
    return low + (high - low) * this.fraction();
  }

  /** Normally distributed; Box and Muller's pairs, the second of a pair kept for the next call. */
  normal(mean: number, deviation: number): number {
    let z = this.#spare;
    this.#spare = null;
    if (z === null) {
      const angle = this.fraction() * 2 * Math.PI;
      const radius = Math.sqrt(-2 * Math.log(1 - this.fraction()));
      z = Math.cos(angle) * radius;
      this.#spare = Math.sin(angle) * radius;
    }
    return mean + z * deviation;
  }

  /** A whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number {
    const count = high - low + 1;
    const bits = 32 - Math.clz32(count);
    for (;;) {
      const drawn = this.#next() >>> (32 - bits);
      if (drawn < count) return low + drawn;
    }
  }

  #fill(seed: number): void {
    const state = this.#state;
    state[0] = seed;
    for (let i = 1; i < 624; i++)
      state[i] = Math.imul(state[i - 1]! ^ (state[i - 1]! >>> 30), 1_812_433_253) + i;
  }

  #next(): number {
    const state = this.#state;
    if (this.#index === 624) {
      for (let i = 0; i < 624; i++) {
        const y = (state[i]! & 0x8000_0000) | (state[(i + 1) % 624]! & 0x7fff_ffff);
        state[i] = state[(i + 397) % 624]! ^ (y >>> 1) ^ (y & 1 ? 0x9908_b0df : 0);
      }
      this.#index = 0;
    }
    let y = state[this.#index++]!;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c_5680;
    y ^= (y << 15) & 0xefc6_0000;
    return (y ^ (y >>> 18)) >>> 0;
  }
}

function carry(state: Uint32Array): number {
  state[0] = state[623]!;
  return 1;
}
