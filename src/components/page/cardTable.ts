/** Any tag as Astro writes it: values stand in double quotes, and text holds no `<`. */
const TAG = /<(\/?)([a-z][\w-]*)((?:\s(?:"[^"]*"|[^>"])*)?)>/g;
const ROLES: Record<string, string> = {
  thead: 'rowgroup',
  tbody: 'rowgroup',
  tfoot: 'rowgroup',
  tr: 'row',
  td: 'cell',
};

/**
 * A table whose rows can stand as cards: each cell is told what its column is called (the `abbr` of its head, or its text), and
 * each part keeps the role that a layout as cards would take from it.
 */
export function cardTable(html: string): string {
  const columns: string[] = [];
  let inHead = false;
  let column = 0;
  let begun = 0;
  return html.replaceAll(
    TAG,
    (tag: string, close: string, name: string, rest: string, at: number) => {
      const given = (attribute: string) => new RegExp(`\\s${attribute}="([^"]*)"`).exec(rest)?.[1];
      if (name === 'thead') inHead = close === '';
      if (name === 'tr') column = 0;
      if (name === 'th' && inHead && close)
        columns[columns.length - 1] ||= html
          .slice(begun, at)
          .replaceAll(TAG, ' ')
          .replaceAll('"', '&quot;')
          .trim();
      if (close) return tag;
      if (name === 'table') return `<table role="table"${joined(rest)}>`;
      if (name === 'th' && inHead) {
        columns.push(given('abbr') ?? '');
        begun = at + tag.length;
        return `<th role="columnheader"${rest}>`;
      }
      const here = column;
      if (name === 'th' || name === 'td') column += Number(given('colspan') ?? 1);
      if (name === 'th') return `<th role="rowheader"${rest}>`;
      if (name === 'td') return `<td role="cell" data-label="${columns[here] ?? ''}"${rest}>`;
      return ROLES[name] ? `<${name} role="${ROLES[name]}"${rest}>` : tag;
    },
  );
}

function joined(attributes: string): string {
  return /\sclass="/.test(attributes)
    ? attributes.replace(/\sclass="/, ' class="stacked ')
    : `${attributes} class="stacked"`;
}
