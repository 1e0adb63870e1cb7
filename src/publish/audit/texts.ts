import { extname } from 'node:path';
import { gunzipSync, strFromU8, unzipSync } from 'fflate';

/** What a reader, or a program, can get out of a published file; an archive holds several. */
export interface Text {
  /** The file, with the member of an archive behind `›`. */
  where: string;
  /** As it stands in the bytes. */
  raw: string;
  /** As it is read: without markup, entities and escapes, white space folded. */
  read: string;
}

const GZIP = [0x1f, 0x8b];
const ZIP = [0x50, 0x4b, 0x03, 0x04];

/** Every text in a file: compressed ones unpacked, PDFs read page by page. */
export async function textsOf(name: string, bytes: Uint8Array): Promise<Text[]> {
  if (begins(bytes, GZIP)) return textsOf(name, gunzipSync(bytes));
  if (begins(bytes, ZIP)) {
    const members = Object.entries(unzipSync(bytes));
    return (
      await Promise.all(members.map(([member, content]) => textsOf(`${name} › ${member}`, content)))
    ).flat();
  }
  if (strFromU8(bytes.subarray(0, 5), true) === '%PDF-') return pdf(name, bytes);
  if (/\.(woff2?|png|jpe?g|webp|avif|ico|wasm|pagefind)$/.test(extname(name))) return [];
  const raw = new TextDecoder().decode(bytes);
  return [{ where: name, raw, read: readable(raw) }];
}

async function pdf(name: string, bytes: Uint8Array): Promise<Text[]> {
  const { extractText, getDocumentProxy, getMeta } = await import('unpdf');
  // The reader takes the buffer away from whoever hands it over.
  const document = await getDocumentProxy(Uint8Array.from(bytes));
  const { text } = await extractText(document, { mergePages: true });
  const outline = JSON.stringify((await document.getOutline()) ?? []);
  const { info } = await getMeta(document);
  const raw = [text, outline, JSON.stringify(info)].join('\n');
  return [{ where: name, raw, read: readable(raw) }];
}

function begins(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

const NAMED: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** Text without tags, entities, JSON escapes and folded lines, in one line. */
export function readable(raw: string): string {
  return raw
    .replaceAll(/\r?\n[ \t]/g, (fold) => (fold.startsWith('\r') ? '' : ' '))
    .replaceAll(/<[^<>]*>/g, ' ')
    .replaceAll(
      /&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi,
      (whole, decimal: string, hex: string, name: string) =>
        name
          ? (NAMED[name.toLowerCase()] ?? whole)
          : String.fromCodePoint(decimal ? Number(decimal) : Number.parseInt(hex, 16)),
    )
    .replaceAll(/\\u([0-9a-f]{4})/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    )
    .replaceAll(/\\[nrt]/g, ' ')
    .replaceAll(/\\(["\\/,;])/g, '$1')
    .replaceAll(/[\s\u00A0]+/g, ' ');
}
