import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Demo, demoSite, violations } from './demo.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await demoSite();
});
afterAll(() => demo?.close());

const plain = async (of: Locator) => (await of.innerText()).replaceAll('\u00a0', ' ');
/** An opened result as a reader has it: what stands beside each word. */
async function facts(
  page: Page,
  review: string,
  criterion: string,
): Promise<Record<string, string>> {
  const result = page.locator(`#${review} .criteria details`, { hasText: criterion }).first();
  await result.locator('summary').focus();
  await page.keyboard.press('Enter');
  const pairs = await result
    .locator('dl > div')
    .evaluateAll((rows) =>
      rows.map(
        (row) =>
          [
            row.querySelector('dt')?.textContent ?? '',
            (row.querySelector('dd')?.textContent ?? '').replaceAll('\u00a0', ' ').trim(),
          ] as const,
      ),
    );
  return {
    said: await plain(result.locator('summary')),
    why: await plain(result.locator('p').first()),
    ...Object.fromEntries(pairs),
  };
}

describe('each result of a gate opens by keyboard to what it stands on', () => {
  it('met: value, threshold, margin, periods, sites, n, export and the day of which it was judged', async () => {
    const page = await demo.open('gates/');
    const seen = await facts(page, 'work-orders-g3-vel', 'Crews use it every week');
    expect(seen).toMatchObject({
      said: expect.stringMatching(/met/),
      Asked: expect.stringContaining('80 %'),
      Value: expect.stringMatching(/^\d\d\.\d %, .* \d\d\.\d % over the window$/),
      Threshold: '80.0 %',
      Margin: expect.stringMatching(/^\d+\.\d pp to spare in the period that decides$/),
    });
    expect(seen).toMatchObject({
      Periods: expect.stringMatching(/\d{4} to .*\(4\)$/),
      Site: 'Vellbruck',
      n: expect.stringMatching(/^\d+$/),
      Metric: expect.stringMatching(/^[A-Z]/),
      Export: expect.stringMatching(/^[A-Z]/),
      'As of': '18 March 2026',
    });
    expect(page.errors).toEqual([]);
    await page.context().close();
  });
  it('not met names the plant that lags, week by week', async () => {
    const page = await demo.open('gates/');
    const seen = await facts(page, 'work-orders-g3-esk', 'Crews use it every week');
    expect(seen.why).toMatch(/^Eskmoor .*3 of 4 weeks/);
    // The whole window clears it; the week that does not is what decides.
    expect(seen).toMatchObject({
      Value: expect.stringMatching(/^7\d\.\d %, .* 8\d\.\d % over the window$/),
      Margin: expect.stringMatching(/^\d\.\d pp short in the period that decides$/),
    });
    const weeks = await page
      .locator('#work-orders-g3-esk .criteria details[open] table tbody tr')
      .first()
      .locator('td')
      .allInnerTexts();
    expect(
      weeks
        .slice(0, 4)
        .map(Number)
        .filter((value) => value < 80),
    ).toHaveLength(1);
    await page.context().close();
  });
  it('a plant page opens the same results, with the plant by its name', async () => {
    const page = await demo.open('sites/STN/');
    const site = await page
      .locator('.criteria details dl > div', { has: page.locator('dt', { hasText: /^Site$/ }) })
      .evaluateAll((rows) =>
        rows.map((row) => row.querySelector('dd')?.textContent?.replaceAll('\u00a0', ' ').trim()),
      );
    expect(new Set(site)).toEqual(new Set(['San Telmo Norte']));
    await page.context().close();
  });
  it('not enough data says what is missing and the earliest day on which it can be decided', async () => {
    const page = await demo.open('gates/');
    const seen = await facts(page, 'traceable-torque-g1', 'Joints have a record');
    expect(seen).toMatchObject({
      said: expect.stringContaining('not enough data'),
      why: expect.stringMatching(/needs \d+.*earliest possible \d{4}-\d\d-\d\d/),
      'Earliest possible': expect.stringMatching(/^\d+ \w+ \d{4}$/),
    });
    await page.context().close();
  });
  it('stale says what came last and what was due', async () => {
    const page = await demo.open('gates/');
    const seen = await facts(page, 'sequence-assist-g1', 'The sequence is followed');
    expect(seen).toMatchObject({
      said: expect.stringContaining('stale'),
      why: expect.stringMatching(/last week received .*, due /),
    });
    await page.context().close();
  });
  it('a stop rule is true or not true, never met', async () => {
    const page = await demo.open('gates/');
    expect(
      await plain(page.locator('#load-aware-furnace-g1 .criteria').last().locator('summary')),
    ).toMatch(/■\s*true: stop/);
    await page.context().close();
  });
});

describe('the board of all gates', () => {
  it('begins with the decisions that are due, and every card on it leads to its review', async () => {
    const page = await demo.open('gates/');
    const rows = await page.locator('main table').first().locator('tbody th').allInnerTexts();
    expect(rows.map((row) => row.replaceAll('\u00a0', ' ').split('\n')[0])).toEqual([
      'Overdue',
      'Due within 30 days',
      'Ahead',
      expect.stringMatching(/^Decided, review again/),
      expect.stringMatching(/^Decided on its evidence/),
    ]);
    const lost = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLAnchorElement>('main table a')]
        .filter(
          (link) =>
            link.hash !== '' && !document.getElementById(decodeURIComponent(link.hash.slice(1))),
        )
        .map((link) => link.hash),
    );
    expect(lost).toEqual([]);
    await page.context().close();
  });
  it.each([
    [1440, 'light'],
    [390, 'dark'],
  ] as const)(
    'has no accessibility violation at %i px, %s, with every result open',
    async (width, colorScheme) => {
      const page = await demo.open('gates/', width);
      await page.emulateMedia({ colorScheme });
      await page.evaluate(() => {
        for (const part of document.querySelectorAll('main details')) part.setAttribute('open', '');
      });
      expect(await violations(page)).toEqual([]);
      expect(
        await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        ),
      ).toBeLessThanOrEqual(0);
      await page.context().close();
    },
  );
});
