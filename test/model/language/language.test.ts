import { describe, expect, it } from 'vitest';
import { withSourceAnchors } from '#model/language/anchors.ts';
import { recordIn, spokenIn } from '#model/language/portalIn.ts';
import { shapeDifference } from '#model/language/sameShape.ts';
import { sourceMark } from '#model/language/sourceMark.ts';
import { directionOf, isLanguage, languageOf, ownName } from '#model/language/tag.ts';
import type { BodyNode } from '#model/record/playbook.ts';

const html = (text: string): BodyNode => ({ kind: 'html', html: text });
const part = (
  name: string,
  props: Record<string, unknown> = {},
  children: BodyNode[] = [],
  line = 1,
): BodyNode => ({ kind: 'component', name, props, children, line });

describe('a language tag', () => {
  it.each([
    ['en-GB', 'en'],
    ['fil-PH', 'fil'],
    ['zh-Hant-TW', 'zh-Hant'],
    ['zh-CN', 'zh'],
    ['sr-Latn', 'sr-Latn'],
    ['pt-BR', 'pt'],
  ])('of %s is that of pages in %s', (locale, language) => {
    expect(languageOf(locale)).toBe(language);
  });

  it('knows which way its script runs and what its speakers call it', () => {
    expect(['de', 'ar', 'he', 'fa', 'ja'].map(directionOf)).toEqual([
      'ltr',
      'rtl',
      'rtl',
      'rtl',
      'ltr',
    ]);
    expect([ownName('de'), ownName('es')]).toEqual(['Deutsch', 'español']);
    expect(['de', 'es-MX', 'zh-Hant', 'v2', 'xq', ''].map(isLanguage)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

describe('the build of a translation', () => {
  const source = [
    html('<p>Text</p>'),
    part('Steps', {}, [part('Step', { role: 'operator', minutes: 2, title: 'Look' })]),
  ];

  it('is that of the source where only words differ', () => {
    const german = [
      part('Steps', { title: 'Ablauf' }, [
        part('Step', { role: 'operator', minutes: 2, title: 'Sehen' }),
      ]),
    ];
    expect(shapeDifference(source, german)).toBeNull();
  });

  it.each<[string, BodyNode[], string]>([
    ['a step is missing', [part('Steps')], 'of the source is missing'],
    [
      'a step is another’s',
      [part('Steps', {}, [part('Step', { role: 'technician', minutes: 2 })])],
      'role="technician"',
    ],
    [
      'a step takes longer',
      [part('Steps', {}, [part('Step', { role: 'operator', minutes: 20 })])],
      'minutes=20',
    ],
    ['there is a step more', [...source, part('Step', {}, [], 9)], 'nothing more'],
  ])('differs where %s', (_, german, words) => {
    expect(shapeDifference(source, german)?.found).toContain(words);
  });

  it('differs where the limits of a value are others', () => {
    const value = (max: number) => [part('Value', { name: 'gap', kind: 'number', max })];
    expect(shapeDifference(value(0.4), value(4))?.found).toContain('max=4');
  });
});

it('gives the headings of a translation the ids of the source, so that links hold in every language', () => {
  const source = { headings: [{ depth: 2, id: 'risks', text: 'Risks' }], body: [] };
  const german = {
    headings: [{ depth: 2, id: 'risiken', text: 'Risiken' }],
    body: [html('<h2 id="risiken">Risiken</h2><p><a href="#risiken">oben</a></p>')],
  };
  expect(withSourceAnchors(german, source).body).toEqual([
    html('<h2 id="risks">Risiken</h2><p><a href="#risks">oben</a></p>'),
  ]);
  expect(withSourceAnchors(german, { headings: [], body: [] })).toEqual(german);
});

it('counts what readers read in the hash of a source, and not how it is laid out', () => {
  const mark = (summary: string, body: string) =>
    sourceMark({ title: 'A', summary, body: [html(body)] });
  expect(mark('S', '<p>a\n b</p>')).toBe(mark('S', '<p>a b</p>'));
  expect(mark('S', '<p>a c</p>')).not.toBe(mark('S', '<p>a b</p>'));
  expect(mark('T', '<p>a b</p>')).not.toBe(mark('S', '<p>a b</p>'));
});

it('puts the texts of a language in their places and leaves the source as it was', () => {
  const record = {
    title: 'Stops',
    perspectives: { ot: 'Fewer calls' },
    inLanguages: { de: { texts: { title: 'Stillstände', 'perspectives.ot': 'Weniger Anrufe' } } },
  };
  expect(recordIn(record, 'de')).toMatchObject({
    title: 'Stillstände',
    perspectives: { ot: 'Weniger Anrufe' },
  });
  expect(recordIn(record, 'es')).toBe(record);
  expect(record.perspectives.ot).toBe('Fewer calls');
  const page = { page: 'de', source: 'en' };
  expect([spokenIn(record, 'title', page), spokenIn(record, 'summary', page)]).toEqual([
    'de',
    'en',
  ]);
});
