import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkedBase, editionUrl, urlBase } from '#cli/build/base.ts';
import type { Portfolio } from '#model/record/portfolio.ts';

describe('--base', () => {
  it.each([
    ['/', '/'],
    ['', '/'],
    ['portal', '/portal/'],
    ['/a/b/', '/a/b/'],
    ['/%C3%A4-1/', '/%C3%A4-1/'],
  ])('%s is %s', (given, base) => expect(checkedBase(given)).toBe(base));
  it.each([
    '//',
    '//host/',
    '/a//b/',
    '/../',
    '/%2e%2e/',
    '/a%2Fb/',
    '/%zz/',
    '/a b/',
    '/a?b',
    '\\a',
  ])('%s is refused, with what is allowed', (given) =>
    expect(() => checkedBase(given)).toThrow(/it must be a path such as/),
  );
  it('is taken from url in portfolio.yaml where it is not given', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'trilens-base-'));
    const of = async (text: string) => {
      await writeFile(join(dir, 'portfolio.yaml'), text);
      return urlBase(dir);
    };
    expect(await of('name: A\nurl: https://portal.example.com/transform')).toBe('/transform/');
    expect(await of('name: A\nurl: https://portal.example.com')).toBe('/');
    expect(await of('name: A\n')).toBe('/');
    expect(await of('name: [A\n')).toBe('/');
    await rm(dir, { recursive: true });
  });
});

describe('the address of an edition', () => {
  const portfolio = (url?: string) => ({ settings: { url } }) as Portfolio;
  const at = (base: string, audience: string | null = null, folder = '') =>
    editionUrl(portfolio('https://portal.example.com/transform/'), { base, audience, folder })
      .settings.url;
  it('is url where the pages are built for its path', () =>
    expect(at('/transform/')).toBe('https://portal.example.com/transform/'));
  it('is the folder of the audience under url, whether all are built or that one for its own path', () => {
    expect(at('/transform/', 'plant', 'plant')).toBe('https://portal.example.com/transform/plant/');
    expect(at('/transform/plant/', 'plant')).toBe('https://portal.example.com/transform/plant/');
    expect(at('/transform/', 'plant')).toBe('https://portal.example.com/transform/');
  });
  it('that contradicts --base is an error that names both', () =>
    expect(() => at('/portal/')).toThrow(
      /built for \/portal\/, and url .* is https:\/\/portal\.example\.com\/transform\/, which is served under \/transform\//,
    ));
  it('is asked of nothing where there is no url', () =>
    expect(
      editionUrl(portfolio(), { base: '/x/', audience: null, folder: '' }).settings.url,
    ).toBeUndefined());
});
