import { describe, expect, test } from 'vitest';
import { unitBinder } from '#site/typography.ts';

const bind = unitBinder([
  '%',
  'EUR',
  'kWh/t',
  'per 1,000',
  'count',
  '',
  'working days',
  'Rechnungseinheiten je Stunde',
]);

describe('on a page a number stays on one line with what it counts', () => {
  test.each([
    ['9.7 % of it', '9.7\u00a0% of it'],
    ['412.6 EUR', '412.6\u00a0EUR'],
    ['545 k EUR of 1,043 claimed', '545\u00a0k\u00a0EUR of 1,043 claimed'],
    ['623 kWh/t', '623\u00a0kWh/t'],
    ['48.4 per 1,000', '48.4\u00a0per 1,000'],
    ['28.2 working days worse', '28.2\u00a0working days worse'],
    [
      'R. Sato sits in four pods; J. P. Ruiz in one',
      'R.\u00a0Sato sits in four pods; J.\u00a0P.\u00a0Ruiz in one',
    ],
    ['due 7 October 2026', 'due 7\u00a0October 2026'],
    ['1,316,872 Rechnungseinheiten je Stunde', '1,316,872 Rechnungseinheiten je Stunde'],
  ])('%s', (plain, set) => expect(bind(`<p>${plain}</p>`)).toBe(`<p>${set}</p>`));

  test('words that only begin like a unit are left alone', () => {
    expect(bind('<p>12 houses, 3 percentages, 4 minor issues</p>')).toBe(
      '<p>12 houses, 3 percentages, 4 minor issues</p>',
    );
  });

  test('markup and text that is copied as it stands keep their plain spaces', () => {
    const html =
      '<a title="9.7 % of it" href="#x">x</a><pre>every 31 days\nmax 5 %</pre><code>30 days</code><script>if (5 % 2) {}</script>';
    expect(bind(html)).toBe(html);
  });
});
