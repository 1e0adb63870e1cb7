import type { SheetCell, TypedCell } from '#ingest/source/part.ts';
import type { NumberKind } from './numberFormat.ts';
import type { NumberStyle } from './styles.ts';
import { dated, fromIso } from './serial.ts';
import { unescaped } from './strings.ts';

/** What cells of all sheets refer to. */
export interface Shared {
  strings: readonly string[];
  styles: readonly NumberStyle[];
  from1904: boolean;
}

/** A cell as the file writes it. */
export interface RawCell {
  type: string;
  style: number;
  /** Null where the cell holds no value at all. */
  value: string | null;
  /** A text that is in the cell itself. */
  inline: string;
  hasFormula: boolean;
}

/** The value of a cell with the type that the cell, or its style, says (ECMA-376 part 1, 18.18.11). */
export function cellOf(raw: RawCell, shared: Shared): SheetCell {
  const { type, value } = raw;
  if (type === 'inlineStr') return unescaped(raw.inline);
  if (value === null || (value === '' && type !== 'str')) return raw.hasFormula ? failed('') : null;
  switch (type) {
    case 's':
      return sharedString(value, shared.strings);
    case 'str':
      return unescaped(value);
    case 'b':
      return value.trim() === '1' || value.trim() === 'true';
    case 'e':
      return failed(value.trim());
    case 'd':
      return fromIso(value) ?? value;
    default:
      return numberOf(value.trim(), shared.styles[raw.style]?.kind ?? 'number', shared.from1904);
  }
}

function failed(text: string): TypedCell {
  return { kind: 'failed', text };
}

function sharedString(value: string, strings: readonly string[]): string {
  const text = strings[Number(value)];
  if (text === undefined) throw new Error(`a cell names the text ${value} of ${strings.length}`);
  return text;
}

function numberOf(text: string, kind: NumberKind, from1904: boolean): SheetCell {
  const value = Number(text);
  if (text === '' || Number.isNaN(value)) return text === '' ? null : text;
  if (kind === 'percent') return { kind: 'percent', text: `${hundredfold(value)}%` };
  if (kind !== 'number') return dated(value, kind, from1904) ?? value;
  return Number.isInteger(value) && !Number.isSafeInteger(value) && /^-?\d+$/.test(text)
    ? { kind: 'digits', text }
    : value;
}

/** By way of decimal digits, so that 0.57 becomes 57 and not 56.99999999999999. */
function hundredfold(value: number): number {
  const [digits, exponent = '0'] = String(value).split('e');
  return Number(`${digits}e${Number(exponent) + 2}`);
}
