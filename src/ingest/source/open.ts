import type { Asked } from './asked.ts';
import { isExportName, kindOf } from './kinds.ts';
import type { Part, TypedContent } from './part.ts';
import type { Source } from './source.ts';

/** A source as its parts; readers of workbooks and Parquet are loaded by the first that needs them. */
export async function openSource(source: Source, asked: Asked): Promise<Part[]> {
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
