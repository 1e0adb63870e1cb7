const POLYNOMIAL = 0xedb88320;

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? POLYNOMIAL ^ (rest >>> 1) : rest >>> 1;
  return rest;
});

/** CRC-32 of a text in UTF-8, as eight hex digits (ISO 3309; the checksum of zip and PNG). */
export function checksum(text: string): string {
  let sum = 0xffffffff;
  for (const byte of new TextEncoder().encode(text))
    sum = TABLE[(sum ^ byte) & 0xff]! ^ (sum >>> 8);
  return ((sum ^ 0xffffffff) >>> 0).toString(16).padStart(8, '0');
}

/**
 * The seal of a row: a checksum over its other cells in the order of the header. It shows that a cell was changed afterwards,
 * by a hand or by a spreadsheet that rewrote a date. The last row of a run is sealed as such, so that rows which were taken out
 * are missed. Whoever wants to deceive can compute it too.
 */
export function sealOf(cells: readonly string[], isLast: boolean): string {
  const all = cells.map((cell) => cell.trim());
  return checksum((isLast ? [...all, 'last'] : all).join('\u001f'));
}
