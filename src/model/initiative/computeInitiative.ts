import { daysBetween } from '#model/time/date.ts';
import { businessCase } from './businessCase.ts';
import { effects } from './effect.ts';
import type { JudgedReview } from '#model/record/gate.ts';
import type { Initiative } from '#model/record/initiative.ts';
import { iterationStates, rolloutStates } from './initiativePath.ts';
import type { MetricState } from '#model/metric/metricState.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import type { InitiativeState } from './initiativeState.ts';
import { trustProtocol } from './trustProtocol.ts';
import { stallOf } from './stall.ts';

/** One initiative with its reviews, age, money and the evidence that trust is at work. */
export function initiativeState(
  initiative: Initiative,
  reviews: JudgedReview[],
  portfolio: Portfolio,
  metrics: ReadonlyMap<string, MetricState>,
): InitiativeState {
  const current = reviews.find((review) => review.state !== 'decided') ?? reviews.at(-1) ?? null;
  const since = initiative.phaseSince ?? initiative.start;
  const daysInPhase =
    since === undefined || since > portfolio.asOf ? null : daysBetween(since, portfolio.asOf);
  const stall = stallOf(initiative, reviews, portfolio, metrics);
  return {
    initiative,
    reviews,
    current,
    daysInPhase,
    stalled: stall.state === 'stalled',
    stall: stall.state,
    stalledBecause: stall.state === 'stalled' ? stall.because : null,
    money: money(initiative),
    effects: effects(initiative, portfolio),
    iterations: iterationStates(initiative, portfolio),
    rollout: rolloutStates(initiative, reviews, portfolio),
    businessCase: businessCase(initiative.cashFlow, portfolio.settings.discountRate),
    trust: trustProtocol(initiative, portfolio, metrics),
  };
}

function money(initiative: Initiative): InitiativeState['money'] {
  const sum = (pick: (benefit: Initiative['benefits'][number]) => number) =>
    initiative.benefits
      .filter((benefit) => benefit.inTotal)
      .reduce((total, benefit) => total + pick(benefit), 0);
  return {
    planned: sum((benefit) => benefit.planned),
    claimed: sum((benefit) => benefit.claimed),
    confirmed: sum((benefit) => (benefit.confirmedBy ? benefit.realized : 0)),
    spent: initiative.investment?.spent ?? 0,
    budget: initiative.investment?.planned ?? 0,
  };
}
