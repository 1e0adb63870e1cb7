import { hash } from 'node:crypto';
import type { Resource } from '#ingest/contract/contract.ts';
import { gunzip, isWorkbook, unzip } from './archive.ts';
import { BadSource, type Part, type SourceCell } from './part.ts';
import type { Source } from './source.ts';

/** A source as its parts; readers of workbooks and Parquet are loaded by the first that needs them. What it is, its first bytes say, whatever its name: many a `.csv` is a workbook. */
export async function openSource(source: Source, entry: Resource): Promise<Part[]> {
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
    return [
      {
        ...part,
        source: 'sql',
        content: {
          kind: 'cells',
          headerRow: false,
          rows: JSON.parse(
            Buffer.from(
              source.bytes.buffer,
              source.bytes.byteOffset,
              source.bytes.byteLength,
            ).toString(),
          ) as SourceCell[][],
        },
        notes: [`${entry.trilens.sql?.engine ?? 'database'} query`],
      },
    ];
  return expand(part, source.bytes, entry, source.kind === 'loader');
}

async function expand(
  part: Part,
  bytes: Uint8Array,
  entry: Resource,
  inArchive: boolean,
): Promise<Part[]> {
  const begins = (...magic: number[]) => magic.every((byte, index) => bytes[index] === byte);
  if (begins(0x1f, 0x8b)) {
    const inside = await gunzip(bytes);
    return expand(
      { ...part, source: 'gzip', content: { kind: 'bytes', bytes: inside } },
      inside,
      entry,
      true,
    );
  }
  if (begins(0x50, 0x41, 0x52, 0x31))
    return [
      {
        ...part,
        source: 'parquet',
        content: {
          kind: 'cells',
          headerRow: false,
          rows: await (await import('./parquet.ts')).readParquet(bytes),
        },
      },
    ];
  if (begins(0xd0, 0xcf, 0x11, 0xe0))
    throw new BadSource(
      'export/old-workbook',
      'this is an Excel file of the old format, or one with a password',
      'the file is of a format that is not read',
      'save it as .xlsx without a password, or as CSV',
      '.csv, .csv.gz, .zip, .xlsx, .parquet',
    );
  if (begins(0x50, 0x4b, 0x03, 0x04) || begins(0x50, 0x4b, 0x05, 0x06)) {
    if (isWorkbook(bytes)) {
      const { readWorkbook } = await import('./workbook.ts');
      const { rows, notes } = await readWorkbook(bytes, entry.trilens.sheet);
      return [
        {
          ...part,
          source: 'workbook',
          content: { kind: 'cells', headerRow: true, rows },
          notes: [...part.notes, ...notes],
        },
      ];
    }
    if (inArchive)
      throw new BadSource(
        'export/nested-archive',
        'an archive inside an archive is not read',
        'the file is an archive inside an archive',
        'put the files into one archive',
      );
    const { members, leftOut } = unzip(bytes, entry.trilens.members);
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
        notes:
          leftOut.length > 0
            ? [
                `left out of the archive: ${leftOut.slice(0, 5).join(', ')}${leftOut.length > 5 ? ` and ${leftOut.length - 5} more` : ''}`,
              ]
            : [],
      };
      parts.push(...(await expand(inner, member.bytes, entry, true)));
    }
    return parts;
  }
  if (
    /^\s*<(!doctype|html|table|\?xml)/i.test(
      Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(200, bytes.length))
        .toString('latin1')
        .replace(/^\u00ef\u00bb\u00bf/, ''),
    )
  ) {
    throw new BadSource(
      'export/web-page',
      'this is a web page or XML, not a table; a download that needs a login often saves the login page',
      'the file is a web page, not a table',
      'download the CSV itself',
    );
  }
  return [part];
}
