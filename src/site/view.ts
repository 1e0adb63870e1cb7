/** Whether anything outside of what the views show was asked for. */
export interface Watch {
  more: boolean;
}

/**
 * An object of which only some members count: `shown` is what is known of it, and whoever asks for any other member gets it from
 * the whole and is noticed. Members that are lists or maps of further objects are made views by the caller.
 */
export function view<T extends object>(whole: T, shown: Partial<T>, watch: Watch): T {
  const noticed = <R>(result: R): R => {
    watch.more = true;
    return result;
  };
  return new Proxy(shown as T, {
    get: (_, name) =>
      Object.hasOwn(shown, name)
        ? Reflect.get(shown, name)
        : isAsked(name)
          ? noticed(Reflect.get(whole, name))
          : Reflect.get(whole, name),
    has: (_, name) => noticed(Reflect.has(whole, name)),
    ownKeys: () => noticed(Reflect.ownKeys(whole)),
    getOwnPropertyDescriptor: (_, name) =>
      noticed(Object.getOwnPropertyDescriptor({ ...whole }, name)),
  });
}

/** A map of which only the entries in `shown` count. */
export function mapView<K, V>(
  whole: ReadonlyMap<K, V>,
  shown: ReadonlyMap<K, V | undefined>,
  watch: Watch,
): Map<K, V> {
  const get = (key: K) => {
    if (shown.has(key)) return shown.get(key);
    watch.more = true;
    return whole.get(key);
  };
  return new Proxy(new Map<K, V>(), {
    get: (_, name) => {
      if (name === 'get') return get;
      if (name === 'has') return (key: K) => get(key) !== undefined;
      watch.more = true;
      const member: unknown = Reflect.get(whole, name);
      return typeof member === 'function' ? member.bind(whole) : member;
    },
  });
}

/** The language itself looks for these: `await` for `then`, printing for symbols. */
function isAsked(name: PropertyKey): boolean {
  return typeof name === 'string' && name !== 'then';
}
