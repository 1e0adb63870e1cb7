/** Archives that nothing here unpacks, by their first bytes. */
export const LOCKED = [
  { begins: "7z\xbc\xaf'", is: 'a 7z archive' },
  { begins: 'Rar!', is: 'a RAR archive' },
  { begins: '\xfd7zXZ', is: 'an xz archive' },
  { begins: 'BZh', is: 'a bzip2 archive' },
  { begins: '\xd0\xcf\x11\xe0', is: 'an old Office document' },
  { begins: '\x04"M\x18', is: 'an LZ4 archive' },
];

/** First bytes of pictures, fonts and programs: they are searched for texts as they are. */
const KNOWN = [
  '\x89PNG',
  '\xff\xd8\xff',
  'GIF8',
  'RIFF',
  '\0\0\x01\0',
  '\0asm',
  'wOF2',
  'wOFF',
  '\x1f\x8b',
  '\x28\xb5\x2f\xfd',
  'PK\x03\x04',
  'PK\x05\x06',
  '\xff\xfe',
  '\xfe\xff',
];
/** How a file that means something begins. */
export const BEGINS: readonly string[] = [...KNOWN, '%PDF', 'ftypavif'];

export function isKnown(bytes: Buffer): boolean {
  const head = bytes.subarray(0, 12).toString('latin1');
  return KNOWN.some((begins) => head.startsWith(begins)) || head.slice(4).startsWith('ftyp');
}
