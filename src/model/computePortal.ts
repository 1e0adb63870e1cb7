import { businessCaseOfAll } from './initiative/businessCase.ts';
import { changesBetween } from './report/changesBetween.ts';
import { pools } from './initiative/claims.ts';
import { computeMetrics } from './metric/computeMetric.ts';
import { editionFindings, withoutHeldFindings } from './edition/editionFindings.ts';
import type { Keep } from './foresight/earlier.ts';
import { earlierOf } from './foresight/earlierOf.ts';
import { foresight } from './foresight/foresight.ts';
import { NO_FORESIGHT } from './foresight/foresightState.ts';
import type { Finding } from './record/finding.ts';
import { findings, ruleIds } from './findings/index.ts';
import { withGoalTargets } from './goal/goalTargets.ts';
import { goalState } from './goal/goalState.ts';
import { initiativeState } from './initiative/computeInitiative.ts';
import { orphans } from './findings/orphans.ts';
import { answers } from './questions/leadership/answers.ts';
import { headline } from './questions/overview.ts';
import type { Portfolio } from './record/portfolio.ts';
import { withClocks } from './initiative/clock/withClocks.ts';
import type { Portal } from './portal.ts';
import { gateBoard, reviewGate, reviewsOf } from './gate/reviewGate.ts';
import { changesSinceReport, reportStates, withChanges } from './report/reportStates.ts';
import type { Standing } from './record/standing.ts';
import { standing } from './report/takeStanding.ts';
import { roadmapStates } from './roadmap/roadmapState.ts';
import { trust } from './trust/trust.ts';

/** What is known beside the portfolio. */
interface Beside {
  /** Where an earlier build stood. */
  previous?: Standing | null | undefined;
  /** What was found in the whole portfolio, where this is an edition of it. */
  whole?: readonly Finding[] | null;
  /** Keeps what is foreseen from one build to the next. */
  keep?: Keep | undefined;
}

/** Everything that is computed, from everything that was written; pure, and in one direction. */
export function computePortal(
  written: Portfolio,
  { previous = null, whole = null, keep }: Beside = {},
): Portal {
  const portfolio = withClocks(written);
  const metrics = computeMetrics({
    ...portfolio,
    metrics: withGoalTargets(portfolio.metrics, portfolio.goals),
  });
  const initiatives = portfolio.initiatives.map((initiative) =>
    initiativeState(
      initiative,
      reviewsOf(initiative).map((review) => reviewGate(review, initiative, portfolio)),
      portfolio,
      metrics,
    ),
  );
  const sum = (pick: 'planned' | 'claimed' | 'confirmed' | 'spent' | 'budget') =>
    initiatives.reduce((total, state) => total + state.money[pick], 0);
  const active = initiatives.filter(
    (state) => !['done', 'stopped', 'paused'].includes(state.initiative.status),
  );
  const stalled = active.filter((state) => state.stalled);
  const byPair = Map.groupBy(
    stalled.filter((state) => state.initiative.stall),
    (state) => `${state.initiative.stall?.waitingFor}>${state.initiative.stall?.blockedBy}`,
  );
  const roadmap = roadmapStates(portfolio);
  const base = {
    portfolio,
    metrics,
    goals: portfolio.goals
      .map((goal) => goalState(goal, portfolio, metrics))
      .sort(
        (a, b) =>
          Number(b.isNorthStar) - Number(a.isNorthStar) ||
          ((a.goal.code ?? a.goal.id) < (b.goal.code ?? b.goal.id) ? -1 : 1),
      ),
    initiatives,
    reviews: gateBoard(initiatives.flatMap((state) => state.reviews)),
    roadmap,
    trust: trust(portfolio),
    stalledShare: {
      stalled: stalled.length,
      unknown: active.filter((state) => state.stall === 'unknown').length,
      active: active.length,
      byPair: [...byPair.values()].map((states) => ({
        from: states[0]?.initiative.stall?.waitingFor ?? 'business',
        to: states[0]?.initiative.stall?.blockedBy ?? 'business',
        initiatives: states.map((state) => state.initiative.id),
      })),
    },
    money: {
      planned: sum('planned'),
      claimed: sum('claimed'),
      confirmed: sum('confirmed'),
      spent: sum('spent'),
      budget: sum('budget'),
    },
    businessCase: businessCaseOfAll(
      portfolio.initiatives.map((initiative) => initiative.cashFlow),
      portfolio.settings.discountRate,
    ),
    pools: pools(portfolio.initiatives, portfolio.metrics),
    orphans: orphans(portfolio, roadmap),
  };
  // Reports come before findings: a frozen number that is another today is a finding.
  const said = {
    ...base,
    findings: [],
    headline: '',
    answers: [],
    changes: NO_CHANGES,
    foresight: NO_FORESIGHT,
  };
  said.foresight = foresight({ ...said, reports: [] }, earlierOf(previous, portfolio.kept), keep);
  const states = reportStates({ ...said, reports: [] });
  const found = findings({ ...said, reports: states });
  const portal: Portal = {
    ...said,
    reports: states,
    findings: whole ? editionFindings(found, whole) : found,
  };
  const now = standing(portal, ruleIds());
  const before = previous && whole ? withoutHeldFindings(previous, found, whole) : previous;
  const changes = {
    build: before && {
      since: { asOf: before.asOf, report: null },
      list: changesBetween(before, now, portfolio.sites),
    },
    report: changesSinceReport(states, now, portal),
  };
  const computed = { ...portal, reports: withChanges(states, now, portal), changes };
  return { ...computed, headline: headline(computed), answers: answers(computed) };
}

const NO_CHANGES = { build: null, report: null };
