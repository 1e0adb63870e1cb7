import { describe, expect, it } from 'vitest';
import { problemLine } from '#model/problem.ts';
import { parseBody } from '#ingest/mdx/mdxBody.ts';

const read = (source: string) => parseBody(source, 'content/playbooks/valve.mdx', 0);
const html = (source: string) =>
  read(source)
    .body.map((node) => (node.kind === 'html' ? node.html : `[${node.name}]`))
    .join('');
const said = (source: string) => read(source).problems.map(problemLine).join('\n');

describe('Markdown that people paste', () => {
  it('columns of a table are aligned by classes: the policy of the portal blocks inline styles', () => {
    const table = html('| a | b | c |\n|--:|:-:|---|\n| 1 | 2 | 3 |\n');
    expect(table).toContain('<td class="align-right">1</td>');
    expect(table).toContain('<td class="align-center">2</td>');
    expect(table).toContain('<td>3</td>');
    expect(table).not.toContain('style=');
  });

  it('one tilde is a range, two strike out', () => {
    expect(html('Hold 5~6 bar and 7~8 bar, ~~not 9~~.')).toBe(
      '<p>Hold 5~6 bar and 7~8 bar, <del>not 9</del>.</p>',
    );
  });

  it('an alert of GitHub is a callout, and a quotation stays one', () => {
    expect(read('> [!CAUTION]\n> Lock out first.').body).toMatchObject([
      { name: 'Callout', props: { kind: 'safety' }, children: [{ kind: 'html' }] },
    ]);
    expect(html('> [!CAUTION]\n> Lock out first.')).not.toContain('[!');
    expect(html('> [!IMPORTANT] is written like this')).toContain('<blockquote>');
  });

  it('footnotes have the attributes that a screen reader knows', () => {
    const text = html('See[^1].\n\n[^1]: Below.');
    expect(text).toContain('data-footnote-ref');
    expect(text).toContain('aria-describedby="footnote-label"');
    expect(text).toContain('<h2 class="sr-only" id="footnote-label">');
  });

  it('boxes of a task list have a name; in a checklist the list itself is ticked', () => {
    expect(html('- [ ] Gloves\n- [x] Goggles')).toMatch(/aria-label="To do".*aria-label="Done"/s);
    const [list] = read('<Checklist>\n\n- [ ] Gloves\n\n</Checklist>').body;
    expect(JSON.stringify(list)).not.toContain('<input');
  });

  it('headings have the ids that GitHub gives them, and never one that the page has', () => {
    const ids = read('## Größe und Übermaß\n\n## 点検の手順\n\n## What’s new?\n\n## Main').headings;
    expect(ids.map(({ id }) => id)).toEqual([
      'größe-und-übermaß',
      '点検の手順',
      'whats-new',
      'main-1',
    ]);
  });
});

describe('links and pictures', () => {
  it('a link to another text is written as editors write it', () => {
    expect(html('[a](../initiatives/early.mdx#risks) [b](other.md)')).toBe(
      '<p><a href="/initiatives/early/#risks">a</a> <a href="/playbooks/other/">b</a></p>',
    );
  });

  it('a link to a file and a picture are components with the path as it is written', () => {
    expect(html('[the form](form.pdf) ![Closed](valve.jpg)')).toBe('<p>[File] [Picture]</p>');
    expect(read('![Closed](valve.jpg)').uses).toMatchObject([
      { component: 'Picture', prop: 'src', value: 'valve.jpg', line: 1 },
    ]);
  });

  it('a path with a space, and a picture of another host, are refused with what to write', () => {
    expect(said('![s](./step 1.png)')).toContain('write <./step 1.png> in angle brackets');
    expect(said('![s](https://example.com/a.png)')).toContain('is not beside this text');
    expect(said('![s](/img/a.png)')).toContain('write its path from here');
  });

  it('markers lie on the picture', () => {
    const figure = (x: number) =>
      `<Figure src="a.png" markers={[{ "x": ${x}, "y": 5, "text": "in" }]} />`;
    expect(said(figure(100))).toBe('');
    expect(said(figure(101))).toContain('x and y from 0 to 100');
  });
});

describe('Markdown of other tools', () => {
  it('a heading has the id that its author gave it, and nothing else', () => {
    expect(html('## Risks and side effects {#risks}')).toBe(
      '<h2 id="risks">Risks and side effects</h2>',
    );
    expect(said('## Risks {.red}')).toContain('the braces after the heading hold "class"');
    expect(said('## One {#risks}\n\n## Two {#risks}')).toContain('is there twice on the page');
    expect(said('## One {#main}')).toContain('is there twice on the page');
  });

  it('terms have their meanings below them', () => {
    expect(html('Purge\n: Fill with argon.')).toMatch(
      /<dl>\s*<dt>Purge<\/dt>\s*<dd>Fill with argon\.<\/dd>\s*<\/dl>/,
    );
  });

  it('a raised text stands between two signs, and two powers in a sentence are none', () => {
    expect(html('5 m^2^ of sheet')).toBe('<p>5 m<sup>2</sup> of sheet</p>');
    expect(html('10^6 and 10^7 parts')).toBe('<p>10^6 and 10^7 parts</p>');
    expect(html('H<sub>2</sub>O')).toBe('<p>H<sub>2</sub>O</p>');
  });
});

describe('what would be printed raw', () => {
  it.each([
    ['See [the drawing][plan].', 'nothing below says where "plan" leads'],
    ['![Valve][valve]', 'nothing below says where "valve" leads'],
    ['Hot[^1].', 'there is no footnote "1"'],
    [':warning: Hot', ':warning: would be printed'],
    ['The gap $d$ is small.', 'write <Math tex="d" />'],
    ['```python {3-1}\nx\n```', '"3-1" after the fence is no span of lines'],
    ['```python {1,,2}\nx\n```', 'is no span of lines'],
    ['[here]()', 'the link has no address'],
    ['[top](#)', 'the link has no address'],
    ['```dot\ndigraph { a [image="x.png"]; a -> b }\n```', ''],
  ])('is an error: %s', (source, words) => expect(said(source)).toContain(words));

  it.each([
    'See [1][2], row[0][1], and [as agreed].',
    'At 12:30:45, ratio 1:2:3, note: this.',
    'US$ 5, A$ 6, $5 and $6.',
    '[the drawing][plan]\n\n[plan]: /gates/',
    'Hot[^1].\n\n[^1]: Very.',
    'Code: `[a][b] :warning: $d$`',
  ])('is text where it means nothing else: %s', (source) => expect(said(source)).toBe(''));
});

it('a link to another text needs no ending, and one to a part of its own page stays', () => {
  const leads = (target: string) => /href="([^"]*)"/.exec(html(`[x](${target})`))?.[1];
  expect(leads('../initiatives/early-signs')).toBe('/initiatives/early-signs/');
  expect(leads('../initiatives/early-signs/#risks')).toBe('/initiatives/early-signs/#risks');
  expect(leads('name-a-stop')).toBe('/playbooks/name-a-stop/');
  expect(leads('line-1/oven#start')).toBe('/playbooks/oven/#start');
  expect(leads('../name-a-stop/')).toBe('../name-a-stop/');
  expect(leads('../../initiatives/early-signs/')).toBe('/initiatives/early-signs/');
});

it('a heading that skips a level or is a second title is a warning, and one below a list of steps is none', () => {
  expect(said('# P\n')).toMatch(/:1:1 {2}warning .*second title/);
  expect(said('## A\n\n#### B')).toMatch(
    /:3:1 {2}warning .*follows one of level 2[\s\S]*write ###/,
  );
  expect(said('### A')).toContain('write ##');
  expect(said('## A\n\n### B\n\n## C\n\nx[^1]\n\n[^1]: y')).toBe('');
  expect(said('<Steps title="Do">\n<Step title="A">a</Step>\n</Steps>\n\n### B')).toBe('');
});
