import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '#model/record/finding.ts';
import { SHIPPED_RULES } from '#model/findings/index.ts';
import { demoSite, violations, type Demo } from './demo.ts';

let demo: Demo;
let findings: Finding[];
beforeAll(async () => {
  demo = await demoSite();
  findings = (
    JSON.parse(await readFile(join(demo.dist, 'api/findings.json'), 'utf8')) as {
      findings: Finding[];
    }
  ).findings;
}, 300_000);
afterAll(() => demo?.close());

describe('findings in the portal', () => {
  it('a pod lead sees the own list, by who should act, and can narrow it', async () => {
    const page = await demo.open('findings/');
    const own = findings.filter((finding) => finding.initiative === 'oee-walls').length;
    expect(await page.locator('h1').textContent()).toMatch(/errors?.*warnings?.*notes?/);
    expect(await page.locator('#oee-walls h3').allTextContents()).toEqual(
      expect.arrayContaining([expect.stringContaining('Executive sponsor')]),
    );
    await page.selectOption('select[name=initiative]', 'oee-walls');
    expect(await page.locator('[data-count]').textContent()).toBe(
      `${own} of ${findings.length} findings`,
    );
    expect(await page.locator('[data-finding]:visible').count()).toBe(own);
    expect(await page.locator('[data-finding-group]:visible').count()).toBe(1);
    await page.selectOption('select[name=severity]', 'error');
    expect(page.url()).toContain('initiative=oee-walls&severity=error');
    await page.reload();
    expect(await page.locator('[data-finding]:visible').count()).toBe(
      findings.filter(
        (finding) => finding.initiative === 'oee-walls' && finding.severity === 'error',
      ).length,
    );
    await page.click('button[type=reset]');
    await page
      .locator('[data-count]', { hasText: new RegExp(`^${findings.length} findings$`) })
      .waitFor();
    expect(await page.locator('[data-finding]:visible').count()).toBe(findings.length);
    expect(page.errors).toEqual([]);
  });
  it('without script it is the whole list, grouped', async () => {
    const html = await readFile(join(demo.dist, 'findings/index.html'), 'utf8');
    expect(html.match(/data-finding /g)?.length).toBe(findings.length);
    expect(html).toMatch(/<form class="filters" data-finding-filters/);
    for (const finding of findings) expect(html).toContain(`guide/rules/${finding.rule}/`);
  });
  it('every finding leads to the page of its record, and every rule has a page that says what, why and how', async () => {
    for (const finding of findings)
      expect(
        (await stat(join(demo.dist, finding.path.replace(/#.*/, ''), 'index.html'))).isFile(),
        finding.path,
      ).toBe(true);
    for (const rule of SHIPPED_RULES) {
      const html = await readFile(join(demo.dist, 'guide/rules', rule.id, 'index.html'), 'utf8');
      for (const part of ['Why', 'What to do', rule.id]) expect(html).toContain(part);
      expect(html.length, rule.id).toBeLessThan(20_000);
    }
  });
  it('the page of an initiative ends with its own list', async () => {
    const page = await demo.open('initiatives/oee-walls/');
    await page.click('#found summary');
    expect(await page.locator('#found [data-finding]:visible').count()).toBe(
      findings.filter((finding) => finding.initiative === 'oee-walls').length,
    );
    expect(await violations(page)).toEqual([]);
  });
  it('self-checks count the records that keep each rule, and five standing questions have answers', async () => {
    const page = await demo.open('findings/checks/');
    expect(await page.locator('section[id] > h2').allTextContents()).toEqual([
      'Pods with shared metrics and decision rights',
      'One roadmap, three layers',
      'Operational trust',
    ]);
    expect(
      await page
        .locator('#pods li', { hasText: 'Nobody leads for two functions' })
        .locator('.count')
        .textContent(),
    ).toMatch(/8 of 9\s*live initiatives/);
    expect(
      await page
        .locator('#trust li', { hasText: 'No two planned standups' })
        .locator('.count')
        .textContent(),
    ).toMatch(/^7 of 9\s*pods with a standup log/);
    expect(await page.locator('#avoiding-shelfware').textContent()).toContain('San Telmo Norte');
    expect(await page.locator('section:has(> h3)').count()).toBe(5);
  });
  it('a rule says what to type as code, and a value of a finding stays the text that it is', async () => {
    const page = await demo.open('guide/rules/gate/not-locked/');
    const todo = page.locator('dt', { hasText: 'What to do' }).locator('+ dd');
    expect(await todo.locator('code').innerText()).toBe('trilens lock');
    expect(await page.locator('main').innerText()).not.toContain('`');
    await page.context().close();
  });

  it.each([
    ['findings/', 1440],
    ['findings/', 390],
    ['findings/checks/', 390],
    ['guide/rules/', 390],
    ['guide/rules/pod/roles/', 820],
  ])(
    '%s at %i px has nothing that keeps anybody out, and does not scroll sideways',
    async (path, width) => {
      const page = await demo.open(path, width);
      expect(await violations(page)).toEqual([]);
      expect(
        await page.evaluate('document.documentElement.scrollWidth - innerWidth'),
      ).toBeLessThanOrEqual(0);
    },
  );
});
