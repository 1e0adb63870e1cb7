import { type Reference, type Referrer, REFERENCES, visitPath } from '#model/record/references.ts';
import { isWithheld, type Withheld } from './withheld.ts';

/** Records of one kind without what an edition leaves out: the references that can go go, and a record that goes with them goes whole. */
export function withoutWithheld<T>(of: Referrer, records: readonly T[], out: Withheld): T[] {
  const rows = REFERENCES.filter((row) => row.of === of && typeof row.withheld === 'object');
  return records.flatMap((record) => {
    let kept: T | undefined = record;
    for (const row of rows) kept = kept === undefined ? kept : dropped(kept, row, out);
    return kept === undefined ? [] : [kept];
  });
}

/** A record without the part that goes with a reference; undefined where that is the record itself. */
function dropped<T>(record: T, reference: Reference, out: Withheld): T | undefined {
  if (typeof reference.withheld !== 'object') return record;
  const { drop } = reference.withheld;
  const path = segments(reference.held ?? reference.field);
  return prune(record, path, segments(drop).length, (id) =>
    isWithheld(out, reference.names, id),
  ) as T | undefined;
}

/** What is `depth` steps down a path goes where an id at the end of the path is hidden. */
function prune(
  value: unknown,
  path: readonly string[],
  depth: number,
  isHidden: (id: string) => boolean,
): unknown {
  if (depth === 0) return namesHidden(value, path, isHidden) ? undefined : value;
  const [head = '', ...rest] = path;
  if (typeof value !== 'object' || value === null) return value;
  const part = (inner: unknown) => prune(inner, rest, depth - 1, isHidden);
  if (head === '*')
    return Array.isArray(value) ? value.map(part).filter((item) => item !== undefined) : value;
  if (head === '@')
    return Object.fromEntries(Object.entries(value).filter(([key]) => !isHidden(key)));
  if (!Object.hasOwn(value, head)) return value;
  return { ...value, [head]: part((value as Record<string, unknown>)[head]) };
}

function namesHidden(
  value: unknown,
  path: readonly string[],
  isHidden: (id: string) => boolean,
): boolean {
  let found = false;
  visitPath(value, path.join('.'), (id) => {
    if (typeof id === 'string' && isHidden(id)) found = true;
  });
  return found;
}

const segments = (path: string) => (path === '' ? [] : path.split('.'));
