import { gunzip } from '#ingest/source/archive.ts';
import { beginsWith, type SourceKind } from '#ingest/source/kind.ts';

export const gzip: SourceKind = {
  name: 'gzip',
  endings: ['gz'],
  begins: (bytes) => beginsWith(bytes, 0x1f, 0x8b),
  read: async (part, bytes, { open }) => {
    const inside = await gunzip(bytes);
    return open({ ...part, source: 'gzip', content: { kind: 'bytes', bytes: inside } }, inside);
  },
};
