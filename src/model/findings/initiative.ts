import { daysBetween, longDate } from '#model/time/date.ts';
import type { Rule } from '#model/record/finding.ts';
import { formatNumber, listOf } from '#model/words/format.ts';
import { DECLARED, type Initiative } from '#model/record/initiative.ts';
import { phaseKind } from '#model/record/phase.ts';
import type { Portal } from '#model/portal.ts';
import type { InitiativeState } from '#model/initiative/initiativeState.ts';
import { median } from '#model/statistics/median.ts';
import { aboutInitiative, aboutItem } from './about.ts';
import { liveInitiatives } from './live.ts';

type Declared = (typeof DECLARED)[number];

/** Whether an initiative is set up so that it can succeed, and be stopped. */
export const initiativeRules: Rule<Portal>[] = [
  {
    id: 'initiative/orphan',
    severity: 'error',
    what: 'every initiative works for a goal',
    why: 'what leads up to nothing is a hobby',
    fix: 'link a goal or stop',
    check: (portal) =>
      liveInitiatives(portal)
        .filter(({ initiative }) => initiative.goals.length === 0)
        .map(({ initiative }) => aboutInitiative(initiative, 'It names no goal.')),
  },
  {
    id: 'initiative/hypothesis',
    severity: 'warn',
    what: 'a pilot says what would refute it',
    why: 'a pilot that cannot fail cannot teach',
    fix: 'write hypothesis.falsifiedIf',
    check: (portal) =>
      liveInitiatives(portal)
        .filter(({ initiative }) => !initiative.hypothesis?.falsifiedIf)
        .map(({ initiative }) =>
          aboutInitiative(initiative, 'Nothing is named that would refute it.', 'businessLead', {
            field: ['hypothesis'],
          }),
        ),
  },
  {
    id: 'initiative/purgatory',
    severity: 'warn',
    what: 'no pilot lasts over half a year',
    why: 'pilots that neither end nor grow eat the money of the next',
    fix: 'force the gate: advance, iterate or stop',
    limits: { warnDays: 180, days: 270, timesMedian: 2, evidenceDays: 30 },
    check: (portal, { warnDays = 180, days = 270, timesMedian = 2, evidenceDays = 30 }) => {
      const usual = finishedPilots(portal);
      return liveInitiatives(portal)
        .filter(
          ({ initiative }) =>
            phaseKind(portal.portfolio.frameworks, initiative, initiative.phase) === 'pilot',
        )
        .flatMap((state) => {
          const age = state.daysInPhase ?? 0;
          const evidence = evidenceAge(state, portal);
          const isOld = evidence === null || evidence > evidenceDays;
          const long = usual !== null && age > timesMedian * usual && isOld;
          if (age <= warnDays && !long) return [];
          const words =
            usual === null
              ? ''
              : `, finished pilots took ${formatNumber(usual, 0)} (ratio ${formatNumber(age / usual, 1)})`;
          const stale =
            evidence === null
              ? '; no evidence has come in'
              : isOld
                ? `; its newest evidence is ${evidence} days old`
                : '';
          return [
            aboutInitiative(
              state.initiative,
              `${age} days in the pilot${words}${stale}.`,
              'executiveSponsor',
              { severity: age > days || long ? 'error' : 'warn', field: ['phaseSince'] },
            ),
          ];
        });
    },
  },
  {
    id: 'initiative/site-load',
    severity: 'warn',
    what: 'at most three initiatives touch a line at once, and five a site',
    why: 'a plant can take only so much change',
    fix: 'take them one after the other',
    limits: { line: 3, site: 5 },
    check: (portal, { line = 3, site = 5 }) => {
      const places = new Map<string, Initiative[]>();
      for (const { initiative } of liveInitiatives(portal)) {
        for (const place of new Set(
          initiative.sites.flatMap((entry) => [
            `site ${entry.site}`,
            ...(entry.line ? [`line ${entry.line}`] : []),
          ]),
        ))
          places.set(place, [...(places.get(place) ?? []), initiative]);
      }
      return [...places].flatMap(([place, list]) => {
        const [kind = '', id = ''] = place.split(' ');
        const first = list[0];
        if (list.length <= (kind === 'line' ? line : site) || !first) return [];
        const at = portal.portfolio.sites.find((one) =>
          kind === 'site' ? one.id === id : one.lines.some((line) => line.id === id),
        );
        const nth = kind === 'line' ? at?.lines.findIndex((one) => one.id === id) : undefined;
        return [
          {
            record: `sites/${at?.id ?? id}`,
            path: `sites/${at?.id ?? id}/`,
            title: at?.name ?? id,
            file: 'content/sites.yaml',
            field: nth === undefined ? [] : ['lines', nth],
            what: `${nth === undefined ? '' : `${at?.lines[nth]?.name}: `}${list.length} initiatives at once: ${listOf(list.map((one) => one.title))}.`,
            lens: 'ot' as const,
            role: 'Plant manager',
            person: null,
            initiative: null,
            records: list.map((one) => `initiatives/${one.id}`),
          },
        ];
      });
    },
  },
  {
    id: 'initiative/stop-rules',
    severity: 'warn',
    what: 'it is said beforehand when to stop',
    why: 'gates without teeth',
    fix: 'add stopRules before the window opens',
    check: (portal) =>
      liveInitiatives(portal)
        .filter(
          ({ initiative }) =>
            initiative.stopRules.length === 0 &&
            initiative.gates.every((gate) => gate.stopRules.length === 0),
        )
        .map(({ initiative }) =>
          aboutInitiative(initiative, 'No stop rule is named.', 'executiveSponsor', {
            field: ['stopRules'],
          }),
        ),
  },
  {
    id: 'initiative/adoption-underfunded',
    severity: 'warn',
    what: 'process and adoption together get as much as technology',
    why: 'sites that succeed spend about two parts on technology, three on process and five on scale and adoption',
    fix: 're-plan the budget',
    limits: { ratio: 1 },
    check: (portal, { ratio = 1 }) =>
      liveInitiatives(portal).flatMap(({ initiative }) => {
        const spend = initiative.investment;
        if (!spend?.technology) return [];
        const rest = (spend.process ?? 0) + (spend.adoption ?? 0);
        return rest / spend.technology < ratio
          ? [
              aboutInitiative(
                initiative,
                `${rest} k on process and adoption beside ${spend.technology} k on technology.`,
                'businessLead',
                { field: ['investment'] },
              ),
            ]
          : [];
      }),
  },
  {
    id: 'initiative/privacy-clearance',
    severity: 'error',
    what: "use is measured only where the employees' representation agreed",
    why: 'tools able to monitor behaviour are subject to co-determination',
    fix: 'agree first; record it under privacyClearance',
    check: (portal) => {
      const represented = new Map(
        portal.portfolio.sites
          .filter((site) =>
            ['works-council', 'union'].includes(site.employeeRepresentation ?? 'unknown'),
          )
          .map((site) => [site.id, site.name]),
      );
      return liveInitiatives(portal).flatMap(({ initiative }) => {
        const measured = new Set(
          initiative.metrics.flatMap((entry) => {
            const state = portal.metrics.get(entry.id);
            return state?.metric.type === 'adoption'
              ? state.bySite.map((scope) => scope.site ?? '')
              : [];
          }),
        );
        const open = initiative.sites
          .map((entry) => entry.site)
          .filter(
            (site, index, sites) =>
              represented.has(site) &&
              measured.has(site) &&
              sites.indexOf(site) === index &&
              !initiative.privacyClearance.some(
                (entry) => entry.site === site && entry.date <= portal.portfolio.asOf,
              ),
          );
        return open.length > 0
          ? [
              aboutInitiative(
                initiative,
                `Use is measured at ${listOf(open.map((site) => represented.get(site) ?? site))} without an agreement on record.`,
                'itLead',
                { records: open.map((site) => `sites/${site}`), field: ['privacyClearance'] },
              ),
            ]
          : [];
      });
    },
  },
  {
    id: 'initiative/moc-missing',
    severity: 'error',
    what: 'a change of equipment or control has its management-of-change number before it starts',
    why: 'written down, assessed, and people trained before start-up',
    fix: 'obtain the number and write it as moc of the item; moc: not-needed where none is due',
    check: (portal) => {
      const refs = new Map(
        portal.portfolio.initiatives.map((initiative) => [initiative.id, initiative.mocRefs]),
      );
      return portal.portfolio.roadmap
        .filter(
          (item) =>
            item.start <= portal.portfolio.asOf &&
            (item.moc === 'missing' ||
              (item.kind === 'equipment' &&
                !item.moc &&
                (refs.get(item.initiative ?? '') ?? []).length === 0)),
        )
        .map((item) =>
          aboutItem(
            item,
            `${item.status === 'done' ? 'It was done' : 'It was due to start'} (${item.when}) without a management-of-change number.`,
            { records: item.initiative ? [`initiatives/${item.initiative}`] : [] },
          ),
        );
    },
  },
  {
    id: 'initiative/watermelon',
    severity: 'warn',
    what: 'what a pod says of itself is no better than what is computed',
    why: 'green outside and red inside costs months',
    fix: 'discuss the evidence, not the colour',
    check: (portal) =>
      liveInitiatives(portal).flatMap((state) => {
        const declared = state.initiative.declaredStatus;
        const computed = computedStatus(state);
        return declared && DECLARED.indexOf(declared) < DECLARED.indexOf(computed.status)
          ? [
              aboutInitiative(
                state.initiative,
                `Declared ${declared.replace('-', ' ')}; computed ${computed.status.replace('-', ' ')}: ${computed.because}.`,
                'executiveSponsor',
                { field: ['declaredStatus'] },
              ),
            ]
          : [];
      }),
  },
];

/** Median days that pilots took which were decided; null where none was. */
function finishedPilots({ portfolio }: Portal): number | null {
  const taken = portfolio.initiatives.flatMap((initiative) => {
    const out = initiative.gates.find(
      (gate) =>
        phaseKind(portfolio.frameworks, initiative, gate.phase) === 'pilot' &&
        gate.decision &&
        ['advance', 'advance-with-conditions', 'stop'].includes(gate.decision.outcome),
    );
    return out?.decision && initiative.start
      ? [daysBetween(initiative.start, out.decision.date)]
      : [];
  });
  return taken.length === 0 ? null : median(taken);
}

/** Days since anything new arrived for the metrics of an initiative; null where nothing did. */
function evidenceAge({ initiative }: InitiativeState, portal: Portal): number | null {
  const newest = initiative.metrics
    .filter((entry) => entry.role === 'primary')
    .flatMap((entry) => portal.metrics.get(entry.id)?.extracted ?? [])
    .sort()[0];
  return newest ? daysBetween(newest, portal.portfolio.asOf) : null;
}

function computedStatus({ stalled, stalledBecause, reviews, current }: InitiativeState): {
  status: Declared;
  because: string;
} {
  if (stalled) return { status: 'off-course', because: stalledBecause ?? 'stalled' };
  const wrong = reviews.find((review) =>
    ['unsupported', 'override-expired', 'evidence-changed'].includes(review.class ?? ''),
  );
  if (wrong) return { status: 'off-course', because: `${wrong.gate}, ${wrong.classSentence}` };
  if (current?.state === 'overdue')
    return {
      status: 'at-risk',
      because: `${current.gate} was due on ${longDate(current.review.due)}`,
    };
  if (current && ['supports-stop', 'supports-iterate'].includes(current.position))
    return { status: 'at-risk', because: current.sentence.replace(/\.$/, '') };
  return { status: 'on-course', because: '' };
}
