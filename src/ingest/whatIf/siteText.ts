import { isMap, isScalar, parseDocument } from 'yaml';
import type { IsoDate } from '#model/time/date.ts';
import { pairIn, patched } from './patch.ts';

/** The list of plants in which one has a last day, written behind its id. */
export function withLastDay(text: string, site: string, day: IsoDate): string {
  const document = parseDocument(text);
  const sites: unknown = document.toJS();
  const at = (Array.isArray(sites) ? sites : []).findIndex(
    (one: { id?: unknown }) => one.id === site,
  );
  const map = document.getIn([at], true);
  const { key, value } = pairIn(map, 'id');
  if (!isMap(map) || !isScalar(value) || !key?.range || !value.range) return text;
  const end = value.range[1];
  const column = key.range[0] - text.lastIndexOf('\n', key.range[0]) - 1;
  const between = map.flow ? ', ' : `\n${' '.repeat(column)}`;
  return patched(text, [{ from: end, to: end, text: `${between}until: ${day}` }]);
}
