import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addDays } from '#model/time/date.ts';
import { problemLine } from '#model/problem.ts';
import { composePortal } from '#site/compose.ts';
import { bakery, composeBakery } from '../../bakery.ts';
import { withGate } from './gate.ts';

const DECIDED =
  ', decision: { outcome: iterate, date: 2026-03-20, decider: Ada Baker, reason: three more weeks }, signOffs: [{ role: it-lead, name: Ian Wheat, date: 2026-03-18, verdict: agree }]';
const extra = (portal: Awaited<ReturnType<typeof composeBakery>>['portal']) =>
  portal?.reviews.find((review) => review.review.id === 'extra');

describe('as of a day means known on that day', () => {
  it('a decision later than the newest export is known today, and judges the portal as of its day', async () => {
    const { portal, text } = await composeBakery({
      ...withGate(DECIDED),
      'content/portfolio.yaml': (written) => written.replace(/^asOf:.*\n/m, ''),
    });
    expect(text).not.toContain('is dated');
    expect(extra(portal)).toMatchObject({ state: 'decided', review: { signOffs: [{}] } });
    expect(portal?.portfolio.asOf).toBe('2026-03-20');
  });

  it('so is what was asked and decided on request, learned, confirmed or finished since', async () => {
    const ASKED =
      'decisionsOpen:\n  - { id: D-1, question: Buy a scanner, decider: Ada Baker, requested: 2026-03-16, neededBy: 2026-03-18, decided: { date: 2026-03-21, choice: Buy it } }\n';
    const { portal } = await composeBakery({
      'content/initiatives/scan-at-oven.mdx': (text) => text.replace('\n---\n', `\n${ASKED}---\n`),
      'content/portfolio.yaml': (written) => written.replace(/^asOf:.*\n/m, ''),
    });
    expect(portal?.portfolio.asOf).toBe('2026-03-21');
    expect(portal?.initiatives.map(({ initiative }) => initiative.decisionsOpen)).toEqual([[]]);
  });

  it('on an earlier day it is not known yet', async () => {
    const early = await composeBakery(withGate(DECIDED), '2026-03-19');
    expect(extra(early.portal)?.review).toMatchObject({ decision: undefined, signOffs: [{}] });
    const earlier = await composeBakery(withGate(DECIDED), '2026-03-17');
    expect(extra(earlier.portal)?.review).toMatchObject({ decision: undefined, signOffs: [] });
  });

  it('what is dated after the day of the clock is an error with its line', async () => {
    const { portal, text } = await composeBakery(
      withGate(
        ', decision: { outcome: iterate, date: 2199-01-01, decider: Ada Baker, reason: later }',
      ),
    );
    expect(portal).toBeNull();
    expect(text).toMatch(
      /scan-at-oven\.mdx:42:\d+ .*the decision is dated 2199-01-01, and today is /,
    );
  });

  it('every day of a year can be judged again, and none shows a number that is none', async () => {
    const root = await bakery(withGate(DECIDED));
    const odd: string[] = [];
    for (let back = 0; back < 365; back++) {
      const asOf = addDays('2026-03-20', -back);
      const { portal, problems } = await composePortal({
        contentDir: join(root, 'content'),
        dataDir: join(root, 'data'),
        asOf,
        cacheDir: join(root, 'cache'),
      });
      const errors = problems.filter(({ severity }) => severity === 'error').map(problemLine);
      const told = JSON.stringify([portal?.answers, portal?.findings, portal?.headline]);
      if (!portal || errors.length > 0 || /NaN|undefined|Infinity|-\d+ days?\b/.test(told))
        odd.push(`${asOf}: ${errors[0] ?? told.slice(0, 200)}`);
    }
    expect(odd).toEqual([]);
  }, 300_000);
});
