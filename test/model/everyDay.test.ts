import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadPortfolio } from '#ingest/portfolio.ts';
import { computePortal } from '#model/computePortal.ts';
import { effects } from '#model/initiative/effect.ts';
import { programmeClock } from '#model/initiative/clock/programmeClock.ts';
import { sinceEvents } from '#model/event/sinceSentence.ts';
import type { Portal } from '#model/portal.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import { recordsUntil } from '#model/record/recordsUntil.ts';
import { addDays } from '#model/time/date.ts';
import { trustCourse } from '#model/trust/trustCourse.ts';
import { articleFiles } from '../e2e/article.ts';
import { AS_OF, week, weeks, world } from './gate/evidence.ts';

async function read(root: string): Promise<Portfolio> {
  const cacheDir = await mkdtemp(join(tmpdir(), 'trilens-days-'));
  const { portfolio, problems } = await loadPortfolio({
    contentDir: join(root, 'content'),
    dataDir: join(root, 'data'),
    asOf: null,
    cacheDir,
  });
  await rm(cacheDir, { recursive: true, force: true });
  if (!portfolio) throw new Error(problems[0]?.found);
  return portfolio;
}

/** The portfolio as it is judged on a day; reports are frozen, and of no day. */
function portalOn(portfolio: Portfolio, day: string): Portal {
  return computePortal({
    ...recordsUntil({ ...portfolio, standups: portfolio.standups ?? [] }, day),
    asOf: day,
    reports: [],
  });
}

/** All sentences of a portal. */
function told(portal: Portal): string {
  const { portfolio, metrics, initiatives, findings, answers, headline, goals, trust } = portal;
  const states = [...metrics.values()];
  return JSON.stringify([
    headline,
    answers,
    findings.map(({ what }) => what),
    goals.map(({ sentence, course }) => [sentence, course]),
    states.map(({ sentence, doubts, confidence }) => [sentence, doubts, confidence]),
    states.map((state) => sinceEvents(state, state.all).map(({ sentence }) => sentence)),
    initiatives.map(({ effects: all, stalledBecause, trust: lines }) => [
      all.map(({ sentence, notes }) => [sentence, notes]),
      stalledBecause,
      lines.map(({ evidence }) => evidence),
    ]),
    programmeClock(portfolio).rows.map(({ sentence, course }) => [sentence, course]),
    programmeClock(portfolio).since,
    trustCourse(portfolio, trust.rollouts),
  ]);
}

/** What is odd on any day of a year back from the day of the portfolio: a failure, a number that is none, a day that is not over. */
function oddDays(portfolio: Portfolio): string[] {
  const odd: string[] = [];
  let decided = Number.POSITIVE_INFINITY;
  for (let back = 0; back < 365; back++) {
    const day = addDays(portfolio.asOf, -back);
    try {
      const portal = portalOn(portfolio, day);
      const flaw = /.{60}(NaN|undefined|Infinity|Invalid|-\d+ (days?|hours?)\b)/.exec(told(portal));
      if (flaw) odd.push(`${day}: ${flaw[0]}`);
      const known = portal.reviews.filter(({ state }) => state === 'decided').length;
      // Going back, nothing is decided that was not decided later.
      if (known > decided) odd.push(`${day}: ${known} decided, and ${decided} on the day after`);
      decided = known;
    } catch (error) {
      odd.push(`${day}: ${(error as Error).stack?.slice(0, 300)}`);
    }
  }
  return odd;
}

describe('every day of a year can be judged again', () => {
  it('with the demonstration', { timeout: 240_000 }, async () =>
    expect(oddDays(await read('.'))).toEqual([]),
  );

  const article = async (): Promise<Portfolio> => {
    const root = await articleFiles();
    const portfolio = await read(root);
    await rm(root, { recursive: true, force: true });
    return portfolio;
  };

  it('with a programme of ten initiatives', { timeout: 240_000 }, async () =>
    expect(oddDays(await article())).toEqual([]),
  );

  it(
    'with windows, rebases, definitions and baselines that begin and end on any day',
    {
      timeout: 240_000,
    },
    async () => {
      const portfolio = await article();
      const day = (back: number) => addDays(portfolio.asOf, -back);
      const [use, decisions] = ['station-use', 'decisions'].map((id) =>
        portfolio.metrics.find((metric) => metric.id === id),
      );
      const voice = portfolio.initiatives.find(({ id }) => id === 'voice');
      if (!use || !decisions || !voice) throw new Error('no such record');
      Object.assign(use, {
        spc: 'auto',
        rebase: [{ date: day(200), reason: 'new app' }],
        definitions: [
          { version: '1', validFrom: '2025-01-01', text: 'a' },
          { version: '2', validFrom: day(90), text: 'b' },
        ],
      });
      Object.assign(decisions, {
        baseline: { period: '2025-W42/2026-W01' },
        target: { value: 75, by: day(-100) },
      });
      Object.assign(voice, {
        phaseSince: day(120),
        trustProtocol: { since: day(150) },
        iterations: [
          {
            period: `${day(250)}/${day(190)}`,
            tried: 'a',
            learned: 'b',
            changed: 'c',
            metric: 'station-use',
            before: `${day(260)}/${day(190)}`,
            after: `${day(101)}/${day(20)}`,
          },
        ],
      });
      expect(oddDays(portfolio)).toEqual([]);
    },
  );
});

describe('an iteration whose after-window has just begun', () => {
  it.each([0, 1, 3, 6, 7, 10])(
    'is judged on day %d of it: nothing was measured yet, or what was',
    (days) => {
      const { portfolio } = world({
        cells: weeks('A', Array(40).fill(40)),
        initiative: {
          metrics: [{ id: 'use', role: 'primary' }],
          sites: [{ site: 'A' }],
          iterations: [
            {
              period: `${week(20)}/${week(12)}`,
              tried: 'a',
              learned: 'b',
              changed: 'c',
              metric: 'use',
              before: `${week(30)}/${addDays(week(20), -1)}`,
              after: `${week(3)}/${addDays(AS_OF, -1)}`,
            },
          ],
        },
      });
      const asOf = addDays(week(3), days);
      const [initiative] = portfolio.initiatives;
      if (!initiative) throw new Error('no initiative');
      const [effect] = effects(initiative, { ...portfolio, asOf });
      expect(effect?.sentence).toMatch(
        // As of a Sunday its week is whole.
        days < 6 ? /nothing was measured after the change/ : /from 40\.0 % .* to 40\.0 %/,
      );
    },
  );
});
