import type { Audience } from '#model/record/audience.ts';
import type { Facts } from '#model/record/facts.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import { textMarks } from '#model/record/revision.ts';
import type { Standing, StandingText } from '#model/record/standing.ts';
import { type May, mayOf, pageFor } from './textFor.ts';
import { isWithheld, type Withheld, withheldFrom } from './withheld.ts';

/**
 * Where an earlier build stood, as one audience may know it today: a record may have been open then and be withheld now. What is
 * left out has not ended, closed or gone, and nothing of it is said again.
 */
export function standingFor(standing: Standing, portfolio: Portfolio, reader: Audience): Standing {
  return standingWithout(standing, portfolio, {
    out: withheldFrom(portfolio, reader),
    may: mayOf(portfolio.settings.audiences, reader),
  });
}

/** A frozen report whose comparisons name nothing that is withheld now. */
export function factsWithout<T extends Pick<Facts, 'standing' | 'changes'>>(
  facts: T,
  portfolio: Portfolio,
  reading: Reading,
): T {
  const names = namesOf(portfolio, reading.out);
  const { changes } = facts;
  return {
    ...facts,
    standing: standingWithout(facts.standing, portfolio, reading),
    changes: changes && {
      ...changes,
      list: changes.list.filter(
        ({ text, path }) => !names.some((name) => text.includes(name) || path.includes(name)),
      ),
    },
  };
}

/** What one audience may not know of. */
interface Reading {
  out: Withheld;
  may: May;
}

function standingWithout(
  standing: Standing,
  portfolio: Portfolio,
  { out, may }: Reading,
): Standing {
  const names = namesOf(portfolio, out);
  const rows = new Set(
    portfolio.friction
      .filter(({ initiative }) => out.initiative.has(initiative ?? ''))
      .map(({ id }) => id),
  );
  const { forecasts, courses, texts, wordings, rules } = standing;
  const isShown = ({ kind, id }: { kind: Text; id: string }) => !out[kind].has(id);
  // Named one by one: a part that is added to standings is not said before somebody says what of it may be.
  return {
    asOf: standing.asOf,
    ...(rules && { rules }),
    gates: standing.gates.filter(({ initiative }) => !out.initiative.has(initiative)),
    signals: standing.signals.filter(({ metric }) => !out.metric.has(metric)),
    metrics: standing.metrics.filter(({ id }) => !out.metric.has(id)),
    values: standing.values.filter(({ metric }) => !out.metric.has(metric)),
    initiatives: standing.initiatives.filter(({ id }) => !out.initiative.has(id)),
    roadmap: standing.roadmap.filter(({ id }) => !out.item.has(id)),
    findings: standing.findings.filter(
      ({ record, title, what }) =>
        !isWithheld(out, 'record', record) &&
        !names.some((name) => title.includes(name) || what.includes(name)),
    ),
    friction: standing.friction.filter(({ id }) => !rows.has(id)),
    exports: standing.exports.filter(({ name }) => !out.export.has(name)),
    ...(texts && {
      texts: texts.filter(isShown).map((text) => textAsShown(text, portfolio, may)),
    }),
    ...(wordings && { wordings: wordings.filter(isShown) }),
    ...(forecasts && {
      forecasts: forecasts.filter(({ kind, subject }) => !out[SUBJECTS[kind]].has(subject)),
    }),
    ...(courses && {
      courses: courses.filter(({ kind, id }) => !out[kind === 'item' ? 'item' : 'review'].has(id)),
    }),
  };
}

/**
 * A text of which a part was withheld since. While the whole says what was shown before, it has not changed; otherwise it did, and
 * which of its withheld steps came or went is not said.
 */
function textAsShown(before: StandingText, portfolio: Portfolio, may: May): StandingText {
  const whole = portfolio[before.kind === 'playbook' ? 'playbooks' : 'reports'].find(
    ({ id }) => id === before.id,
  );
  if (!whole) return before;
  const [all, shown] = [textMarks(whole), textMarks(pageFor(whole, may))];
  if (before.text === all.text) return { ...before, ...shown };
  const hidden = new Set(Object.keys(all.steps)).difference(new Set(Object.keys(shown.steps)));
  const steps = Object.entries(before.steps).filter(([title]) => !hidden.has(title));
  return { ...before, steps: Object.fromEntries(steps) };
}

type Text = 'playbook' | 'report' | 'goal' | 'initiative';

/** What each kind of forecast is about. */
export const SUBJECTS = {
  'target-date': 'metric',
  'item-done': 'item',
  'gate-decided': 'review',
} as const;

/** Ids and titles of what is left out, as sentences may name it. */
function namesOf(portfolio: Portfolio, out: Withheld): string[] {
  const { goals, metrics, initiatives, roadmap, playbooks, reports } = portfolio;
  const named = (records: readonly { id: string; title: string }[], hidden: ReadonlySet<string>) =>
    records.filter(({ id }) => hidden.has(id)).flatMap(({ id, title }) => [id, title]);
  return [
    ...named(goals, out.goal),
    ...named(metrics, out.metric),
    ...named(initiatives, out.initiative),
    ...named(roadmap, out.item),
    ...named(playbooks, out.playbook),
    ...named(reports, out.report),
    ...[...out.columns.values()].flatMap((columns) => [...columns]),
    ...out.export,
    ...out.review,
    ...portfolio.friction
      .filter(({ initiative }) => out.initiative.has(initiative ?? ''))
      .flatMap(({ id, title }) => [id, title]),
  ];
}
