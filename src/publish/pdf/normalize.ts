import type { IsoDate } from '#model/time/date.ts';

/**
 * The same bytes for the same page. Chromium writes the minute of printing, and numbers the elements of the structure tree on
 * through a process; both are replaced in place by words of the same length, so that every offset in the file stays right.
 */
export function normalizePdf(pdf: Uint8Array, day: IsoDate): Buffer {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1');
  const numbers = [
    ...new Set([...text.matchAll(/\(node(\d{8})\)/g)].map((match) => match[1]!)),
  ].sort();
  // Ranks keep the order, by which readers look names up.
  const rank = new Map(numbers.map((number, at) => [number, String(at).padStart(8, '0')]));
  const same = text
    .replaceAll(/\(node(\d{8})\)/g, (_, number: string) => `(node${rank.get(number)})`)
    .replaceAll(
      /\/(CreationDate|ModDate) \(D:\d{14}/g,
      (_, key: string) => `/${key} (D:${day.replaceAll('-', '')}000000`,
    );
  return Buffer.from(same, 'latin1');
}
