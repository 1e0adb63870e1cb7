import { COLOURS } from '#model/picture/chartColours.ts';
import { formatValue } from '#model/words/format.ts';
import type { Quantity } from './kind.ts';

/** Height of a row of bars, which leaves room for a text of 12 px. */
export const ROW = 26;
const LETTER = 6.4;

export const FIT = { autosize: { type: 'fit', contains: 'padding' } } as const;

/** Room for the longest name, at most a third of the chart; a longer name is cut on the axis and whole in the table. */
export function namesAxis(names: readonly string[], width: number): object {
  const longest = Math.max(...names.map((name) => name.length), 1) * LETTER;
  return {
    labelLimit: Math.min(Math.ceil(longest) + 8, Math.floor(width / 3)),
    ticks: false,
    domain: false,
  };
}

export function words({ value, unit, decimals }: Quantity): string {
  return formatValue({ unit, decimals }, value);
}

/** Values at the ends of bars, beside a positive one and before a negative one. */
export function labelLayer(y: object, field: string): object[] {
  const text = { type: 'text', baseline: 'middle', color: COLOURS.ink, fontSize: 12 };
  const encoding = {
    y,
    x: { field, type: 'quantitative' },
    text: { field: 'label', type: 'nominal' },
  };
  return [
    {
      transform: [{ filter: `datum.${field} >= 0` }],
      mark: { ...text, align: 'left', dx: 4 },
      encoding,
    },
    {
      transform: [{ filter: `datum.${field} < 0` }],
      mark: { ...text, align: 'right', dx: -4 },
      encoding,
    },
  ];
}

/** A scale with room for the words at the ends of its bars. */
export function roomyDomain(
  values: readonly number[],
  letters: number,
  width: number,
): [number, number] {
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const span = high - low || 1;
  const room = (span * letters * LETTER) / Math.max(80, width * 0.6 - letters * LETTER);
  return [low < 0 ? low - room : 0, high > 0 || low === 0 ? high + room : 0];
}
