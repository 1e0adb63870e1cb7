import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Demo, demoSite, violations } from './demo.ts';

/**
 * The questions of eight readers, one for each part of the work, with the page that the answer leads to and a fact of the
 * demonstration that the reader finds in the answer or on that page. Landing: where this reader starts.
 */
const READERS: { reader: string; landing: string; asks: [question: RegExp, to: string, fact: RegExp][] }[] = [
  {
    reader: 'operations leadership', landing: 'for/coo/',
    asks: [
      [/spent on initiatives that do not move/, 'misalignment/', /235 k EUR[\s\S]*Sequence Assist/],
      [/when do we reach the target/, 'goals/conversion-cost/#brings', /May 2028/],
      [/pods lack a role/, 'pods/', /OEE Walls[\s\S]*K\. Sorel[\s\S]*R\. Halvorsen/],
      [/functions meet, answer and close/, 'trust/', /IT waits longest for OT/],
      [/business milestone is at risk/, 'roadmap/#holds', /ERP-sequence interface \(IT, blocked\)/],
      [/gates need my decision/, 'gates/', /Sequence Assist: undetermined/],
      [/tell me nothing/, 'metrics/', /Dashboards published/],
    ],
  },
  {
    reader: 'plant manager', landing: 'sites/STN/',
    asks: [
      [/open items wait for San Telmo Norte/, 'sites/STN/#waiting', /No stop window offered[\s\S]*239 days/],
      [/part in the goal/, 'goals/conversion-cost/#plants', /528\.4 EUR/],
      [/who decides without me/, 'sites/STN/#pods', /S\. Pike/],
      [/validations here real/, 'sites/STN/#validations', /three operators, one shift, not at the line/],
      [/installed here, in which stop/, 'sites/STN/#ahead', /no stop booked[\s\S]*Operator training waves/],
      [/show to be accepted/, 'sites/STN/#acceptance', /Paperless Work Orders by 2 October 2026/],
      [/signal or noise/, 'sites/STN/#metrics', /Unplanned downtime \(13\.43 %\)/],
    ],
  },
  {
    reader: 'IT leadership', landing: 'for/cio/',
    asks: [
      [/OT wait for a first answer from IT/, 'lens/it/#answers', /severity 1: 2 of 2 in time[\s\S]*San Telmo Norte 0 of 2/],
      [/platform items carry which business goal/, 'roadmap/it/', /Backbone at San Telmo Norte carries Unplanned downtime/],
      [/architects the bottleneck/, 'pods/#load', /R\. Halvorsen sits in four pods/],
      [/disputed or doubted/, 'lens/it/#disputed', /Local MES and portal show different order counts|Sequence ignores/],
      [/IT item blocks most/, 'roadmap/it/#holds', /ERP-sequence interface: two items rest on it/],
      [/further than the evidence/, 'gates/', /OEE Walls/],
      [/platform change any decision/, 'lens/it/#feeds', /Alerts acted on in a day/],
    ],
  },
  {
    reader: 'controls engineer', landing: 'for/controls-engineer/',
    asks: [
      [/changed my cycle or added steps/, 'lens/ot/#raised', /12 of 12 items raised with IT were answered/],
      [/goal mean for my machines/, 'goals/', /Unplanned stops|Act on valid alerts/],
      [/Who in IT answers me/, 'pods/', /R\. Halvorsen for Early Warning[\s\S]*4 hours at severity 1/],
      [/agree with my line board/, 'lens/ot/#raised', /Wall shows OEE of 71 % while the line board says 64 %/],
      [/management-of-change number and a stop/, 'lens/ot/#changes', /PLC hand-over for the sequence: number missing/],
      [/pilot do to the line/, 'lens/ot/#effects', /comparison lines/],
      [/definition applies to this chart/, 'metrics/', /Unplanned|downtime/i],
    ],
  },
  {
    reader: 'data architect', landing: 'for/data-architect/',
    asks: [
      [/done but not connected/, 'lens/it/#feeds', /Sequence override/],
      [/numerator and denominator come/, 'metrics/ccape/', /steward/],
      [/change a metric definition/, 'lens/it/#definitions', /steward/],
      [/await validation by OT/, 'lens/it/#definitions', /of 26/],
      [/plants get the data platform/, 'roadmap/it/', /Backbone at Vellbruck and Eskmoor/],
      [/cannot be decided because of data/, 'gates/', /Traceable Torque|Sequence Assist/],
      [/its version and its source/, 'lens/it/#definitions', /one list/],
    ],
  },
  {
    reader: 'supply chain', landing: 'for/supply-chain/',
    asks: [
      [/feed no decision of mine/, 'lens/business/#shelf', /Log-ins to OEE walls since launch/],
      [/lead time falls, which number proves it/, 'metrics/order-lead-time/', /28\.2 working days/],
      [/does not fit planning/, 'trust/', /friction log/],
      [/number reliable, and how far back/, 'metrics/otif-first-confirmed/', /October 2024/],
      [/plan with the new figures/, 'roadmap/goal/lead-time/', /2028/],
      [/comparison, and is that fair/, 'lens/ot/#effects', /VEL-C2|VEL-C3/],
      [/average these plants/, 'metrics/otif-first-confirmed/', /never the mean of their ratios/],
    ],
  },
  {
    reader: 'operator', landing: 'sites/STN/line-card/',
    asks: [
      [/I reported something/, 'sites/STN/line-card/#reported', /Work orders arrive in English only[\s\S]*answered 20 May 2026, not resolved/],
      [/Why are we doing this/, 'sites/STN/line-card/#why', /Paperless Work Orders/],
      [/speaks for my shift/, 'sites/STN/line-card/#voice', /M\. Ortega/],
      [/comment read, and what changed/, 'sites/STN/line-card/#said', /three operators heard/i],
      [/reach my line/, 'sites/STN/line-card/#when', /Spanish work-order templates: Q4 2026/],
      [/first version was no good/, 'sites/STN/line-card/#changed', /No iteration is recorded/],
      [/count me by name/, 'sites/STN/line-card/#names', /No\. Only groups of at least 5/],
    ],
  },
  {
    reader: 'continuous improvement', landing: 'for/improvement/',
    asks: [
      [/repeats across plants/, 'trust/#by-site', /OT waiting for IT: twelve items/],
      [/only a belief/, 'goals/unplanned-downtime/#drivers', /Alerts acted on in a day → Unplanned downtime/],
      [/pods decide fast and well/, 'pods/', /Early Warning: 2 of 2 supported/],
      [/functions met, or do we just believe so/, 'trust/#standups', /no log of standups/],
      [/dates moved more than once/, 'roadmap/', /Backbone at San Telmo Norte, two times: no stop window/],
      [/pilots that stopped/, 'lens/ot/#learned', /Load-Aware Furnace|Hands-Free/],
      [/earned trust by predicting/, 'goals/unplanned-downtime/#drivers', /borne out: it reached its target on 9 February 2026/],
    ],
  },
];

let demo: Demo;
beforeAll(async () => {
  demo = await demoSite();
});
afterAll(() => demo?.close());

describe.each(READERS)('$reader, starting at /$landing', ({ landing, asks }) => {
  it('finds each of seven questions answered, with a date and a source, and the whole of it one click further', async () => {
    const page = await demo.open(landing);
    for (const [question, to, fact] of asks) {
      await page.goto(demo.url + landing);
      const entry = page.locator('.asked li', { hasText: question });
      expect(await entry.count(), `${question}`).toBe(1);
      expect(await entry.locator('.source').innerText(), `${question}`).toMatch(/\d{1,2} \w+ 20\d\d/);
      const answer = await entry.innerText();
      await entry.locator('a').first().click();
      await page.waitForLoadState();
      expect(page.url(), `${question}`).toContain(demo.url + to);
      if (to.includes('#')) expect(await page.locator(`[id="${to.split('#')[1]}"]`).count(), `${question}: the anchor is there`).toBe(1);
      expect.soft(fact.test(`${answer}\n${await page.locator('main').innerText()}`), `${question}: ${fact} in "${answer}"`).toBe(true);
    }
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  it('reaches the start from the first page in two clicks', async () => {
    const page = await demo.open('');
    await clickTo(page, 'for/');
    await clickTo(page, landing);
    await page.context().close();
  });
});

describe('the pages that readers start from', () => {
  it.each(['for/', 'for/coo/', 'sites/STN/', 'sites/STN/line-card/', 'lens/it/', 'lens/ot/', 'lens/business/', 'misalignment/', 'pods/', 'trust/'].flatMap((path) => [[path, 1440], [path, 390]] as const))('/%s at %i px has no accessibility violation and no sideways scroll', async (path, width) => {
    const page = await demo.open(path, width);
    if (width === 390) await page.emulateMedia({ colorScheme: 'dark' });
    expect(await violations(page)).toEqual([]);
    expect(page.errors).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
    await page.context().close();
  });

  it('the sheet for the line is one page of paper at every plant', async () => {
    for (const site of ['ESK', 'VEL', 'TAR', 'CMI', 'STN']) {
      const page = await demo.open(`sites/${site}/line-card/`);
      const pdf = await page.pdf({ preferCSSPageSize: true });
      expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length, site).toBe(1);
      await page.context().close();
    }
  });
});

async function clickTo(page: Page, path: string): Promise<void> {
  await page.locator(`a[href$="/${path}"]`).first().click();
  await page.waitForURL(`**/${path}`);
}

