import { builtInKind, kindOfFormat, textOfFormat, type NumberKind } from './numberFormat.ts';
import { parseXml } from './xml.ts';

/** What a cell style makes of a number, and what it writes beside it. */
export interface NumberStyle {
  kind: NumberKind;
  beside: string;
}

/** The number formats of cell styles, by the index that cells name. */
export function readStyles(xml: string | null): NumberStyle[] {
  const kinds: NumberStyle[] = [];
  const codes = new Map<number, string>();
  const styles: number[] = [];
  let isCellStyle = false;
  if (xml === null) return kinds;
  parseXml(xml, {
    open: (name, attributes) => {
      if (name === 'cellXfs') isCellStyle = true;
      else if (name === 'numFmt') {
        const { numFmtId = '', formatCode = '' } = attributes();
        // Formats of conditional styles come later and number themselves.
        if (!codes.has(Number(numFmtId))) codes.set(Number(numFmtId), formatCode);
      } else if (name === 'xf' && isCellStyle) styles.push(Number(attributes().numFmtId ?? 0));
    },
    close: (name) => {
      if (name === 'cellXfs') isCellStyle = false;
    },
  });
  for (const id of styles) {
    const code = codes.get(id);
    const kind = code === undefined ? (builtInKind(id) ?? 'number') : kindOfFormat(code);
    kinds.push({
      kind,
      beside: kind === 'number' && code !== undefined ? textOfFormat(code) : '',
    });
  }
  return kinds;
}
