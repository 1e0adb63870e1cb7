const KEY = Symbol.for('trilens.own');
const holder = globalThis as { [KEY]?: Map<string, readonly unknown[]> };

/**
 * A place for parts that the portfolio's own `trilens.config.ts` adds. The command and the compiled pages are two copies of the
 * code in one process, so that the parts are kept outside of both.
 */
export class OwnParts<T> {
  private readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
  /** The parts in the order of the configuration; none without one. */
  get all(): readonly T[] {
    return (holder[KEY]?.get(this.name) ?? []) as readonly T[];
  }
  use(parts: readonly T[]): void {
    holder[KEY] ??= new Map();
    holder[KEY].set(this.name, parts);
  }
}
