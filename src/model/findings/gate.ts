import {
  isMeasured,
  isStatement,
  metricOf,
  type StatementCriterion,
} from '#model/record/criterion.ts';
import { workingDaysAt } from '#model/record/calendar.ts';
import { longDate } from '#model/time/date.ts';
import { compare } from '#model/gate/criteria/value.ts';
import type { Rule } from '#model/record/finding.ts';
import { formatValue, listOf } from '#model/words/format.ts';
import type { JudgedReview } from '#model/record/gate.ts';
import { phaseKind } from '#model/record/phase.ts';
import type { Portal } from '#model/portal.ts';
import { roleName } from '#model/gate/signOffs.ts';
import { eachReview, podOf, title, windowOpened } from './review.ts';

const decided = (review: JudgedReview, kind: JudgedReview['class']) =>
  review.class === kind ? review.classSentence : null;

/** Whether gates have teeth, and decisions rest on evidence. */
export const gateRules: Rule<Portal>[] = [
  {
    id: 'gate/not-locked',
    severity: 'error',
    what: 'criteria and comparison are locked before the window opens',
    why: 'rules before data; what is agreed afterwards proves nothing',
    fix: 'lock them with `trilens lock`, or start the window again',
    compares: 'locked, as recorded in the review',
    check: (portal) =>
      eachReview(portal, (review, state) => {
        const opened = windowOpened(review, state, portal.portfolio.frameworks);
        if (
          review.state === 'decided' ||
          !opened ||
          opened > portal.portfolio.asOf ||
          review.results.length === 0
        )
          return null;
        if (!review.lock) return `the window opened on ${longDate(opened)} and nothing is locked`;
        const comparison = state.initiative.comparison;
        const late =
          comparison &&
          review.results.some(
            ({ criterion }) => criterion.kind === 'metric' && criterion.must.kind === 'comparison',
          ) &&
          !comparison.locked;
        return late ? 'the comparison lines are not locked' : null;
      }),
  },
  {
    id: 'gate/moved-criteria',
    severity: 'error',
    what: 'criteria are as they were locked',
    why: 'goalposts',
    fix: 'record the change before data comes, or start the window again and lock it again',
    compares: 'the marks under locked, as `trilens lock` wrote them into the review',
    check: (portal) =>
      eachReview(
        portal,
        ({ lock }) => {
          const changes = [
            ['changed', lock?.moved],
            ['left out', lock?.removed],
            ['added', lock?.added],
          ].flatMap(([word, ids]) =>
            ids && ids.length > 0 ? [`${word}: ${listOf(ids as string[])}`] : [],
          );
          return lock && changes.length > 0
            ? `since the lock of ${longDate(lock.on)} ${listOf(changes)}`
            : null;
        },
        ['locked'],
      ),
  },
  {
    id: 'gate/trivial',
    severity: 'warn',
    what: 'no criterion holds already at its baseline',
    why: 'it proves nothing',
    fix: 'raise it or drop it',
    check: (portal) =>
      eachReview(portal, (review) => {
        if (review.state === 'decided') return null;
        const trivial = review.results.flatMap(({ criterion }) => {
          const state = portal.metrics.get(metricOf(criterion) ?? '');
          return criterion.kind === 'metric' &&
            criterion.must.kind === 'threshold' &&
            state &&
            state.baseline !== null &&
            criterion.sites.length + criterion.lines.length === 0 &&
            compare(state.baseline, criterion.must.comparator, criterion.must.value)
            ? [`${title(criterion)} (baseline ${formatValue(state.metric, state.baseline)})`]
            : [];
        });
        return trivial.length > 0 ? `true before anything was done: ${listOf(trivial)}` : null;
      }),
  },
  {
    id: 'gate/delivery-only',
    severity: 'error',
    what: 'a gate asks for more than delivery and paper',
    why: 'deployed is not used',
    fix: 'add an adoption criterion',
    check: (portal) =>
      eachReview(portal, (review) => {
        const all = review.results.filter((result) => result.criterion.level === 'must');
        return all.length > 0 &&
          all.every(
            (result) =>
              isStatement(result.criterion) ||
              portal.metrics.get(metricOf(result.criterion) ?? '')?.metric.type === 'delivery',
          )
          ? 'every must is delivery or paper'
          : null;
      }),
  },
  {
    id: 'gate/pooled-scale',
    severity: 'error',
    what: 'scaling is judged site by site',
    why: 'a pooled number hides the lagging plant',
    fix: 'set per: site',
    check: (portal) =>
      eachReview(portal, (review, { initiative }) => {
        const sites =
          review.review.sites.length > 0
            ? review.review.sites
            : initiative.sites.map((entry) => entry.site);
        const pooled = review.results.filter(
          ({ criterion }) =>
            criterion.kind === 'metric' &&
            criterion.must.kind !== 'comparison' &&
            criterion.per === 'pooled' &&
            criterion.sites.length !== 1,
        );
        const judged = new Set(
          review.results
            .filter(({ criterion }) => isMeasured(criterion) && criterion.per !== 'pooled')
            .map(({ criterion }) => metricOf(criterion)),
        );
        const only = pooled.filter(({ criterion }) => !judged.has(metricOf(criterion)));
        return phaseKind(portal.portfolio.frameworks, initiative, review.review.phase) ===
          'scale' &&
          new Set(sites).size > 1 &&
          only.length > 0
          ? `judged over ${new Set(sites).size} sites together: ${listOf(only.map((result) => title(result.criterion)))}`
          : null;
      }),
  },
  {
    id: 'gate/unsupported',
    severity: 'error',
    what: 'decisions rest on the evidence',
    why: 'the next gate inherits the doubt',
    fix: 'bring the evidence, decide again, or record an override',
    check: (portal) =>
      eachReview(
        portal,
        (review) => (review.review.decision?.override ? null : decided(review, 'unsupported')),
        ['decision'],
      ),
  },
  {
    id: 'gate/override-invalid',
    severity: 'error',
    what: 'an override names every unmet must, none of them non-waivable, with a signer above the pod, actions and an end',
    why: 'an exception without its price is a habit',
    fix: 'correct it, or decide again',
    check: (portal) =>
      eachReview(
        portal,
        (review) => (review.review.decision?.override ? decided(review, 'unsupported') : null),
        ['decision', 'override'],
      ),
  },
  {
    id: 'gate/override-expired',
    severity: 'error',
    what: 'no override outlives its date',
    why: 'an exception has an end',
    fix: 'decide again',
    check: (portal) =>
      eachReview(portal, (review) => decided(review, 'override-expired'), [
        'decision',
        'override',
        'expires',
      ]),
  },
  {
    id: 'gate/evidence-changed',
    severity: 'warn',
    what: 'the latest data still supports past decisions',
    why: 'restatements reach back',
    fix: 'look again',
    compares: "the decision's day judged by today's vintage of the same cells",
    check: (portal) =>
      eachReview(portal, (review) => decided(review, 'evidence-changed'), ['decision']),
  },
  {
    id: 'gate/overdue',
    severity: 'warn',
    what: 'a review is decided within ten working days of its date',
    why: 'this is where endless pilots begin',
    fix: 'decide, even to hold until a date',
    limits: { workingDays: 10 },
    check: (portal, { workingDays = 10 }) =>
      eachReview(
        portal,
        (review) =>
          review.state === 'overdue' &&
          workingDaysAt(
            review.review.sites,
            portal.portfolio.sites,
            review.review.due,
            portal.portfolio.asOf,
          ) > workingDays
            ? review.classSentence
            : null,
        ['due'],
      ),
  },
  {
    id: 'gate/hold-open-ended',
    severity: 'warn',
    what: 'a hold names a date or an event',
    why: 'else it is a hidden stop',
    fix: 'add until or reviewBy',
    check: (portal) =>
      eachReview(
        portal,
        ({ review }) =>
          review.decision?.outcome === 'hold' && !review.decision.until && !review.decision.reviewBy
            ? 'held without a date'
            : null,
        ['decision'],
      ),
  },
  {
    id: 'gate/condition-lapsed',
    severity: 'error',
    what: 'conditions are met by their date',
    why: 'a condition that lapses was none',
    fix: 'close it, or reopen the gate',
    check: (portal) =>
      eachReview(
        portal,
        ({ review }) => {
          const lapsed = (review.decision?.conditions ?? []).filter(
            (condition) => !condition.done && condition.due < portal.portfolio.asOf,
          );
          return lapsed.length > 0
            ? listOf(
                lapsed.map(
                  (condition) =>
                    `"${condition.text}" of ${condition.owner} was due ${longDate(condition.due)}`,
                ),
              )
            : null;
        },
        ['decision', 'conditions'],
      ),
  },
  {
    id: 'gate/signoff',
    severity: 'error',
    what: 'required sign-offs are given, valid, and not by the pod alone',
    why: 'three functions carry it, and somebody else decides',
    fix: 'sign, or say why not; let somebody decide who does not lead in the pod',
    check: (portal) =>
      eachReview(
        portal,
        (review, { initiative }) => {
          const advanced =
            review.review.decision?.outcome.startsWith('advance') &&
            review.class !== 'overridden' &&
            review.class !== 'override-expired';
          if (!advanced && review.state !== 'overdue') return null;
          const { decision } = review.review;
          const faults = [
            review.missingSignOffs.length > 0
              ? `no valid sign-off of ${listOf(review.missingSignOffs.map((role) => roleName(role)))}`
              : '',
            review.voidSignOffs.length > 0
              ? `void since the evidence changed: ${listOf(review.voidSignOffs.map((sign) => sign.name))}`
              : '',
            decision && podOf(initiative).includes(decision.decider.split(',')[0] ?? '')
              ? `decided by ${decision.decider}, who leads in the pod`
              : '',
          ].filter(Boolean);
          return faults.length > 0 ? listOf(faults) : null;
        },
        ['signOffs'],
      ),
  },
  {
    id: 'gate/signoff-conflict',
    severity: 'warn',
    what: 'nobody signs for what the data does not show',
    why: 'either the data or the signature is wrong',
    fix: 'resolve it: correct the data, or take the signature back',
    check: (portal) =>
      eachReview(
        portal,
        (review) => {
          const unmet = review.results.filter(
            (result) => result.criterion.level === 'must' && result.state === 'not-met',
          );
          const signed = review.review.signOffs.filter(
            (sign) => sign.verdict === 'agree' && !review.voidSignOffs.includes(sign),
          );
          const advancing =
            !review.review.decision ||
            (review.review.decision.outcome.startsWith('advance') &&
              !review.review.decision.override);
          if (advancing && unmet.length > 0 && signed.length > 0)
            return `${listOf(signed.map((sign) => sign.name))} agreed to advance; not met: ${listOf(unmet.map((result) => title(result.criterion)))}`;
          const against = review.results.flatMap(({ criterion, state }) =>
            isStatement(criterion) && state === 'met' && contradicted(portal, criterion)
              ? [criterion]
              : [],
          );
          return against.length > 0
            ? `${listOf(against.map((criterion) => `${criterion.by} states "${title(criterion)}"`))}, and the data does not show it`
            : null;
        },
        ['signOffs'],
      ),
  },
];

/** A statement that names a metric and a threshold, which the newest value does not reach. */
function contradicted(portal: Portal, { metric, must }: StatementCriterion): boolean {
  const latest = portal.metrics.get(metric ?? '')?.all.latest?.value ?? null;
  return (
    must?.kind === 'threshold' && latest !== null && !compare(latest, must.comparator, must.value)
  );
}
