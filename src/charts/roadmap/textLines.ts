/** Widths of the letters of Source Sans 3, semi-bold, in hundredths of the font size, measured in a browser. Regular letters are at most a twentieth narrower. */
const WIDTHS: [characters: string, width: number][] = [
  [' \u00a0', 20],
  ['|', 26],
  ['ij', 27],
  ['l', 28],
  ["',.:;I·", 29],
  ['!()-[]f{}', 33],
  ['/\\', 34],
  ['t', 37],
  ['r', 39],
  ['s', 44],
  ['*?z', 45],
  ['c', 47],
  ['–', 48],
  ['J_x', 50],
  ['"LYevy', 51],
  ['#$+0123456789<=>F^a~', 52],
  ['g', 53],
  ['EZk', 54],
  ['STVX`o', 55],
  ['u', 56],
  ['Abdhnpq', 57],
  ['C', 58],
  ['P', 59],
  ['BR', 60],
  ['K', 61],
  ['DG', 63],
  ['&', 65],
  ['NU', 66],
  ['H', 67],
  ['OQ', 68],
  ['M', 75],
  ['w', 76],
  ['W', 81],
  ['✕', 84],
  ['%m', 85],
  ['●◐○▮', 87],
  ['@', 89],
  ['…', 97],
];
const BY_CHARACTER = new Map(
  WIDTHS.flatMap(([characters, width]) =>
    [...characters].map((character) => [character, width] as const),
  ),
);
/** Room for rounding, and for a fallback font that is a little wider. */
const MARGIN = 1.04;

/** A careful estimate: a text is not wider than this. */
export function textWidth(text: string, size: number): number {
  let sum = 0;
  for (const character of text) sum += BY_CHARACTER.get(character) ?? (character > '⺀' ? 100 : 66);
  return (sum * size * MARGIN) / 100;
}

/** The text in lines no wider than `width`; a word that is longer is cut with a hyphen, and what does not fit into `most` lines ends with an ellipsis. */
export function textLines(text: string, width: number, size: number, most = 4): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text
    .replaceAll(/ (?=[%‰°€$])/g, '\u00a0')
    .split(/[ \t\n]+/)
    .flatMap((part) => pieces(part, width, size))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (textWidth(longer, size) <= width || line === '') line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  if (line !== '') lines.push(line);
  if (lines.length <= most) return lines;
  let last = `${lines[most - 1]} …`;
  while (textWidth(last, size) > width) last = `${last.replace(/\s*…$/, '').slice(0, -1)}…`;
  return [...lines.slice(0, most - 1), last];
}

function pieces(word: string, width: number, size: number): string[] {
  if (textWidth(word, size) <= width) return [word];
  let head = '';
  const letters = [...word];
  while (letters.length > 0 && textWidth(`${head}${letters[0]}-`, size) <= width)
    head += letters.shift();
  return head === '' ? [word] : [`${head}-`, ...pieces(letters.join(''), width, size)];
}
