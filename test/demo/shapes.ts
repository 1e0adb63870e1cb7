/** Parts of plain technical drawings, as SVG. */
export const INK = 'stroke="#23323a" stroke-width="4" stroke-linejoin="round"';
const THIN = 'stroke="#23323a" stroke-width="2" fill="none"';

export const box = (x: number, y: number, width: number, height: number, fill: string) =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="8" fill="${fill}" ${INK}/>`;
export const disc = (x: number, y: number, radius: number, fill: string) =>
  `<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}" ${INK}/>`;
export const line = (...points: number[]) => `<polyline points="${points.join(' ')}" ${THIN}/>`;

export function drawing(width: number, height: number, parts: readonly string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><rect width="${width}" height="${height}" fill="#f8f7f2"/>${parts.join('')}</svg>\n`;
}
