import { builtInKind, kindOfFormat, type NumberKind } from './numberFormat.ts';
import { parseXml } from './xml.ts';

/** The kind of number that each cell style shows, by the index that cells name. */
export function readStyles(xml: string | null): NumberKind[] {
  const kinds: NumberKind[] = [];
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
    kinds.push(code === undefined ? (builtInKind(id) ?? 'number') : kindOfFormat(code));
  }
  return kinds;
}
