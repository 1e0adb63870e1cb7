import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from 'fflate';

const OFFICE = /\.(xlsx|pptx)$/;
/** Zip knows no time before. */
const EPOCH = new Date(1980, 0, 1);

/** The same bytes for the same deck: files in the order of their names, without the hour at which they were packed. */
export function repack(
  archive: Uint8Array,
  day: string,
  repair: (files: Record<string, Uint8Array>) => Record<string, Uint8Array> = (files) => files,
): Uint8Array {
  const files = repair(unzipSync(archive));
  const packed: Zippable = {};
  for (const name of Object.keys(files).sort(first)) {
    const bytes = files[name]!;
    packed[name] = OFFICE.test(name)
      ? repack(bytes, day)
      : name.startsWith('docProps/')
        ? strToU8(dated(strFromU8(bytes), day))
        : bytes;
  }
  return zipSync(packed, { level: 9, mtime: EPOCH });
}

function dated(xml: string, day: string): string {
  return xml.replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, `${day}T00:00:00Z`);
}

/** `[Content_Types].xml` comes first, as programs that read a stream expect. */
function first(a: string, b: string): number {
  return (
    Number(b === '[Content_Types].xml') - Number(a === '[Content_Types].xml') || (a < b ? -1 : 1)
  );
}
