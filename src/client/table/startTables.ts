import { columnChooser } from './columns.ts';
import { sift } from './sift.ts';
import { sortAs, sortBy } from './sort.ts';
import { columnsOf, rowGroups, textOf } from './tableRows.ts';
import type { TableFormat } from './takeTable.ts';

/** A table of fewer rows is read at a glance; the same number is in `table.css`, which keeps the room. */
const LEAST_ROWS = 3;
/** From here on somebody looks for a row. */
const MANY_ROWS = 8;

/** Gives the tables of the page their tools; a table that holds only a part has none, since what it gives would be taken for the whole. Without this script every table is read as it was written. */
export function startTables(): void {
  for (const table of document.querySelectorAll<HTMLTableElement>('main table:not([data-part])'))
    if (table.tHead && (table.tBodies[0]?.rows.length ?? 0) >= LEAST_ROWS) giveTools(table);
}

function giveTools(table: HTMLTableElement): void {
  const host = table.parentElement?.matches('.scroll') ? table.parentElement : table;
  const name = nameOf(table, host);
  const tools = element('div', { className: 'table-tools', role: 'group' });
  tools.setAttribute('aria-label', `Tools of the table: ${name}`);
  const said = element('output', {});
  const heads = isOrdered(table) ? columnsOf(table) : null;
  if (heads) tools.append(...sorting(table, heads));
  if (heads && rowCount(table) >= MANY_ROWS) tools.append(finder(table, said));
  const chooser = heads && columnChooser(table, heads, name);
  if (chooser) tools.append(chooser);
  tools.append(said, ...takers(table, name, said));
  inItsOwnBlock(host);
  host.before(tools);
}

/** In a grid, what is placed absolutely begins at the edge of the grid: the tools of two tables would lie over one another. */
function inItsOwnBlock(host: HTMLElement): void {
  const parent = host.parentElement;
  if (!parent || !/grid|flex/.test(getComputedStyle(parent).display)) return;
  const block = element('div', {});
  host.replaceWith(block);
  block.append(host);
}

/** A picture made of a table, and a table whose rows build on one another, keep their order. */
function isOrdered(table: HTMLTableElement): boolean {
  return (
    !table.matches('.picture, .waterfall') &&
    [...table.tBodies].every((part) => rowGroups(part) !== null)
  );
}

function rowCount(table: HTMLTableElement): number {
  return [...table.tBodies].reduce((sum, part) => sum + part.rows.length, 0);
}

/** A button over each head; on a phone, where rows are cards without a head, a list of the columns. */
function sorting(table: HTMLTableElement, heads: HTMLTableCellElement[]): HTMLElement[] {
  const select = element('select', {});
  select.append(new Option('as written', ''));
  for (const [column, head] of heads.entries()) {
    const name = textOf(head);
    if (name === '') continue;
    const button = element('button', { type: 'button', className: 'sort' });
    button.setAttribute('aria-label', `Sort by ${name}`);
    button.addEventListener('click', () => sortBy(table, heads, column));
    if (!head.hasAttribute('aria-label')) head.setAttribute('aria-label', name);
    head.append(button);
    select.append(
      new Option(name, String(column)),
      new Option(`${name}, largest first`, `-${column}`),
    );
  }
  select.addEventListener('change', () =>
    sortAs(table, heads, {
      column: Math.abs(Number(select.value)),
      direction:
        select.value === '' ? null : select.value.startsWith('-') ? 'descending' : 'ascending',
    }),
  );
  const label = element('label', { className: 'order', textContent: 'Order ' });
  label.append(select);
  return [label];
}

function finder(table: HTMLTableElement, said: HTMLElement): HTMLElement {
  const input = element('input', { type: 'search', size: 14 });
  input.addEventListener('input', () => {
    const { left, of } = sift(table, input.value);
    table.dataset.sought = input.value.trim();
    said.textContent = left === of ? '' : `${left} of ${of}`;
  });
  const label = element('label', { className: 'find', textContent: 'Find ' });
  label.append(input);
  return label;
}

const FORMATS: readonly (readonly [TableFormat, string, string])[] = [
  ['copy', 'Copy', 'Copy the rows in sight for a spreadsheet'],
  ['csv', 'CSV', 'With the decimal sign of your language'],
  ['xlsx', 'Excel', 'Numbers as numbers, whatever the language'],
];

function takers(table: HTMLTableElement, name: string, said: HTMLElement): HTMLElement[] {
  return FORMATS.map(([format, textContent, title]) => {
    const button = element('button', { type: 'button', textContent, title });
    button.addEventListener('click', async () => {
      const { takeTable } = await import('./takeTable.ts');
      said.textContent = await takeTable(table, name, format).catch(
        () => 'not possible in this browser',
      );
    });
    return button;
  });
}

/** What a table is about, in its own words or in those of the heading over it. */
function nameOf(table: HTMLTableElement, host: HTMLElement): string {
  const own =
    table.caption?.textContent ??
    table.getAttribute('aria-label') ??
    host.getAttribute('aria-label');
  if (own) return own.replaceAll(/\s+/g, ' ').trim();
  const headings = [...document.querySelectorAll('main :is(h1, h2, h3, h4)')].filter(
    (heading) => heading.compareDocumentPosition(table) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  return headings.at(-1)?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? 'table';
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  having: Partial<HTMLElementTagNameMap[Name]>,
): HTMLElementTagNameMap[Name] {
  return Object.assign(document.createElement(name), having);
}
