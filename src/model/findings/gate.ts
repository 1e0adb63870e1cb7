import { workingDaysBetween } from '#model/date.ts';
import type { Rule } from '#model/finding.ts';
import type { JudgedReview } from '#model/gate.ts';
import type { Portal } from '#model/portal.ts';
import { aboutInitiative, type Found } from './about.ts';

function each(portal: Portal, wanted: (review: JudgedReview) => boolean, what: (review: JudgedReview) => string): Found[] {
  return portal.initiatives.flatMap(({ initiative, reviews }) => reviews.filter(wanted).map((review) => ({ ...aboutInitiative(initiative, `${review.gate} ${review.gateTitle}: ${what(review)}.`, null, review.review.line), role: review.review.decision?.decider ?? initiative.pod.executiveSponsor?.name ?? null })));
}

export const gateRules: Rule<Portal>[] = [
  { id: 'gate/unsupported', severity: 'error', what: 'decisions rest on the evidence', why: 'the next gate inherits the doubt', fix: 'bring the evidence, decide again, or record an override', check: (portal) => each(portal, (review) => review.class === 'unsupported', (review) => review.classSentence) },
  { id: 'gate/override-expired', severity: 'error', what: 'no override outlives its date', why: 'an exception has an end', fix: 'decide again', check: (portal) => each(portal, (review) => review.class === 'override-expired', (review) => review.classSentence) },
  { id: 'gate/evidence-changed', severity: 'warn', what: 'the latest data still supports past decisions', why: 'restatements reach back', fix: 'look again', check: (portal) => each(portal, (review) => review.class === 'evidence-changed', (review) => review.classSentence) },
  { id: 'gate/overdue', severity: 'warn', what: 'reviews are held when they are due', why: 'this is where endless pilots begin', fix: 'decide, even to hold until a date', check: (portal) => each(portal, (review) => review.state === 'overdue', (review) => review.classSentence) },
  { id: 'gate/signoff', severity: 'error', what: 'required sign-offs are given', why: 'three functions carry it or none', fix: 'sign, or say why not', check: (portal) => each(portal, (review) => review.state === 'overdue' && review.missingSignOffs.length > 0, (review) => `no valid sign-off of ${review.missingSignOffs.join(', ')}`) },
  { id: 'gate/delivery-only', severity: 'error', what: 'a gate asks for more than delivery', why: 'deployed is not used', fix: 'add an adoption criterion', check: (portal) => each(portal, (review) => { const musts = review.results.filter((result) => result.criterion.level === 'must'); return musts.length > 0 && musts.every((result) => ['document', 'attestation'].includes(result.criterion.kind) || portal.metrics.get(result.criterion.metric ?? '')?.metric.type === 'delivery'); }, () => 'every must is delivery or paper') },
  { id: 'gate/pooled-scale', severity: 'error', what: 'scaling is judged site by site', why: 'a pooled number hides the lagging plant', fix: 'set per: site', check: (portal) => each(portal, (review) => review.review.phase === 'scale' && review.review.sites.length > 1 && review.results.some((result) => result.criterion.kind === 'metric' && result.criterion.per === 'pooled'), () => 'a criterion over several sites is pooled') },
  { id: 'gate/condition-lapsed', severity: 'error', what: 'conditions are met by their date', why: 'a condition that lapses was none', fix: 'close it or reopen the gate', check: (portal) => each(portal, (review) => (review.review.decision?.conditions ?? []).some((condition) => !condition.done && condition.due < portal.portfolio.asOf), (review) => `a condition is ${workingDaysBetween(review.review.decision?.conditions.find((condition) => !condition.done)?.due ?? portal.portfolio.asOf, portal.portfolio.asOf)} working days past its date`) },
  { id: 'gate/hold-open-ended', severity: 'warn', what: 'a hold names a date or an event', why: 'else it is a hidden stop', fix: 'add until or reviewBy', check: (portal) => each(portal, (review) => review.review.decision?.outcome === 'hold' && !review.review.decision.until && !review.review.decision.reviewBy, () => 'held without a date') },
];
