import { oneSpaced } from '#ingest/table/heading.ts';
import { askedName } from '#ingest/source/asked.ts';
import { beginsWith, type SourceKind } from '#ingest/source/kind.ts';
import { BadSource } from '#ingest/source/part.ts';

const PAR1 = [0x50, 0x41, 0x52, 0x31];
const PARE = [0x50, 0x41, 0x52, 0x45];

const endsWith = (bytes: Uint8Array, magic: readonly number[]) =>
  bytes.length > 8 && beginsWith(bytes.subarray(-4), ...magic);

export const parquet: SourceKind = {
  name: 'parquet',
  endings: ['parquet'],
  // One whose first bytes were damaged is still none of text.
  begins: (bytes) =>
    [PAR1, PARE].some((magic) => beginsWith(bytes, ...magic) || endsWith(bytes, magic)),
  read: async (part, bytes, { asked }) => {
    if (beginsWith(bytes, ...PARE) || endsWith(bytes, PARE))
      throw new BadSource(
        'export/encrypted',
        'this Parquet file is encrypted',
        'the file is encrypted',
        'send it without encryption',
      );
    const { onlyNested, readParquet } = await import('#ingest/source/parquet/readParquet.ts');
    const { content, nested } = await readParquet(bytes);
    const names = nested.map((name) => askedName(name, asked));
    const wanted = asked.columns?.filter((name) => names.includes(oneSpaced(name))) ?? [];
    if (wanted.length > 0) throw onlyNested(wanted);
    return [
      {
        ...part,
        source: 'parquet',
        content,
        notes: [
          ...part.notes,
          ...(nested.length > 0
            ? [`columns of lists or records, not read: ${nested.join(', ')}`]
            : []),
        ],
      },
    ];
  },
};
