import { describe, expect, it } from 'vitest';
import { readingsOf } from '#publish/audit/readings.ts';
import { markdownOf } from '#publish/twin/markdown.ts';
import { twinBody, twinOf } from '#publish/twin/twin.ts';

const of = (html: string) => markdownOf(`<main id="main">${html}</main>`, (link) => link);

describe('a page as Markdown', () => {
  it.each([
    [
      'a heading, a paragraph',
      '<h2>Scrap</h2><p>It fell\n by <b>2 %</b>.</p>',
      '## Scrap\n\nIt fell by **2 %**.',
    ],
    [
      'spaces outside of strong words',
      '<p>was<strong> 9.2 EUR </strong>worse</p>',
      'was **9.2 EUR** worse',
    ],
    [
      'a formula as its TeX',
      '<p>so <math><semantics><mfrac><mi>a</mi><mi>b</mi></mfrac><annotation encoding="application/x-tex">\\frac{a}{b} &lt; 1</annotation></semantics></math> holds</p>',
      'so $$\\frac{a}{b} < 1$$ holds',
    ],
    [
      'words that only style sets apart',
      '<p><strong class="number bad">79 %</strong>of crews <span>Eskmoor</span><span>Tarnholm</span></p>',
      '**79 %** of crews Eskmoor Tarnholm',
    ],
    [
      'a list in a list',
      '<ul><li>One<ul><li>Two</li></ul></li><li><p>Three</p><p>Four</p></li></ul>',
      '- One\n  - Two\n- Three\n\n  Four',
    ],
    [
      'steps with their own numbers',
      '<ol><li><span class="number">1</span>Stop</li><li><span class="number">2</span>Go</li></ol>',
      '1. Stop\n2. Go',
    ],
    [
      'what stands between two steps without a number',
      '<ol><li>Stop</li><li class="between" data-unnumbered><p>Wait.</p></li><li>Go</li></ol>',
      '1. Stop\n\nWait.\n\n2. Go',
    ],
    [
      'names and values',
      '<dl><div><dt>Source</dt><dd>Ledger</dd></div></dl>',
      '- **Source:** Ledger',
    ],
    [
      'a table',
      '<table><thead><tr><th>Week</th><th>Value</th></tr></thead><tbody><tr><th>W1</th><td>a | b</td></tr></tbody></table>',
      '| Week | Value |\n| --- | --- |\n| W1 | a \\| b |',
    ],
    [
      'a table without a head, and a cell over two columns',
      '<table><tr><td colspan="2">all</td><td><ul><li>x</li><li>y</li></ul></td></tr></table>',
      '|  |  |  |\n| --- | --- | --- |\n| all |  | x; y |',
    ],
    [
      'signs that Markdown would read',
      '<p># 1 &lt;5 bar * 3 &amp; a_b [x] _z</p>',
      '\\# 1 \\<5 bar \\* 3 & a_b \\[x\\] \\_z',
    ],
    [
      'code with ticks',
      '<p><code>a `b`</code></p><pre><code>x\n  y\n</code></pre>',
      '`` a `b` ``\n\n```\nx\n  y\n```',
    ],
    [
      'a picture by its text, and a link',
      '<p><a href="/a/"><img src="/m/v.png" alt="The valve"></a></p>',
      '[![The valve](/m/v.png)](/a/)',
    ],
    [
      'no control and nothing hidden',
      '<p hidden>no</p><button>Go</button><span aria-hidden="true">✓</span><svg><text>7</text></svg><form><label>x</label></form>',
      '',
    ],
    [
      'what can be opened, open',
      '<details><summary>Numbers</summary><p>7</p></details>',
      '**Numbers**\n\n7',
    ],
  ])('has %s', (_, html, markdown) => {
    expect(of(html)).toBe(markdown);
  });
});

const FACTS = {
  portal: 'Bakery',
  audience: 'plant',
  base: '/portal/',
  url: 'https://bakery.example/portal/',
  asOf: '2026-10-07',
  frozen: { 'reports/2026-09/': '2026-10-01' },
  numbers: { scrap: '| Scrap | 4 % |', waste: '| Waste | 2 % |', 'scrap-late': '| Late | 9 % |' },
};
const twin = (address: string, html: string) =>
  twinOf(
    twinBody(`<title>A &amp; B</title><main>${html}</main>`, address, '/portal/'),
    address,
    FACTS,
  );

describe('the twin of a page', () => {
  it('says which page and day it is of, and for whom', () => {
    expect(twin('gates/', '<p>x</p>')).toBe(
      '---\ntitle: "A & B"\nportal: "Bakery"\npage: https://bakery.example/portal/gates/\nas_of: 2026-10-07\nedition: plant\n---\n\nx\n',
    );
  });

  it('leads to other twins, and to files as they are', () => {
    expect(
      twin(
        'goals/less/',
        '<a href="../more/#now">m</a> <a href="/portal/api/gates.json">j</a> <a href="https://a.example/x (1)/">o</a>',
      ),
    ).toContain(
      '[m](../../goals/more/index.html.md#now) [j](../../api/gates.json) [o](https://a.example/x%20%281%29/)',
    );
  });

  it('ends with the metrics that the page names, the one it is about among them, and no other', () => {
    const text = twin(
      'metrics/scrap/',
      '<a href="/portal/metrics/waste/">w</a> <a href="/portal/metrics/gone/">g</a>',
    );
    expect(text).toContain('## Metrics named on this page, as of 7 October 2026');
    expect(text.split('| --- | --- | --- | --- | --- | --- |\n')[1]).toBe(
      '| Scrap | 4 % |\n| Waste | 2 % |\n',
    );
  });

  it('of a frozen report has the day of its numbers, and names the day of those that are not frozen', () => {
    const text = twin('reports/2026-09/', '<a href="/portal/metrics/scrap/">s</a>');
    expect(text).toContain('as_of: 2026-10-01\nfrozen: true\n');
    expect(text).toContain('as of 7 October 2026');
  });
});

it('an audit reads through the marks and addresses of Markdown', () => {
  expect(readingsOf('The **old** hall [closes](/portal/x/) before\\* the new one')).toContain(
    'The old hall closes before the new one',
  );
});
