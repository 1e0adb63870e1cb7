import { encode } from 'uqr';

/** A QR code as the path of an SVG of `size` by `size` modules, with the quiet zone of four that the standard asks for (ISO/IEC 18004, 6.3.8). */
export function qrCode(text: string): { size: number; path: string } {
  // A card hangs by a machine: a quarter of it may be dirty.
  const { size, data } = encode(text, { ecc: 'Q', border: 4 });
  const path = data.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
  );
  return { size, path: path.join('') };
}
