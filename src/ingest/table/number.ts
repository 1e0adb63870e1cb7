/** A cell as a number, with the column's decimal mark; or what is wrong with it. Percent and currency marks are dropped, not applied. */
export function parseNumber(cell: string, decimal: '.' | ',' = '.'): { value: number } | { problem: string } {
  let text = cell.trim();
  let sign = 1;
  if (/^\(.*\)$/.test(text)) {
    sign = -1;
    text = text.slice(1, -1);
  }
  text = text.replaceAll(/[€$£¥%]|\b(EUR|USD|GBP|CHF)\b/g, '').trim();
  if (text.endsWith('-')) {
    sign = -sign;
    text = text.slice(0, -1).trim();
  }
  text = text.replace('−', '-').replaceAll(/(?<=\d)[\s\u00a0\u202f'’](?=\d{3}(\D|$))/g, '');
  const thousands = decimal === '.' ? ',' : '.';
  if (text.includes(thousands)) {
    if (!new RegExp(`^[+-]?\\d{1,3}(\\${thousands}\\d{3})+(\\${decimal}\\d+)?$`).test(text)) return { problem: `"${cell}" is not a number with the decimal mark "${decimal}"` };
    text = text.replaceAll(thousands, '');
  }
  if (decimal === ',') text = text.replace(',', '.');
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return { problem: `"${cell}" is not a number` };
  return { value: sign * Number(text) };
}

/** The decimal mark that a whole column uses; null and ambiguous when every mark could also be a thousands mark (`1,234`). */
export function detectDecimal(cells: readonly string[]): { decimal: '.' | ',' | null; ambiguous: boolean } {
  let comma = 0;
  let point = 0;
  let open = 0;
  for (const cell of cells) {
    const text = cell.trim();
    const last = Math.max(text.lastIndexOf(','), text.lastIndexOf('.'));
    if (last === -1) continue;
    const mark = text[last];
    const other = mark === ',' ? '.' : ',';
    const marks = text.split(mark as string).length - 1;
    const digits = /^\d*/.exec(text.slice(last + 1))?.[0].length ?? 0;
    const certain = text.includes(other) || (marks === 1 && digits !== 3) || (marks === 1 && /^[+-]?0[.,]/.test(text));
    if (marks > 1 && !text.includes(other)) {
      if (mark === ',') point += 1;
      else comma += 1;
    } else if (certain) {
      if (mark === ',') comma += 1;
      else point += 1;
    } else open += 1;
  }
  if (comma === 0 && point === 0) return { decimal: null, ambiguous: open > 0 };
  return { decimal: comma > point ? ',' : '.', ambiguous: comma > 0 && point > 0 };
}
