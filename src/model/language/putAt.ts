/** Puts a value into the place of a record that a path names; nothing where the way to it is not there. */
export function putAt(held: unknown, path: readonly (string | number)[], value: unknown): void {
  const [field, ...below] = path;
  if (field === undefined || typeof held !== 'object' || held === null) return;
  if (below.length === 0) Reflect.set(held, field, value);
  else putAt(Reflect.get(held, field), below, value);
}
