import { describe, expect, it } from 'vitest';
import { GLOSSARY } from '#model/words/glossary.ts';
import { markTerms } from '#site/glossaryMarks.ts';

const page = (main: string, kind = 'gate') =>
  `<html lang="en" data-base="/base/"><body><p>North Star</p><main id="main"><span hidden data-pagefind-filter="kind">${kind}</span>${main}</main></body></html>`;
const marked = (main: string, kind?: string) =>
  [...markTerms(page(main, kind)).matchAll(/<a class="term" href="([^"]+)"[^>]*>([^<]+)</g)].map(
    ([, href, word]) => `${word} ${href}`,
  );

describe('a definition at hand', () => {
  it('leads from the first mention in the main part, once a page, in any case of letters', () => {
    expect(marked('<p>Every NORTH\u00a0star has guardrails; a guardrail must hold.</p>')).toEqual([
      'NORTH\u00a0star /base/read/#north-star',
      'guardrails /base/read/#guardrail',
    ]);
  });

  it('is given for an ordinary word only where it stands alone at the head of a column or an entry', () => {
    expect(marked('<p>The gate of the yard. A contract with a supplier.</p>')).toEqual([]);
    expect(
      marked('<table><thead><tr><th scope="col"> Gate </th></tr></thead></table><dt>Contract</dt>'),
    ).toEqual(['Gate /base/read/#gate', 'Contract /base/read/#contract']);
  });

  it('is never put into a link, a heading, a control, code, a drawing or an attribute', () => {
    const apart = ['a', 'h2', 'button', 'summary', 'code', 'pre', 'svg', 'label', 'script'];
    expect(
      apart.flatMap((name) => marked(`<${name} title="North Star">North Star</${name}>`)),
    ).toEqual([]);
    expect(marked('<img alt="North Star"><p title="1 > SPC">x</p><!-- it\'s SPC -->')).toEqual([]);
  });

  it('is only for whole words', () => {
    expect(marked('<p>SPCA, app, 3 ppm, pp-17, restatedly</p>')).toEqual([]);
    expect(marked('<p>1.6 pp</p>')).toEqual(['pp /base/read/#points']);
  });

  it('is left out of the guide for authors and of the glossary itself', () => {
    expect(marked('<p>North Star</p>', 'guide')).toEqual([]);
    expect(marked('<p>North Star</p>', 'reading')).toEqual([]);
  });

  it('changes nothing else of a page', () => {
    const html = page('<p>North&nbsp;Star &amp; <b>SPC</b> <!-- North Star --> 1 &lt; 2</p>');
    const bare = markTerms(html).replaceAll(/<a class="term"[^>]*>([^<]*)<\/a>/g, '$1');
    expect(bare).toBe(html);
  });
});

describe('the glossary', () => {
  it('has some thirty terms, each once, and no form that means two of them', () => {
    expect(GLOSSARY.length).toBeGreaterThanOrEqual(30);
    const forms = GLOSSARY.flatMap(({ id, term, forms = [], ordinary = [] }) =>
      [...new Set([term, ...forms, ...ordinary].map((form) => form.toLowerCase()))].map(
        (form) => [form, id] as const,
      ),
    );
    const twice = forms.filter(([form], at) => forms.findIndex(([one]) => one === form) !== at);
    expect(twice).toEqual([]);
    expect(new Set(GLOSSARY.map(({ id }) => id)).size).toBe(GLOSSARY.length);
  });

  it('says each in whole sentences that need no markup', () => {
    for (const { says } of GLOSSARY) expect(says).toMatch(/^[A-Z][^<>&"]*[.]$/);
  });
});
