import { describe, expect, it } from 'vitest';
import { cardTable } from '#components/page/cardTable.ts';

const cells = (html: string) =>
  [...cardTable(html).matchAll(/<td role="cell" data-label="([^"]*)"/g)].map(([, label]) => label);

describe('a table whose rows can stand as cards', () => {
  it('tells each cell what its column is called', () => {
    expect(
      cells(
        '<table><thead><tr><th scope="col">Plant</th><th scope="col">In time</th><th scope="col">Oldest</th></tr></thead><tbody><tr><th scope="row">A</th><td>4 of 5</td><td>9 days</td></tr></tbody></table>',
      ),
    ).toEqual(['In time', 'Oldest']);
  });

  it('calls a column by its short name where the head gives one', () => {
    expect(
      cells(
        '<table><thead><tr><th>State</th><th abbr="G1">G1<span>Leave the pilot</span></th></tr></thead><tbody><tr><th>Overdue</th><td>one</td></tr></tbody></table>',
      ),
    ).toEqual(['G1']);
  });

  it('counts a cell that spans columns, so that sums stand under their own', () => {
    expect(
      cells(
        '<table><thead><tr><th>Export</th><th>From</th><th>Rows</th></tr></thead><tfoot><tr><th colspan="2">All</th><td>12</td></tr></tfoot></table>',
      ),
    ).toEqual(['Rows']);
  });

  it('keeps the roles of table, row and cell, and the classes that were there', () => {
    const html = cardTable(
      '<table class="waits"><thead><tr><th>Who</th></tr></thead><tbody><tr><th scope="row">IT</th></tr></tbody></table>',
    );
    expect(html).toContain('<table role="table" class="stacked waits">');
    expect(html.match(/role="(rowgroup|row|columnheader|rowheader)"/g)).toEqual([
      'role="rowgroup"',
      'role="row"',
      'role="columnheader"',
      'role="rowgroup"',
      'role="row"',
      'role="rowheader"',
    ]);
  });

  it('takes no tag out of a value, and lets no name of a column out of its attribute', () => {
    const html =
      '<table><thead><tr><th>Say "hi" &lt;b></th></tr></thead><tbody><tr><td><a title="<td>&quot; onclick=&quot;x">4 &lt; 5</a></td></tr></tbody></table>';
    expect(cardTable(html)).toContain(
      '<td role="cell" data-label="Say &quot;hi&quot; &lt;b>"><a title="<td>&quot; onclick=&quot;x">4 &lt; 5</a></td>',
    );
  });
});
