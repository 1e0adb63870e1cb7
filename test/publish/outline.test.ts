import { expect, it } from 'vitest';
import { readBody } from '#ingest/mdx/mdxBody.ts';
import { outlineOf } from '#publish/slides/outline.ts';

/** The texts of a page that holds this MDX, as documents and slides take them. */
async function texts(source: string): Promise<string[]> {
  const { body } = await readBody(source, 'content/reports/r.mdx', 0);
  const html = body.map((node) => (node.kind === 'html' ? node.html : '')).join('');
  const { sections } = outlineOf(`<article><h2>Part</h2>${html}</article>`);
  return sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : [])),
  );
}

it('a formula is its TeX, since letters side by side would be a product', async () => {
  expect(await texts('so <Math tex="\\frac{a}{b} < c" /> holds\n\n$$\n\\frac{x}{y}\n$$')).toEqual([
    'so \\frac{a}{b} < c holds',
    '\\frac{x}{y}',
  ]);
});

it('colours put no spaces into code', async () => {
  expect(await texts('```python\nread("a")\n```')).toEqual(['read("a")']);
});
