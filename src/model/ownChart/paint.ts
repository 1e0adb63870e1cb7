import { COLOURS } from '#model/picture/chartColours.ts';
import type { Grain } from '#model/time/grain.ts';
import { formatValue } from '#model/words/format.ts';
import type { Quantity } from './kind.ts';

/** Height of a row of bars, which leaves room for a text of 12 px. */
export const ROW = 26;
const LETTER = 6.4;

export const FIT = { autosize: { type: 'fit', contains: 'padding' } } as const;

/** Vega has no canvas here and takes a letter for four fifths of its size; a limit by what is drawn would cut names that fit. */
const MEASURED = 0.8 * 12;

/** Room for the longest name, at most two fifths of the chart; a longer name is cut on the axis and whole in the table. */
export function namesAxis(names: readonly string[], width: number): object {
  const longest = Math.max(...names.map((name) => name.length), 1) * MEASURED;
  return {
    labelLimit: Math.min(Math.ceil(longest) + 2, Math.floor(width * 0.4)),
    ticks: false,
    domain: false,
  };
}

/** Names under bars: upright where they have room, slanted where not. */
export function namesBelow(names: readonly string[], width: number): object {
  const longest = Math.max(...names.map((name) => name.length), 1) * LETTER;
  const room = (width * 0.85) / Math.max(1, names.length);
  return { labelAngle: longest > room ? -40 : 0, labelLimit: 170, ticks: false };
}

const FORMATS: Record<Grain, string> = {
  day: '%-d %b %Y',
  week: '%-d %b %Y',
  month: '%b %Y',
  quarter: '%b %Y',
  year: '%Y',
};

/** Days with their year, as many as have room. */
export function timeAxis(grain: Grain, width: number): object {
  return {
    format: FORMATS[grain],
    tickCount: Math.max(2, Math.floor(width / 110)),
    labelOverlap: true,
  };
}

/** A domain with room around its values, also where they are all the same. */
export function aroundDomain(values: readonly number[]): [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = (high - low) / 10 || Math.abs(high) / 10 || 1;
  return [low - room, high + room];
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
