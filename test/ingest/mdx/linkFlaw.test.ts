import { describe, expect, it } from 'vitest';
import { linkFlaw } from '#ingest/mdx/linkFlaw.ts';
import { parseBody } from '#ingest/mdx/mdxBody.ts';
import { id } from '#ingest/schemas/common.ts';

describe('a link', () => {
  it.each([
    'https://example.com/a?b#c',
    'HTTP://example.com',
    'mailto:a@example.com',
    'tel:+4912345',
    '/metrics/stops/',
    '../../metrics/stops/#value',
    '#place',
    'name-a-stop/',
  ])('may be published: %s', (target) => {
    expect(linkFlaw(target)).toBeNull();
  });
  it.each([
    ['//example.com/a', 'write https:// before it'],
    ['/\\example.com', 'slashes'],
    ['%5Cexample.com', 'slashes'],
    ['file:///tmp/a', 'beside this text'],
    ['ms-word:ofe|u|https://example.com/a', 'web address'],
    ['blob:https://example.com/a', 'web address'],
    ['https:example.com', 'web address'],
    ['data:text/plain,a', 'web address'],
    ['ja\tvascript:0', 'slashes'],
    ['https://reader:secret@example.com/', 'leave out what is before the @'],
  ])('is refused with what to do: %j', (target, fix) => {
    expect(linkFlaw(target)?.fix).toContain(fix);
  });
  it('is refused at its line', () => {
    const { problems } = parseBody('One.\n\nSee [it](file:///tmp/a).', 'a.mdx', 4);
    expect(problems).toMatchObject([{ code: 'content/unsafe-link', line: 7, column: 5 }]);
  });
});

describe('ids', () => {
  it.each(['con', 'AUX', 'nul.a', 'com1', 'lpt9.b', 'a..b', 'a.'])(
    'that a system cannot write as a file name are refused: %s',
    (name) => {
      expect(id.safeParse(name).success).toBe(false);
    },
  );
  it.each(['console', 'auxiliary', 'com10', 'a.b', '2026-10'])('%s is one', (name) => {
    expect(id.safeParse(name).success).toBe(true);
  });
});
