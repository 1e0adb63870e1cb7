import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { follow } from './browser.ts';
import { type Demo, demoSite, violations } from './demo.ts';
import {
  AGREED,
  age,
  asOf,
  codeOf,
  complete,
  content,
  day,
  extracted,
  fixed,
  friction,
  held,
  initiatives,
  live,
  logDay,
  medianWait,
  metrics,
  newest,
  of,
  open,
  pair,
  roadmap,
  rows,
  standups,
} from './facts.ts';

/** A question, the page that the whole answer stands on, what the answer says, its source, and what that page shows (the first that is said, where nothing else is named). */
type Asked = [question: RegExp, to: string, says: string[], source: string, shows?: string[]];

const RECORDS = `Records of the portfolio, as of ${day(asOf)}`;
const LOG = `Friction log, ${logDay}`;
const pods = (person: string) =>
  live.filter((one) =>
    Object.values<{ name: string }>(one.pod).some((member) => member.name.split(',')[0] === person),
  ).length;
const WORDS = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
const stalled = initiatives.find((one) => one.stall);
/** Nobody says that it is stalled; no gate, plant, try or use has moved for longer than usual. */
const stuck = initiatives.find((one) => one.id === 'oee-walls');
const at = (site: string, list = open) => list.filter((item) => item.site === site);
const longest = (site: string) => at(site)[0] as (typeof open)[number];
const item = (id: string) => roadmap.find((one) => one.id === id);
const overdue = initiatives
  .flatMap((one) => one.decisionsOpen ?? [])
  .find((one) => one.id === 'D-07');
const CCAPE = fixed(newest('ccape'));
const LEAD_TIME = fixed(newest('order-lead-time'));
const about = (...categories: string[]) =>
  open.filter((one) => categories.includes(one.category as string));
const useBefore = (name: string, monday: string) => {
  const last = rows(name)
    .map((row) => row.period_start as string)
    .filter((week) => week < monday)
    .sort()
    .at(-1);
  return fixed(newest(name, (row) => row.period_start === last, 100));
};
const definition = (id: string, part: 'numerator' | 'denominator') =>
  metrics.find((one) => one.id === id)?.[part] as string;
const standupsOf = (id: string) => standups.filter((row) => row.initiative === codeOf(id));
const firstComplete = (id: string) =>
  standupsOf(id).find((row) => row.held === 'yes' && complete([row]) === 1)?.date as string;
const validated = metrics.filter((one) => !one.validatedByOt).length;

/**
 * The questions of eight readers, one for each part of the work. What the answers say is computed here, from the rows and records
 * of the demonstration and without any of the portal's own code. Landing: where this reader starts.
 */
const READERS: { reader: string; landing: string; asks: Asked[] }[] = [
  {
    reader: 'operations leadership',
    landing: 'for/coo/',
    asks: [
      [
        /spent on initiatives that do not move/,
        'misalignment/',
        [
          `${stalled.investment.spent + stuck.investment.spent} k EUR`,
          stalled.title,
          stalled.stall.reason,
        ],
        RECORDS,
      ],
      [
        /when do we reach the target/,
        'goals/conversion-cost/#brings',
        [
          'May 2028 (Feb 2028 to Sept 2028)',
          `${fixed(Number(CCAPE) - 371)} EUR that remain`,
          'likely to bring 16.0 EUR (10.0 to 21.0)',
        ],
        `Conversion cost ledger, ${extracted('ccape')}`,
      ],
      [
        /pods lack a role/,
        'pods/',
        [
          'OEE Walls and One Plant Backbone lack a role',
          'K. Sorel leads for IT and Business',
          `R. Halvorsen sits in ${WORDS[pods('R. Halvorsen')]} pods`,
        ],
        RECORDS,
        ['K. Sorel leads for IT and Business', '✕ vacant'],
      ],
      [
        /functions meet, answer and close/,
        'trust/',
        [
          `${held.length} of ${standups.length} planned standups were held, ${complete(held)} with all three functions`,
          `IT waits longest for OT: ${(medianWait(pair('it', 'ot')) as number) / 24} days to a first answer`,
          `${open.length} items are unresolved`,
          `OEE Walls, 0 of ${standupsOf('oee-walls').length}`,
        ],
        `${LOG}; Standups, ${day(
          standups
            .map((row) => row.date as string)
            .sort()
            .at(-1) as string,
        )}`,
      ],
      [
        /business milestone is at risk/,
        'roadmap/#holds',
        [
          `${item('RM-B-03').title} rests on ${item('RM-IT-06').title} (IT, in progress), ${item('RM-IT-07').title} (IT, blocked) and ${item('RM-OT-08').title} (OT, blocked)`,
        ],
        RECORDS,
        [item('RM-IT-07').title, 'blocked'],
      ],
      [
        /gates need my decision/,
        'gates/',
        [
          'G1 of Sequence Assist at Tarnholm: not enough evidence yet',
          'not shown: the sequence is followed, three signatures missing',
          'G3 of Paperless Work Orders at San Telmo Norte: improve and try again',
        ],
        RECORDS,
        ['last week received 17 August 2026'],
      ],
      [
        /tell me nothing/,
        'metrics/',
        ['Dashboards published', 'Log-ins to OEE walls since launch'],
        RECORDS,
        ['41,200'],
      ],
    ],
  },
  {
    reader: 'plant manager',
    landing: 'sites/STN/',
    asks: [
      [
        /open items wait for San Telmo Norte/,
        'sites/STN/#waiting',
        [
          `${at('STN').filter((one) => one.from_lens === 'ot').length} of the plant for others`,
          `${longest('STN').title}, ${age(longest('STN'))} days`,
        ],
        LOG,
        [`${age(longest('STN'))} d`, longest('STN').id!],
      ],
      [
        /part in the goal/,
        'goals/conversion-cost/#plants',
        [`${fixed(newest('ccape', (row) => row.site === 'STN'))} EUR`, `all plants ${CCAPE} EUR`],
        `Conversion cost ledger, ${extracted('ccape')}`,
      ],
      [
        /who decides without me/,
        'sites/STN/#pods',
        [
          `OT T. Brandl (in ${WORDS[pods('T. Brandl')]} pods)`,
          'OT S. Pike, decides L. Adeyemi, COO',
        ],
        RECORDS,
        ['S. Pike', 'L. Adeyemi'],
      ],
      [
        /validations here real/,
        'sites/STN/#validations',
        ['28 April 2026: three operators, one shift, not at the line'],
        RECORDS,
        ['three operators, one shift, not at the line'],
      ],
      [
        /installed here, in which stop/,
        'sites/STN/#ahead',
        [
          `${item('RM-OT-05').title}, Dec 2026, no stop booked`,
          'training: Operator training waves, S. Pike',
        ],
        RECORDS,
        [item('RM-OT-05').title, `asked ${day(overdue.requested)}`],
      ],
      [
        /show to be accepted/,
        'sites/STN/#acceptance',
        [
          'Paperless Work Orders by 2 October 2026',
          'three operators (needs 5), one shift (needs 2), not at the line',
          'San Telmo Norte 30.6 % (needs 80.0 %)',
        ],
        RECORDS,
        ['30.6 %'],
      ],
      [
        /signal or noise/,
        'sites/STN/#metrics',
        [
          `Unplanned downtime (${fixed(
            newest('unplanned-downtime', (row) => row.site === 'STN', 100),
            2,
          )} %, since`,
        ],
        `Conversion cost ledger, ${extracted('ccape')}`,
        [
          `${fixed(
            newest('unplanned-downtime', (row) => row.site === 'STN', 100),
            2,
          )} %`,
        ],
      ],
    ],
  },
  {
    reader: 'IT leadership',
    landing: 'for/cio/',
    asks: [
      [
        /OT wait for a first answer from IT/,
        'lens/it/#answers',
        [
          `${medianWait(pair('ot', 'it'))?.toFixed(1)} hours (median of ${pair('ot', 'it').length})`,
          ...[1, 2, 3].map(
            (severity) =>
              `severity ${severity}: ${of(pair('ot', 'it').filter((one) => one.severity === String(severity)))} in time`,
          ),
          `San Telmo Norte ${of(at('STN', pair('ot', 'it')))} in time`,
        ],
        LOG,
        [`${of(at('STN', pair('ot', 'it')))} in time`],
      ],
      [
        /platform items carry which business goal/,
        'roadmap/it/',
        [`${item('RM-IT-04').title} carries Unplanned downtime and OTIF`],
        RECORDS,
        [item('RM-IT-04').title, 'OTIF'],
      ],
      [
        /architects the bottleneck/,
        'pods/#load',
        [
          `R. Halvorsen sits in ${WORDS[pods('R. Halvorsen')]} pods; N. Farrow sits in ${WORDS[pods('N. Farrow')]} pods`,
        ],
        RECORDS,
        ['R. Halvorsen IT: four pods'],
      ],
      [
        /disputed or doubted/,
        'lens/it/#disputed',
        [
          ...about('definition', 'data')
            .slice(0, 3)
            .map(
              (one) =>
                `${one.title} (${{ ot: 'OT', it: 'IT', business: 'Business' }[one.from_lens!]}`,
            ),
          `since ${day(about('definition', 'data')[0]!.opened!)}`,
          'Seal-face scrap restated',
        ],
        LOG,
        about('definition', 'data').map((one) => one.title!),
      ],
      [
        /IT item blocks most/,
        'roadmap/it/#holds',
        [`${item('RM-IT-07').title}: two items rest on it`],
        RECORDS,
        [item('RM-IT-07').title],
      ],
      [
        /further than the evidence/,
        'gates/',
        [
          'G2 of OEE Walls: the decision went further than the recorded evidence',
          'overridden until 30 June 2026',
        ],
        RECORDS,
        ['the decision went further than the recorded evidence', 'overridden until 30 June 2026'],
      ],
      [
        /platform change any decision/,
        'lens/it/#feeds',
        [
          `Alerts acted on in a day ${fixed(newest('alert-acted-24h', undefined, 100))} %, at its target of 80.0 %`,
          `Expedited order lines ${fixed(newest('expedite-share', undefined, 100))} %, improving`,
        ],
        RECORDS,
        ['Answers to alerts'],
      ],
    ],
  },
  {
    reader: 'controls engineer',
    landing: 'for/controls-engineer/',
    asks: [
      [
        /changed my cycle or added steps/,
        'lens/ot/#raised',
        [
          `of ${friction.filter((one) => one.from_lens === 'ot' && ['workflow', 'usability'].includes(one.category!)).length} items of OT about a tool`,
          ...about('workflow', 'usability')
            .filter((one) => one.from_lens === 'ot')
            .map((one) => one.title!),
        ],
        LOG,
        about('workflow', 'usability')
          .filter((one) => one.from_lens === 'ot')
          .map((one) => one.title!),
      ],
      [
        /goal mean for my machines/,
        'goals/unplanned-downtime/',
        [
          `Unplanned stops: ${fixed(newest('unplanned-downtime', undefined, 100), 2)} % to 7.65 %`,
          'Act on valid alerts within the shift',
        ],
        `Machine stops by month, ${extracted('unplanned-downtime')}`,
        [`${fixed(newest('unplanned-downtime', undefined, 100), 2)} %`],
      ],
      [
        /Who in IT answers me/,
        'pods/',
        ['R. Halvorsen for Early Warning, deputy F. Iqbal', `${AGREED[0]} hours at severity 1`],
        RECORDS,
        ['deputy F. Iqbal'],
      ],
      [
        /agree with my line board/,
        'lens/ot/#disputed',
        [
          `Wall shows OEE of 71 % while the line board says 64 % (Carrow Mills, open for ${age(friction.find((one) => one.id === 'F-015')!)} days)`,
        ],
        LOG,
        ['Wall shows OEE of 71 % while the line board says 64 %'],
      ],
      [
        /management-of-change number and a stop/,
        'lens/ot/#changes',
        [
          'Pedal and panel, then both moulding lines: stop booked 26 October 2026, ESK-2026-09',
          'PLC hand-over for the sequence: number missing',
        ],
        RECORDS,
        ['ESK-2026-09', 'PLC hand-over for the sequence'],
      ],
      [
        /pilot do to the line/,
        'lens/ot/#effects',
        [
          '2.22 h per 100 h lower than the comparison lines',
          '80 % interval −2.71 to −1.73',
          'smallest possible p is 1/6',
        ],
        RECORDS,
      ],
      [
        /definition applies to this chart/,
        'metrics/unplanned-downtime/',
        [
          definition('unplanned-downtime', 'numerator'),
          definition('unplanned-downtime', 'denominator'),
          'T. Brandl, 20 January 2026',
        ],
        `Machine stops by month, ${extracted('unplanned-downtime')}`,
        [definition('unplanned-downtime', 'denominator'), 'T. Brandl, 20 January 2026'],
      ],
    ],
  },
  {
    reader: 'data architect',
    landing: 'for/data-architect/',
    asks: [
      [
        /done but not connected/,
        'lens/it/#feeds',
        ['Nothing done by OT waits for IT', 'absent: Sequence override'],
        RECORDS,
        ['Sequence override'],
      ],
      [
        /numerator and denominator come/,
        'metrics/ccape/',
        [
          definition('ccape', 'numerator'),
          definition('ccape', 'denominator'),
          'from ERP',
          'steward R. Halvorsen',
        ],
        `Conversion cost ledger, ${extracted('ccape')}`,
        [definition('ccape', 'denominator')],
      ],
      [
        /change a metric definition/,
        'lens/it/#definitions',
        ['R. Halvorsen (One Plant Backbone) by decision right'],
        RECORDS,
        ['R. Halvorsen'],
      ],
      [
        /await validation by OT/,
        'lens/it/#definitions',
        [`${validated} of ${metrics.length}`],
        RECORDS,
        ['not yet'],
      ],
      [
        /plants get the data platform/,
        'roadmap/it/',
        [`Feb 2026 ${item('RM-IT-02').title}`, `Jun 2026 ${item('RM-IT-03').title}`],
        RECORDS,
        [item('RM-IT-02').title],
      ],
      [
        /cannot be decided because of data/,
        'gates/',
        [
          'Tarnholm: last week received 17 August 2026, due 2 September 2026 (sequence-override)',
          `${rows('torque-trace')
            .slice(-4)
            .reduce((sum, row) => sum + Number(row.denominator), 0)} in 4 weeks, needs 120`,
        ],
        RECORDS,
        ['last week received 17 August 2026, due 2 September 2026', 'needs 120'],
      ],
      [
        /its version and its source/,
        'lens/it/#definitions',
        [
          `of ${metrics.length} metrics: what is counted is written for ${metrics.filter((one) => one.numerator || one.description).length}`,
        ],
        RECORDS,
        [definition('otif-first-confirmed', 'numerator')],
      ],
    ],
  },
  {
    reader: 'supply chain',
    landing: 'for/supply-chain/',
    asks: [
      [
        /feed no decision of mine/,
        'lens/business/#shelf',
        ['Log-ins to OEE walls since launch', 'Tags connected'],
        RECORDS,
      ],
      [
        /lead time falls, which number proves it/,
        'metrics/order-lead-time/',
        [
          `Order lead time, ${LEAD_TIME} working days`,
          definition('order-lead-time', 'numerator'),
          'first confirmed date, order line',
        ],
        `Lead times of configured orders, ${extracted('order-lead-time')}`,
        [`${LEAD_TIME}`],
      ],
      [
        /does not fit planning/,
        'trust/',
        [
          `${WORDS[friction.filter((one) => one.from_lens === 'business').length]} items of business`,
        ],
        LOG,
        [LOG],
      ],
      [
        /number reliable, and how far back/,
        'metrics/otif-first-confirmed/',
        ['from October 2024 on, confidence A', '24 of 24 rows accepted'],
        `Deliveries against the first confirmed date, ${extracted('otif-first-confirmed')}`,
        ['2024-10', 'A, high'],
      ],
      [
        /plan with the new figures/,
        'roadmap/goal/lead-time/',
        ['February 2028 (Aug 2027 to Dec 2028)'],
        `Lead times of configured orders, ${extracted('order-lead-time')}`,
      ],
      [
        /comparison, and is that fair/,
        'lens/ot/#effects',
        [
          'VEL-C2, VEL-C3, VEL-C4, CMI-M1 and CMI-M2 against VEL-C1',
          'the lines ran parallel (slope 0.030, t 0.25',
        ],
        RECORDS,
        ['the lines ran parallel (slope 0.030, t 0.25', 'it is not the worst cell'],
      ],
      [
        /average these plants/,
        'metrics/otif-first-confirmed/',
        ['never the mean of their ratios'],
        `Deliveries against the first confirmed date, ${extracted('otif-first-confirmed')}`,
        ['sums before the ratio'],
      ],
    ],
  },
  {
    reader: 'operator',
    landing: 'sites/STN/line-card/',
    asks: [
      [
        /I reported something/,
        'sites/STN/line-card/#reported',
        at('STN')
          .filter((one) => one.from_lens === 'ot')
          .map(
            (one) =>
              `${one.title} (${one.id}, ${day(one.opened!)}): ${one.first_response ? `answered ${day(one.first_response)}, not resolved` : 'not answered'}`,
          ),
        LOG,
        ['answered 20 May 2026, not resolved'],
      ],
      [
        /Why are we doing this/,
        'sites/STN/line-card/#why',
        [content('goals/conversion-cost.yaml').statement, 'Paperless Work Orders'],
        RECORDS,
      ],
      [
        /speaks for my shift/,
        'sites/STN/line-card/#voice',
        ['M. Ortega (Paperless Work Orders)'],
        RECORDS,
        ['Paperless Work Orders: M. Ortega'],
      ],
      [
        /comment read, and what changed/,
        'sites/STN/line-card/#said',
        ['Three operators heard, last 28 April 2026', 'one of four comments is answered'],
        RECORDS,
        ['one of four comments is answered', 'Screens are in English only'],
      ],
      [
        /reach my line/,
        'sites/STN/line-card/#when',
        [`${item('RM-IT-08').title}: Q4 2026`, `${item('RM-IT-04').title}: Dec 2026, blocked`],
        RECORDS,
        [item('RM-IT-08').title],
      ],
      [
        /first version was no good/,
        'sites/STN/line-card/#changed',
        ['No iteration is recorded'],
        RECORDS,
        ['Nothing is recorded yet'],
      ],
      [
        /count me by name/,
        'sites/STN/line-card/#names',
        ['No. Only groups of at least 5'],
        RECORDS,
      ],
    ],
  },
  {
    reader: 'continuous improvement',
    landing: 'for/improvement/',
    asks: [
      [
        /repeats across plants/,
        'trust/#by-site',
        [`Data: ${WORDS[friction.filter((one) => one.category === 'data').length]} items at`],
        LOG,
        ['San Telmo Norte'],
      ],
      [
        /only a belief/,
        'goals/unplanned-downtime/#drivers',
        [
          'Borne out: Alerts acted on in a day → Unplanned downtime',
          'not borne out: Readers of the shared dashboards → Escalations closed in a day',
        ],
        RECORDS,
        ['Alerts acted on in a day'],
      ],
      [
        /pods decide fast and well/,
        'pods/',
        [
          `Early Warning: 2 of 2 supported, two working days early, all three functions at ${complete(standupsOf('early-warning').filter((row) => row.held === 'yes'))} of ${standupsOf('early-warning').length} standups`,
        ],
        RECORDS,
        ['Two gates decided, at the median 2 working days early, all on their evidence'],
      ],
      [
        /functions met, or do we just believe so/,
        'trust/#standups',
        [
          `Hands-Free Defect Capture: ${useBefore('station-defect-capture', firstComplete('hands-free-defect-capture'))} % before the first standup of all three (${day(firstComplete('hands-free-defect-capture'))}), ${fixed(newest('station-defect-capture', undefined, 100))} % at last`,
          'does not prove',
        ],
        `Standups, ${day(
          standups
            .map((row) => row.date as string)
            .sort()
            .at(-1) as string,
        )}`,
        [
          String(
            complete(standupsOf('hands-free-defect-capture').filter((row) => row.held === 'yes')),
          ),
        ],
      ],
      [
        /dates moved more than once/,
        'roadmap/',
        [`${item('RM-IT-04').title}, two times: no stop window`],
        RECORDS,
        [item('RM-IT-04').title],
      ],
      [
        /pilots that stopped/,
        'lens/ot/#learned',
        ['Load-Aware Furnace: Name the guardrail and its limit before the first trial melt'],
        RECORDS,
        ['Name the guardrail and its limit before the first trial melt'],
      ],
      [
        /earned trust by predicting/,
        'goals/unplanned-downtime/#drivers',
        [
          'Alerts acted on in a day predicted Unplanned downtime: borne out: it reached its target on 9 February 2026',
        ],
        RECORDS,
        ['9 February 2026'],
      ],
    ],
  },
];

let demo: Demo;
beforeAll(async () => {
  demo = await demoSite();
});
afterAll(() => demo?.close());

describe.each(READERS)('$reader, starting at /$landing', ({ landing, asks }) => {
  it('finds each of seven questions answered with what the data says, its source and its date, and the whole of it one click further', async () => {
    const page = await demo.open(landing);
    for (const [question, to, says, source, shows = says.slice(0, 1)] of asks) {
      await page.goto(demo.url + landing);
      const entry = page.locator('.asked li', { hasText: question });
      expect(await entry.count(), `${question}`).toBe(1);
      const answer = plain(await entry.innerText());
      for (const said of says)
        expect.soft(answer, `${question}: the answer`).toContain(plain(said));
      expect
        .soft(plain(await entry.locator('.source').innerText()), `${question}: the source`)
        .toBe(source);
      await follow(entry.locator('a').first());
      expect(page.url(), `${question}`).toContain(demo.url + to);
      const anchor = to.split('#')[1];
      if (anchor)
        expect(
          await page.locator(`[id="${anchor}"]`).count(),
          `${question}: the anchor is there`,
        ).toBe(1);
      const whole = plain((await page.locator('main').textContent()) ?? '');
      for (const shown of shows)
        expect
          .soft(
            whole.toLowerCase().includes(plain(shown).toLowerCase()),
            `${question}: "${shown}" stands on ${to}`,
          )
          .toBe(true);
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

describe('a reader with a task, by links alone', () => {
  const PHONE = 844;
  const topOf = (page: Page, selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => element.getBoundingClientRect().top);

  it('finance has its money in the first screen of a phone and its decisions in the second, after two clicks', async () => {
    const page = await demo.open('', 390);
    await page.click('button.menu');
    await clickTo(page, 'for/');
    await clickTo(page, 'for/finance/');
    expect(await page.textContent('h1')).toMatch(/spent; finance confirmed .* claimed/);
    for (const name of ['Spent', 'Claimed', 'Confirmed by finance', 'Claimed twice'])
      expect(await topOf(page, `dt:text-is("${name}")`), name).toBeLessThan(PHONE);
    expect(await topOf(page, '#own-decisions')).toBeLessThan(2 * PHONE);
    expect(await page.textContent('#own-decisions + ol')).toContain('Finance director');
    await page.context().close();
  });
  it('the transformation office has the agenda of its next meeting after one click, and its Word document is one more', async () => {
    const page = await demo.open('');
    await follow(page.locator('a', { hasText: 'Agenda for' }).first());
    expect(plain((await page.textContent('.kicker')) ?? '')).toContain('12 October 2026');
    expect(await page.textContent('main')).toContain('To decide');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.click('a[href$=".docx"]'),
    ]);
    expect(download.suggestedFilename()).toBe('transformation-office.docx');
    await page.context().close();
  });
  it('an IT lead has the questions that IT owes in the first screen after one click', async () => {
    const page = await demo.open('');
    await follow(page.locator('[data-lens-link="it"]'));
    expect(await topOf(page, '#answers-owed')).toBeLessThan(900);
    await page.context().close();
  });
  it('a decider has what is asked by name after two clicks', async () => {
    const page = await demo.open('');
    await clickTo(page, 'decisions/');
    await clickTo(page, 'for/l-adeyemi/');
    expect(plain((await page.textContent('h1')) ?? '')).toMatch(/^L. Adeyemi owes five decisions/);
    await page.context().close();
  });
  it('minutes become records without leaving the browser', async () => {
    const page = await demo.open('decisions/transformation-office/minutes/');
    await page.selectOption('[data-id="D-10"] select', 'Stop Sequence Assist');
    await page.fill('[data-id="D-10"] [name=reason]', 'No "use": stop');
    expect(await page.textContent('[data-records]')).toBe(
      '# content/initiatives/sequence-assist.mdx, decisionsOpen, beside id: D-10\n' +
        'decided: { date: 2026-10-12, choice: "Stop Sequence Assist", by: "Finance director", reason: "No \\"use\\": stop" }',
    );
    expect(page.errors).toEqual([]);
    await page.context().close();
  });
});

describe('the pages that readers start from', () => {
  it.each(
    [
      'for/',
      'for/coo/',
      'for/finance/',
      'for/l-adeyemi/',
      'decisions/',
      'decisions/transformation-office/',
      'decisions/transformation-office/minutes/',
      'sites/STN/line-card/',
      'lens/it/',
      'lens/business/',
      'misalignment/',
      'pods/',
    ]
      .flatMap(
        (path) =>
          [
            [path, 1440],
            [path, 390],
          ] as const,
      )
      // In light they are looked at with all other pages of a portal.
      .concat(['sites/STN/', 'lens/ot/', 'trust/'].map((path) => [path, 390])),
  )('/%s at %i px has no accessibility violation and no sideways scroll', async (path, width) => {
    const page = await demo.open(path, width);
    if (width === 390) await page.emulateMedia({ colorScheme: 'dark' });
    expect(await violations(page)).toEqual([]);
    expect(page.errors).toEqual([]);
    expect(
      await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      ),
    ).toBeLessThanOrEqual(0);
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
  await follow(page.locator(`a[href$="/${path}"]`).first());
}

/** Text without what only sets it: line breaks and spaces that do not break. */
function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
