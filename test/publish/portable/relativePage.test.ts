import { describe, expect, it } from 'vitest';
import { relativePage } from '#publish/portable/relativePage.ts';

const moved = (html: string, page = 'metrics/stops/index.html') =>
  relativePage(html, page, (src) => src.replace('.js', '.portable.js'));

describe('a page without a server', () => {
  it.each([
    ['<a href="/">', '<a href="../../index.html">'],
    ['<a href="/roadmap/?goal=otif#it">', '<a href="../../roadmap/index.html?goal=otif#it">'],
    ['<a href="/api/portfolio.json">', '<a href="../../api/portfolio.json">'],
    ['<a href="#main">', '<a href="#main">'],
    ['<a href="https://example.com/a/">', '<a href="https://example.com/a/">'],
    ['<a href="//cdn.example/a/">', '<a href="//cdn.example/a/">'],
    ['<img srcset="/a.avif 1x, /b.avif 2x">', '<img srcset="../../a.avif 1x, ../../b.avif 2x">'],
    [
      '<meta http-equiv="refresh" content="0;url=/metrics/new/">',
      '<meta http-equiv="refresh" content="0;url=../../metrics/new/index.html">',
    ],
    [
      '<script type="module" src="/assets/x.js">',
      '<script defer src="../../assets/x.portable.js">',
    ],
    ['<link rel="preload" href="/a.woff2" as="font" crossorigin>', ''],
  ])('%s becomes %s', (from, to) => expect(moved(from)).toBe(to));

  it('leads from the root as from any depth', () =>
    expect(moved('<a href="/gates/">', 'index.html')).toBe('<a href="./gates/index.html">'));

  it('lets in what lies in files, and asks no server', () => {
    const policy = moved(
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; connect-src 'self'">`,
    );
    expect(policy).toContain("script-src 'self' file:");
    expect(policy).not.toContain('connect-src');
  });
});
