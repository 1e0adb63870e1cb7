import { isMap, parseDocument, type Document } from 'yaml';
import type { IsoDate } from '#model/time/date.ts';
import { laterItem, type Shift, type WrittenTimes } from './laterItem.ts';
import { over, pairIn, type Patch, patched } from './patch.ts';

interface WrittenItem extends WrittenTimes {
  initiative?: unknown;
}

/** A file of the roadmap in which the open items of an initiative come later. */
export function withLaterItems(text: string, initiative: string, shift: Shift): string {
  const document = parseDocument(text);
  const items: unknown = document.toJS();
  const patches = (Array.isArray(items) ? items : []).flatMap((item: WrittenItem, at) => {
    if (item.initiative !== initiative || item.status === 'done') return [];
    const moved = laterItem(item, shift);
    if (!moved) return [];
    const last = item.end === undefined ? 'when' : 'end';
    if (item.start === undefined) return spread(document, [at, last], { text, ...moved });
    return [
      ...(moved.start === moved.first ? [] : over(document, [at, 'start'], moved.start)),
      ...over(document, [at, last], moved.end),
    ];
  });
  return patched(text, patches);
}

/** One period, in which work begins and ends, as two days: a day alone would say that it takes one day. */
function spread(
  document: Document.Parsed,
  [at, field]: [number, string],
  { text, start, end }: { text: string; start: IsoDate; end: IsoDate },
): Patch[] {
  const map = document.getIn([at], true);
  const { key, value } = pairIn(map, field);
  if (!isMap(map) || !key?.range || !value?.range) return [];
  const column = key.range[0] - text.lastIndexOf('\n', key.range[0]) - 1;
  const between = map.flow ? ', ' : `\n${' '.repeat(column)}`;
  return [
    {
      from: key.range[0],
      to: value.range[1],
      text: start === end ? `${field}: ${end}` : `start: ${start}${between}end: ${end}`,
    },
  ];
}
