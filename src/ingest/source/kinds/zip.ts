import { hash } from 'node:crypto';
import { memberNames, unzip } from '#ingest/source/archive.ts';
import { beginsWith, type ReadContext, type SourceKind } from '#ingest/source/kind.ts';
import { BadSource, type Part } from '#ingest/source/part.ts';
import { otherPackage } from './refused.ts';

/** A zip file is a workbook, another document, or an archive of tables. */
export const zip: SourceKind = {
  name: 'zip',
  endings: ['zip', 'xlsx', 'xlsm'],
  begins: (bytes) =>
    beginsWith(bytes, 0x50, 0x4b, 0x03, 0x04) || beginsWith(bytes, 0x50, 0x4b, 0x05, 0x06),
  read: async (part, bytes, context) => {
    const names = memberNames(bytes);
    if (isWorkbook(names)) {
      const { readWorkbook } = await import('#ingest/source/workbook/readWorkbook.ts');
      return readWorkbook(part, bytes, context.asked);
    }
    const other = otherPackage(names);
    if (other) throw other;
    if (context.isInside)
      throw new BadSource(
        'export/nested-archive',
        'an archive inside an archive is not read',
        'the file is an archive inside an archive',
        'put the files into one archive',
      );
    return readMembers(part, bytes, context);
  },
};

/** The part that names the sheets; where it is, the relationships say, and only xl/ by habit. */
function isWorkbook(names: readonly string[]): boolean {
  return (
    names.some((name) => /^xl[/\\]workbook\.xml$/i.test(name)) ||
    (names.some((name) => /(^|[/\\])workbook\.xml$/i.test(name)) &&
      names.some((name) => /^_rels[/\\]\.rels$/i.test(name)))
  );
}

async function readMembers(
  part: Part,
  bytes: Uint8Array,
  { asked, open, isTable }: ReadContext,
): Promise<Part[]> {
  const { members, leftOut } = unzip(
    bytes,
    asked.members,
    (name) => isTable(name) && !/\.zip$/i.test(name),
  );
  const more = leftOut.length > 5 ? ` and ${leftOut.length - 5} more` : '';
  const notes =
    leftOut.length > 0 ? [`left out of the archive: ${leftOut.slice(0, 5).join(', ')}${more}`] : [];
  const parts: Part[] = [];
  for (const member of members) {
    const inner: Part = {
      ...part,
      label: `${part.label} › ${member.name}`,
      path: `${part.path} › ${member.name}`,
      source: 'zip',
      bytes: member.bytes.length,
      sha256: hash('sha256', member.bytes),
      content: { kind: 'bytes', bytes: member.bytes },
      notes,
    };
    parts.push(...(await open(inner, member.bytes)));
  }
  return parts;
}
