import { expect, it } from 'vitest';
import { searchText } from '#publish/search/searchText.ts';

const page = (main: string) =>
  `<!doctype html><html lang="en"><body><nav>Menu</nav><main id="main" data-pagefind-body>${main}</main></body></html>`;
const text = (main: string) =>
  searchText(page(main))
    ?.replaceAll(/<[^>]*>/g, '')
    .trim();

it('what changes with the data is not searched, so that a page whose number or doubt is new has the text of the night before', () => {
  const number = (live: string) =>
    text(`<p>The number now: ${live}, and beside it <a data-live href="/m/">50.9 %</a>.</p>`);
  expect(
    number(
      '<a data-live href="/m/">51.0 %</a><small data-live> (week of 14 September 2026)</small>',
    ),
  ).toBe('The number now:, and beside it.');
  expect(
    number(
      '<a data-live href="/m/">52.0 %</a><small data-live> (week of 21 September 2026)</small> <strong class="doubt" data-live>Two days <em>late</em>.</strong>',
    ),
  ).toBe('The number now:, and beside it.');
});

it('drawings, charts and what stands outside the main part are not searched either', () => {
  expect(
    text(
      '<h1>Triage</h1><figure class="chart" data-chart="a"><figcaption>Improved</figcaption></figure><svg><text>3</text></svg><p>Go and look.</p>',
    ),
  ).toBe('Triage Go and look.');
  expect(searchText('<html lang="en"><body><main>Not for search</main></body></html>')).toBeNull();
});

it('what the index would leave out by its element is searched: titles of steps, fields, what pictures show; and neighbours stay two words', () => {
  const html = searchText(
    page(
      '<label><input type="checkbox"><span>Purge</span><span>Technician</span></label><img src="a.svg" alt="The inlet valve" loading="lazy"><form><legend>Whose</legend></form>',
    ),
  );
  expect(html).not.toMatch(/<(label|form|legend|input|img)/);
  expect(html?.replaceAll(/<[^>]*>/g, '').trim()).toMatch(
    /^\s*Purge\s+Technician\s+The inlet valve\s+Whose$/,
  );
});
