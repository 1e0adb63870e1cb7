import { describe, expect, it } from 'vitest';
import { readBody } from '#ingest/mdx/mdxBody.ts';
import { problemLine } from '#model/problem.ts';
import { textMark } from '#model/record/stepMark.ts';

const read = (source: string) => readBody(source, 'content/playbooks/valve.mdx', 4);
const html = async (source: string) =>
  (await read(source)).body
    .map((node) => (node.kind === 'html' ? node.html : `[${node.name}]`))
    .join('');
const said = async (source: string) => (await read(source)).problems.map(problemLine).join('\n');
const fence = (words: string, ...lines: string[]) => ['```' + words, ...lines, '```'].join('\n');

describe('formulas', () => {
  it('stand between two dollar signs, in a fence or in <Math>, and become MathML without styles', async () => {
    for (const source of [
      '$$\n\\frac{a}{b}\n$$',
      fence('math', '\\frac{a}{b}'),
      '<Math block tex="\\frac{a}{b}" />',
    ]) {
      const drawn = await html(source);
      expect(drawn).toContain('<mfrac><mi>a</mi><mi>b</mi></mfrac>');
      expect(drawn).toContain('application/x-tex">\\frac{a}{b}</annotation>');
      expect(drawn).toContain('display="block"');
      expect(drawn).not.toContain('style=');
    }
    expect(await html('so $$x^2$$ holds')).toMatch(
      /^<p>so <math><semantics><msup>.*<\/math> holds<\/p>$/,
    );
  });

  it('are no amounts of money, one dollar sign or two', async () => {
    const prices = 'It costs $5 and $6, US$5_ and $6_, from $$ to $$, or $5-$6.';
    expect(await html(prices)).toBe(`<p>${prices}</p>`);
    expect(await said(prices)).toBe('');
  });

  it('between single dollar signs are refused with what to write', async () => {
    const fix = '<Math tex="E=mc^2" />';
    expect(await said('so $E=mc^2$ holds')).toContain(fix);
    expect(await said('$\\frac{a}{b}$')).toContain('<Math tex="\\frac{a}{b}" />');
  });

  it('that cannot be read or drawn are errors with their line', async () => {
    expect(await said('text\n\n$$\n\\foo\n$$')).toMatch(
      /valve\.mdx:7:1 {2}error {2}the formula cannot be read: .*\\foo/,
    );
    expect(await said(fence('math', '\\cancel{x}'))).toContain('a line through');
  });
});

describe('code', () => {
  it('has its colours by classes, its title, and the lines that it points out', async () => {
    const drawn = await html(
      fence('python title="read.py" {2}', 'def a(x):', '  return "<b>" # hi'),
    );
    expect(drawn).toContain('<span class="code-keyword">def</span>');
    expect(drawn).toContain('<span class="code-comment"># hi</span>');
    expect(drawn).toContain('&lt;b&gt;');
    expect(drawn).toContain('<figcaption><code>read.py</code></figcaption>');
    expect(drawn).toMatch(/<mark class="code-line">(?:(?!\n).)*return/);
    expect(drawn).not.toContain('style=');
  });

  it('in an unknown language is shown without colours and with a warning', async () => {
    expect(await said(fence('pyton', 'x'))).toMatch(/warning.*"pyton"[\s\S]*"python"/);
    expect(await html(fence('pyton', 'x < 1'))).toContain('x &lt; 1');
    expect(await said(fence('', 'x'))).toBe('');
  });

  it('is refused with words after its fence that are not read, and with lines that it lacks', async () => {
    expect(await said(fence('js wrap', 'x'))).toContain('"wrap" after the fence is not read');
    expect(await said(fence('js {3}', 'x'))).toContain('line 3 is pointed out');
  });

  it('is approved as it was written, however it is drawn', async () => {
    const { body } = await read(fence('python', 'x = 1'));
    const repainted = body.map((node) => ({ ...node, html: '<pre>in other colours</pre>' }));
    expect(textMark('t', repainted)).toBe(textMark('t', body));
    const { body: other } = await read(fence('python', 'x = 2'));
    expect(textMark('t', other)).not.toBe(textMark('t', body));
  });
});

describe('diagrams', () => {
  it('of Mermaid have every box and every arrow, and are read aloud as a list', async () => {
    const drawn = await html(
      fence(
        'mermaid title="Alarm"',
        'flowchart LR',
        '%% a comment',
        'A[Stop]-->B{Is <br/> it 0?}',
        'B -->|yes| C((Go)); B -- "no (way)" --> D([Call])',
        'C & D ==> E',
        'subgraph z [Zone]',
        'E -.-> F',
        'end',
      ),
    );
    const words = [...drawn.matchAll(/<li>([^<]*)<\/li>/g)].map(([, one]) => one).sort();
    expect(words).toEqual([
      'Call → E',
      'E → F',
      'Go → E',
      'Is it 0? → Call: no (way)',
      'Is it 0? → Go: yes',
      'Stop → Is it 0?',
      'Zone: E, F',
    ]);
    expect(drawn).toContain('<figcaption>Alarm</figcaption>');
    expect(drawn).toContain('>Zone</text>');
    expect(drawn).not.toMatch(/style=|<style|<title|"black"/);
  });

  it('with a line that is not understood are refused at that line', async () => {
    const lines = ['A -> B', 'style A fill:#f00', 'A---oB', 'foo bar', 'B[open', 'end', 'A -- B'];
    const flaws = await said(fence('mermaid', 'flowchart LR', ...lines));
    for (const index of lines.keys()) expect(flaws).toContain(`valve.mdx:${7 + index}:1  error`);
    expect(await said(fence('mermaid', 'pie', '"a": 3'))).toMatch(/begins with "pie"[\s\S]*```dot/);
    expect(await said(fence('mermaid', 'flowchart LR', 'subgraph a', 'B --> C'))).toContain(
      'is not closed',
    );
  });

  it('in DOT keep the colours that their author chose, and hold no link and no picture', async () => {
    expect(await html(fence('dot', 'digraph { A -> B [color=red] }'))).toContain('own-colours');
    expect(await said(fence('dot', 'digraph { A [URL="https://x"] }'))).toContain('holds a link');
    expect(await said(fence('dot', 'digraph {', ' A -> ', '}'))).toMatch(/valve\.mdx:8:1 {2}error/);
  });

  it('have ids of their own, so that two on a page do not meet', async () => {
    const one = await html(fence('dot', 'digraph { A -> B }'));
    const two = await html(fence('dot', 'digraph { A -> C }'));
    const ids = (text: string) => [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids(one).filter((id) => ids(two).includes(id))).toEqual([]);
  });
});

describe('syntax of other tools', () => {
  it('is refused with what to write, and never printed raw', async () => {
    expect(await said(':::warning\nHot\n:::')).toContain('> [!WARNING]');
    expect(await said('!!! note "x"')).toContain('> [!WARNING]');
    expect(await said('> [!DANGER]\n> Hot')).toContain('[!CAUTION]');
    expect(await said('*[OEE]: Overall')).toContain('<abbr title="Overall">OEE</abbr>');
    expect(await said('a ==b== c')).toContain('<mark>b</mark>');
    expect(await said('where a == b and c == d')).toBe('');
    expect(await said('see [[valve|the valve]]')).toContain('[the valve](…)');
    expect(await said('a [[1, 2], [3]] matrix')).toBe('');
    expect(await said('[[toc]]')).toContain('each page has its contents');
    expect(await said('[TOC]')).toContain('each page has its contents');
    expect(await said('a<br>b')).toContain('<br />');
  });

  it('an abbreviation keeps its meaning, and other attributes of plain tags are refused', async () => {
    expect(await html('so <abbr title="Overall">OEE</abbr>')).toContain('<abbr title="Overall">');
    expect(await said('<kbd class="x">F</kbd>')).toContain('the attribute class of <kbd>');
  });
});
