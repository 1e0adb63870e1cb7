import { isAlias, isMap, isPair, isScalar, type Document, type ParsedNode } from 'yaml';
import { addDays } from '#model/time/date.ts';
import { parsePeriod, periodEnd } from '#model/time/period.ts';

/** A place in a text and what is written there instead. */
export interface Patch {
  from: number;
  to: number;
  text: string;
}

export function patched(text: string, patches: readonly Patch[]): string {
  return patches
    .toSorted((a, b) => b.from - a.from)
    .reduce((held, { from, to, text: put }) => held.slice(0, from) + put + held.slice(to), text);
}

/** Writes over a value; also over the name of one that is written elsewhere (`*name`). None where nothing is written. */
export function over(document: Document.Parsed, path: readonly unknown[], text: string): Patch[] {
  const node = document.getIn(path, true);
  const range = isScalar(node) || isAlias(node) ? node.range : null;
  return range ? [{ from: range[0], to: range[1], text }] : [];
}

/** A day or period that lies so many days later, as a day. */
export function later(
  document: Document.Parsed,
  path: readonly unknown[],
  { days, of }: { days: number; of: 'start' | 'end' },
): Patch[] {
  const period = parsePeriod(String(valueAt(document, path)));
  if (!period) return [];
  const day = of === 'start' ? period.start : periodEnd(period.start, period.grain);
  return over(document, path, addDays(day, days));
}

/** What is written at a path, or under the name that is written there. */
export function valueAt(document: Document.Parsed, path: readonly unknown[]): unknown {
  const node = document.getIn(path, true);
  const target = isAlias(node) ? node.resolve(document) : node;
  return isScalar(target) ? target.value : undefined;
}

/** The key and the value of a field of a map. */
export function pairIn(
  map: unknown,
  key: string,
): { key: ParsedNode | undefined; value: ParsedNode | undefined } {
  const pair = isMap<ParsedNode, ParsedNode | null>(map)
    ? map.items.find((one) => isPair(one) && isScalar(one.key) && one.key.value === key)
    : undefined;
  return { key: pair?.key, value: pair?.value ?? undefined };
}
