import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { follow } from './browser.ts';
import { type Demo, demoSite } from './demo.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await demoSite();
});
afterAll(() => demo?.close());

const LENSES = ['all', 'business', 'it', 'ot'] as const;
const overview = (lens: string) => (lens === 'all' ? '' : `lens/${lens}/`);

describe('a lens', () => {
  it('orders the answers of the overview and changes none: the same questions, numbers and sentences in each', async () => {
    const read = async (lens: string) => {
      const page = await demo.open(overview(lens));
      const answers = await page.locator('.answers > li').allInnerTexts();
      const goals = await page.locator('main .goals').first().innerText();
      await page.context().close();
      return { answers, goals };
    };
    const seen = await Promise.all(LENSES.map(read));
    for (const one of seen) {
      expect([...one.answers].sort()).toEqual([...(seen[0]?.answers ?? [])].sort());
      expect(one.goals).toBe(seen[0]?.goals);
    }
    expect(new Set(seen.map((one) => one.answers[0])).size).toBeGreaterThan(1);
  });

  it.each([
    'metrics/',
    'metrics/unplanned-downtime/',
    'metrics/work-order-wau/',
    'sites/STN/',
    'initiatives/early-warning/',
    'goals/conversion-cost/',
    'data/',
  ])('shows the same numbers on /%s as every other', async (path) => {
    const numbers = await Promise.all(
      LENSES.map(async (lens) => {
        const page = await demo.open(`${path}?lens=${lens}`);
        const found = (
          (await page.locator('main').innerText()).match(/[−-]?\d[\d,.]*/g) ?? []
        ).sort();
        await page.context().close();
        return found;
      }),
    );
    expect(numbers[0]?.length).toBeGreaterThan(5);
    for (const one of numbers) expect(one).toEqual(numbers[0]);
  });

  it('is chosen once and kept: from page to page, and the overview is that of the lens', async () => {
    const page = await demo.open('metrics/');
    await page.click('[data-lens-link="it"]');
    await follow(page.locator('.sections a[href$="/initiatives/"]'));
    expect(await page.getAttribute('html', 'data-lens')).toBe('it');
    await follow(page.locator('.sections [data-overview]'));
    expect(page.url()).toBe(`${demo.url}lens/it/`);
    await follow(page.locator('[data-lens-link="all"]'));
    expect(page.url()).toBe(demo.url);
    await page.goto(`${demo.url}metrics/`);
    expect(await page.getAttribute('html', 'data-lens')).toBe('all');
    await page.context().close();
  });

  it.each([
    'gates/',
    'data/',
    'pods/',
    'trust/',
    'findings/',
    'playbooks/',
    'roadmap/',
    'decisions/',
    'initiatives/',
    'reports/2026-09/',
    'initiatives/early-warning/',
    'metrics/unplanned-downtime/',
  ])(
    'does something on /%s: it orders, names or filters, or leads to the page that does',
    async (path) => {
      const page = await demo.open(path);
      const seen = () => page.locator('main').innerText();
      const before = await seen();
      await page.click('[data-lens-link="ot"]');
      await page.waitForFunction(
        ([from, text]) =>
          location.pathname !== from ||
          document.querySelector<HTMLElement>('main')?.innerText !== text,
        [new URL(demo.url + path).pathname, before] as const,
      );
      expect(await page.getAttribute('html', 'data-lens')).toBe('ot');
      expect(page.errors).toEqual([]);
      await page.context().close();
    },
  );

  it('comes with an address that was sent, and a lens that is none is all', async () => {
    const page = await demo.open('metrics/unplanned-downtime/?lens=ot');
    expect(await page.textContent('h1')).toBe('Unplanned stops');
    await page.goto(`${demo.url}metrics/unplanned-downtime/?lens=nonsense`);
    expect(await page.textContent('h1')).toBe('Unplanned downtime');
    await page.context().close();
  });

  it('works without JavaScript: the switch leads to a page of the lens with its own names', async () => {
    const script = await demo.open('');
    const page = await (
      await script.context().browser()!.newContext({ javaScriptEnabled: false })
    ).newPage();
    await page.goto(`${demo.url}metrics/unplanned-downtime/`);
    await follow(page.locator('.lens a:has-text("OT")'));
    expect(page.url()).toBe(`${demo.url}lens/ot/#metric-unplanned-downtime`);
    expect(await page.locator(':target').innerText()).toContain('Unplanned stops');
    expect(await page.getAttribute('.lens a[aria-current]', 'href')).toContain('lens/ot/');
    expect(await page.locator('main').innerText()).toContain('Unplanned stops');
    expect(await page.locator('main').innerText()).not.toContain('Downtime event stream');
    await page.goto(`${demo.url}roadmap/`);
    await follow(page.locator('.lens a:has-text("IT")'));
    expect(page.url()).toBe(`${demo.url}roadmap/it/`);
    await page.context().close();
    await script.context().close();
  });
});
