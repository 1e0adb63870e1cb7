import { workingDaysAt } from '#model/record/calendar.ts';
import { daysBetween } from '#model/time/date.ts';
import { businessCase } from './businessCase.ts';
import { effects } from './effect.ts';
import type { JudgedReview } from '#model/record/gate.ts';
import type { Initiative } from '#model/record/initiative.ts';
import { iterationStates, rolloutStates } from './initiativePath.ts';
import type { MetricState } from '#model/metric/metricState.ts';
import { phaseKind } from '#model/record/phase.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import type { InitiativeState } from './initiativeState.ts';
import { trustProtocol } from './trustProtocol.ts';
import { isStalled } from '#model/statistics/stall.ts';
import { median } from '#model/statistics/median.ts';

/** One initiative with its reviews, age, money and the evidence that trust is at work. */
export function initiativeState(
  initiative: Initiative,
  reviews: JudgedReview[],
  portfolio: Portfolio,
  metrics: ReadonlyMap<string, MetricState>,
): InitiativeState {
  const current = reviews.find((review) => review.state !== 'decided') ?? reviews.at(-1) ?? null;
  const daysInPhase =
    initiative.phaseSince || initiative.start
      ? daysBetween(initiative.phaseSince ?? (initiative.start as string), portfolio.asOf)
      : null;
  const stall = stalled(initiative, daysInPhase, portfolio, metrics);
  return {
    initiative,
    reviews,
    current,
    daysInPhase,
    stalled: stall !== null,
    stalledBecause: stall,
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

function stalled(
  initiative: Initiative,
  daysInPhase: number | null,
  portfolio: Portfolio,
  metrics: ReadonlyMap<string, MetricState>,
): string | null {
  if (initiative.status === 'stalled') return initiative.stall?.reason ?? 'declared stalled';
  if (
    initiative.status !== 'active' ||
    daysInPhase === null ||
    phaseKind(portfolio.frameworks, initiative, initiative.phase) !== 'pilot'
  )
    return null;
  const finished = portfolio.initiatives.flatMap((other) => {
    const out = other.gates.find(
      (gate) =>
        phaseKind(portfolio.frameworks, other, gate.phase) === 'pilot' &&
        gate.decision &&
        ['advance', 'advance-with-conditions', 'stop'].includes(gate.decision.outcome),
    );
    return out?.decision && other.start ? [daysBetween(other.start, out.decision.date)] : [];
  });
  if (finished.length === 0) return null;
  const newest = initiative.metrics
    .flatMap((entry) => metrics.get(entry.id)?.extracted ?? [])
    .sort()
    .at(-1);
  const waiting = initiative.decisionsOpen.filter(
    (request) =>
      workingDaysAt(
        initiative.sites.map((entry) => entry.site),
        portfolio.sites,
        request.neededBy,
        portfolio.asOf,
      ) > 10,
  ).length;
  const facts = {
    daysInPhase,
    medianOfFinished: median(finished),
    evidenceAgeDays: newest ? daysBetween(newest, portfolio.asOf) : 999,
    decisionsOpenOver10WorkingDays: waiting,
  };
  const result = isStalled(facts);
  return result.stalled
    ? `${daysInPhase} days in the pilot, finished pilots took ${Math.round(facts.medianOfFinished)} (median)`
    : null;
}
