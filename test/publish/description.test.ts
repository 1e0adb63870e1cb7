import { expect, it } from 'vitest';
import { withDescription } from '#publish/pages/description.ts';

const page = (head: string, body: string) =>
  `<html><head><title>T</title>${head}</head><body>${body}</body></html>`;
const said = (html: string) => /<meta name="description" content="([^"]*)">/.exec(html)?.[1];

it('a page says in its head what its first lines say', () => {
  const html = page(
    '',
    '<h1>28 exports, one <b>in doubt</b></h1><p class="lead x">Rows &amp; more "so"</p>',
  );
  expect(said(withDescription(html))).toBe(
    '28 exports, one in doubt. Rows &amp; more &quot;so&quot;.',
  );
});

it('what a page says of itself stays, and a page without a heading says nothing', () => {
  const own = page('<meta name="description" content="Own">', '<h1>Other</h1>');
  expect(withDescription(own)).toBe(own);
  expect(withDescription(page('', '<p>x</p>'))).toBe(page('', '<p>x</p>'));
});

it('a long lead is cut between words', () => {
  const html = page('', `<h1>Head</h1><p class="lead">${'words &amp; '.repeat(60)}</p>`);
  const text = said(withDescription(html)) ?? '';
  expect(text.length).toBeLessThan(205);
  expect(text).toMatch(/(?:words|&amp;) …$/);
});
