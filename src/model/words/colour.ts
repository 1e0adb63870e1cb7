/** Paper and ink that an accent has to be read on, by day and by night; the same as in `styles/tokens.css`. */
export const PAPER = { day: '#f8f7f2', night: '#12181a' } as const;
/** WCAG 2.2, 1.4.3: text of ordinary size. */
export const READABLE = 4.5;

type Rgb = [number, number, number];

const rgb = (colour: string): Rgb =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)) as Rgb;
const hex = (parts: Rgb) =>
  `#${parts.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

/** Contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance). */
export function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

function luminance(colour: string): number {
  const [r, g, b] = rgb(colour).map((part) =>
    part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
  ) as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** So much of `b` in `a`, 0 to 1. */
function mix(a: string, b: string, share: number): string {
  const [one, other] = [rgb(a), rgb(b)];
  return hex(one.map((part, at) => part + (other[at]! - part) * share) as Rgb);
}

/** An accent by day and by night, each with a soft ground that it can be read on. */
export function accents(colour: string): Record<'day' | 'night', { accent: string; soft: string }> {
  let night = colour;
  for (let share = 0.05; contrast(night, PAPER.night) < 7 && share <= 1; share += 0.05)
    night = mix(colour, '#ffffff', share);
  return {
    day: { accent: colour, soft: soft(colour, PAPER.day) },
    night: { accent: night, soft: soft(night, PAPER.night) },
  };
}

function soft(accent: string, paper: string): string {
  let ground = paper;
  for (let share = 0.14; share > 0; share -= 0.02) {
    ground = mix(paper, accent, share);
    if (contrast(accent, ground) >= READABLE) return ground;
  }
  return paper;
}
