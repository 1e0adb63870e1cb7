import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actOf } from '#model/words/red.ts';
import { type Demo, demoSite } from './demo.ts';

/** Pages on which something presses, of every kind. */
const PAGES = [
  '',
  'decisions/',
  'gates/',
  'initiatives/',
  'initiatives/load-aware-furnace/',
  'initiatives/sequence-assist/',
  'metrics/',
  'metrics/unplanned-downtime/',
  'goals/',
  'goals/otif/',
  'roadmap/',
  'sites/',
  'sites/STN/',
  'pods/',
  'trust/',
  'data/',
  'findings/',
  'foresight/',
  'for/finance/',
  'lens/ot/',
  'reports/2026-q3-board/',
];

let demo: Demo;
beforeAll(async () => {
  demo = await demoSite();
}, 180_000);
afterAll(() => demo.close());

describe('what stands in red', () => {
  it.each(PAGES)('on /%s asks somebody to act', async (path) => {
    const page = await demo.open(path);
    const words = await page.evaluate(() => {
      const probe = document.body.appendChild(document.createElement('i'));
      const shown = (value: string, of: 'color' | 'backgroundColor') => {
        probe.style[of] = value;
        return getComputedStyle(probe)[of];
      };
      const [red, soft] = [
        shown('var(--bad)', 'color'),
        shown('var(--bad-soft)', 'backgroundColor'),
      ];
      probe.remove();
      const isRed = (one: Element | null) =>
        one !== null &&
        (getComputedStyle(one).color === red || getComputedStyle(one).backgroundColor === soft);
      return [...document.querySelectorAll('main *')]
        .filter((one) => isRed(one) && !isRed(one.parentElement))
        .map((one) => (one.textContent ?? '').replace(/\s+/g, ' ').trim())
        .filter((text) => text !== '');
    });
    expect(words.filter((text) => actOf(text) === null)).toEqual([]);
    await page.close();
  });
});
