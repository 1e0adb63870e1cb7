import { apart } from './apart/apart.ts';
import type { Asked } from './asked.ts';
import { isExportName, kindOf } from './kinds.ts';
import type { Part, TypedContent } from './part.ts';
import type { Source } from './given.ts';

/** Kinds whose readers follow what a file says of itself: each is read in a process of its own. */
const RISKY: ReadonlySet<string> = new Set(['zip', 'parquet']);

/** A source as its parts. */
export async function openSource(source: Source, asked: Asked): Promise<Part[]> {
  return source.kind !== 'sql' && RISKY.has(kindOf(source.bytes).name)
    ? apart({ kind: 'open', source, asked })
    : openHere(source, asked);
}

/** The same in this process; readers of workbooks and Parquet are loaded by the first that needs them. */
export async function openHere(source: Source, asked: Asked): Promise<Part[]> {
  const part: Part = {
    label: source.label,
    path: source.path,
    source: source.kind === 'loader' ? 'loader' : 'csv',
    bytes: source.bytes.length,
    sha256: source.sha256,
    content: { kind: 'bytes', bytes: source.bytes },
    notes: [],
  };
  if (source.kind === 'sql')
    return [{ ...part, source: 'sql', content: queryResult(source.bytes), notes: ['query'] }];
  return open(part, source.bytes, source.kind === 'loader');

  function open(inner: Part, bytes: Uint8Array, isInside: boolean): Promise<Part[]> {
    return Promise.resolve(
      kindOf(bytes).read(inner, bytes, {
        asked,
        isInside,
        isTable: isExportName,
        open: (member, content) => open(member, content, true),
      }),
    );
  }
}

/** The result of a query as it was kept. */
function queryResult(bytes: Uint8Array): TypedContent {
  const json = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
  return JSON.parse(json) as TypedContent;
}
