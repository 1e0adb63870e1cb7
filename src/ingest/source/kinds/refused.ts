import { beginsWith, type SourceKind } from '#ingest/source/kind.ts';
import { BadSource } from '#ingest/source/part.ts';

const READ = '.csv, .csv.gz, .csv.zst, .zip, .xlsx, .parquet';

/** Excel before 2007, and every Office file with a password, is an OLE container. */
export const oldWorkbook: SourceKind = refusing(
  'old workbook',
  [[0xd0, 0xcf, 0x11, 0xe0]],
  () =>
    new BadSource(
      'export/old-workbook',
      'this is an Excel file of the old format, or one with a password',
      'the file is of a format that is not read',
      'save it as .xlsx without a password, or as CSV',
      READ,
    ),
);

/** Compressed in a way that is not read; as text they would be rows of garbage. */
const PACKED: [string, number[]][] = [
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['7z', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['RAR', [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]],
  ['LZ4', [0x04, 0x22, 0x4d, 0x18]],
  ['Unix compress', [0x1f, 0x9d]],
];

/** Three letters may begin a text; what comes after them in bzip2 does not. */
const isPacked = (bytes: Uint8Array, [name, magic]: [string, number[]]) =>
  beginsWith(bytes, ...magic) &&
  (name !== 'bzip2' || beginsWith(bytes.subarray(4), 0x31, 0x41, 0x59, 0x26, 0x53, 0x59));

export const packed: SourceKind = {
  name: 'packed',
  endings: [],
  begins: (bytes) => PACKED.some((one) => isPacked(bytes, one)),
  read: (_, bytes) => {
    const [name] = PACKED.find((one) => isPacked(bytes, one))!;
    throw notRead(`a file compressed with ${name}`, 'compress it with gzip, or send it as it is');
  },
};

const DOCUMENTS: [string, number[]][] = [
  ['a PDF', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['an SQLite database', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66]],
  ['an ORC file', [0x4f, 0x52, 0x43, 0x0a]],
  ['an ORC file', [0x4f, 0x52, 0x43, 0x08]],
  ['an Avro file', [0x4f, 0x62, 0x6a, 0x01]],
  ['an Arrow file', [0x41, 0x52, 0x52, 0x4f, 0x57, 0x31]],
];

export const document: SourceKind = {
  name: 'document',
  endings: [],
  begins: (bytes) => DOCUMENTS.some(([, magic]) => beginsWith(bytes, ...magic)),
  read: (_, bytes) => {
    const [name] = DOCUMENTS.find(([, magic]) => beginsWith(bytes, ...magic))!;
    throw notRead(name, 'export the table as CSV, .xlsx or Parquet');
  },
};

export const webPage: SourceKind = {
  name: 'web page',
  endings: [],
  begins: (bytes) =>
    /^\s*<(!doctype|html|table|\?xml)/i.test(
      Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(200, bytes.length))
        .toString('latin1')
        .replace(/^\u00ef\u00bb\u00bf/, ''),
    ),
  read: () => {
    throw new BadSource(
      'export/web-page',
      'this is a web page or XML, not a table; a download that needs a login often saves the login page',
      'the file is a web page, not a table',
      'download the CSV itself',
    );
  },
};

/** Both versions of lines that git could not join: read as rows, each would count. */
export const conflicted: SourceKind = {
  name: 'conflict of git',
  endings: [],
  begins: (bytes) => {
    const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(1 << 20, bytes.length));
    const text = head.toString('latin1');
    return /^<{7} \S/m.test(text) && (/^={7}\r?$/m.test(text) || text.startsWith('<<<<<<<'));
  },
  read: () => {
    throw new BadSource(
      'export/conflict',
      'two versions of these lines are here, since git could not join them',
      'git left two versions of its lines in it',
      'take one of the two: git checkout --theirs FILE, or send the dump again',
    );
  },
};

export const largeFilePointer: SourceKind = {
  name: 'Git LFS pointer',
  endings: [],
  begins: (bytes) =>
    Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(40, bytes.length))
      .toString('latin1')
      .startsWith('version https://git-lfs.github.com/'),
  read: () => {
    throw new BadSource(
      'export/large-file-pointer',
      'this is the note that Git LFS leaves in place of a file that was not fetched',
      'the file was not fetched from Git LFS',
      'run git lfs pull; in a workflow set lfs: true where it checks out',
    );
  },
};

/** Formats of text that are no table of lines; what they begin with no header does. */
const TEXTS: [string, RegExp][] = [
  ['JSON', /^\s*(?:\[\s*)?\{\s*"(?:[^"\\]|\\.)*"\s*:/],
  ['an SYLK file (.slk)', /^ID;P/],
  ['a DIF file', /^TABLE\r?\n0,1\r?\n/],
  ['an RTF document', /^\{\\rtf/],
];

export const otherText: SourceKind = {
  name: 'other text',
  endings: [],
  begins: (bytes) => textKind(bytes) !== undefined,
  read: (_, bytes) => {
    throw notRead(
      textKind(bytes)!,
      'export the table as CSV, .xlsx or Parquet, or let a loader print it as CSV',
    );
  },
};

function textKind(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(2000, bytes.length))
    .toString('utf8')
    .replace(/^\ufeff/, '');
  return TEXTS.find(([, begins]) => begins.test(head))?.[0];
}

/** Documents that are zip files, too; null for an archive. */
export function otherPackage(names: readonly string[]): BadSource | null {
  const has = (pattern: RegExp) => names.some((name) => pattern.test(name));
  const save = 'save the table as .xlsx or CSV';
  if (has(/(^|[/\\])workbook\.bin$/i)) return notRead('a binary workbook (.xlsb)', save);
  if (has(/^content\.xml$/) && has(/^META-INF\/manifest\.xml$/))
    return notRead('an OpenDocument file (.ods)', save);
  if (has(/^(Index\/.*\.iwa|Index\.zip)$/)) return notRead('a Numbers document', save);
  if (has(/^word\/document\.xml$/)) return notRead('a Word document', save);
  return has(/^ppt\/presentation\.xml$/) ? notRead('a presentation', save) : null;
}

function refusing(name: string, magic: number[][], why: () => BadSource): SourceKind {
  return {
    name,
    endings: [],
    begins: (bytes) => magic.some((one) => beginsWith(bytes, ...one)),
    read: () => {
      throw why();
    },
  };
}

function notRead(what: string, fix: string): BadSource {
  return new BadSource(
    'export/not-read',
    `this is ${what}, which is not read`,
    'the file is of a format that is not read',
    fix,
    READ,
  );
}
