import { unzstd } from '#ingest/source/archive.ts';
import { beginsWith, type SourceKind } from '#ingest/source/kind.ts';

/** RFC 8878 */
export const zstd: SourceKind = {
  name: 'zstd',
  endings: ['zst'],
  begins: (bytes) => beginsWith(bytes, 0x28, 0xb5, 0x2f, 0xfd),
  read: async (part, bytes, { open }) => {
    const inside = await unzstd(bytes);
    return open({ ...part, source: 'zstd', content: { kind: 'bytes', bytes: inside } }, inside);
  },
};
