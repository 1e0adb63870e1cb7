import { workingDaysBetween, daysBetween } from '#model/date.ts';
import type { Rule } from '#model/finding.ts';
import { listOf } from '#model/format.ts';
import { LENS_NAMES } from '#model/lens.ts';
import type { Portal } from '#model/portal.ts';
import { aboutInitiative } from './about.ts';

const live = (portal: Portal) => portal.initiatives.filter((state) => !['stopped', 'done'].includes(state.initiative.status));
const scaling = ['scale', 'sustain'];

export const initiativeRules: Rule<Portal>[] = [
  {
    id: 'initiative/orphan', severity: 'error', what: 'every initiative works for a goal', why: 'what leads up to nothing is a hobby', fix: 'link a goal or stop',
    check: (portal) => live(portal).filter(({ initiative }) => initiative.goals.length === 0).map(({ initiative }) => aboutInitiative(initiative, 'It names no goal.')),
  },
  {
    id: 'initiative/hypothesis', severity: 'warn', what: 'a pilot says what would refute it', why: 'a pilot that cannot fail cannot teach', fix: 'write hypothesis.falsifiedIf',
    check: (portal) => live(portal).filter(({ initiative }) => !initiative.hypothesis?.falsifiedIf).map(({ initiative }) => aboutInitiative(initiative, 'Nothing is named that would refute it.')),
  },
  {
    id: 'initiative/purgatory', severity: 'error', what: 'no pilot lasts over 270 days', why: 'pilots that neither end nor grow eat the money of the next', fix: 'force the gate: advance, iterate or stop',
    check: (portal) => live(portal).filter(({ initiative, daysInPhase }) => initiative.phase === 'pilot' && (daysInPhase ?? 0) > 270).map(({ initiative, daysInPhase }) => aboutInitiative(initiative, `${daysInPhase} days in the pilot.`)),
  },
  {
    id: 'metric/type-mix', severity: 'error', what: 'adoption, behaviour and outcome are all measured', why: 'use, change of work and result are three questions', fix: 'add the missing type',
    check: (portal) =>
      live(portal).flatMap(({ initiative }) => {
        const types = new Set(initiative.metrics.map((entry) => portal.metrics.get(entry.id)?.metric.type));
        const lacks = (['adoption', 'behavior', 'outcome'] as const).filter((type) => !types.has(type));
        return lacks.length > 0 ? [aboutInitiative(initiative, `No ${listOf(lacks)} metric.`)] : [];
      }),
  },
  {
    id: 'metric/no-guardrail', severity: 'warn', what: 'each initiative watches for harm', why: 'harm goes unseen otherwise', fix: 'add a metric with the role guardrail',
    check: (portal) => live(portal).filter(({ initiative }) => !initiative.metrics.some((entry) => entry.role === 'guardrail')).map(({ initiative }) => aboutInitiative(initiative, 'No guardrail metric.', 'ot')),
  },
  {
    id: 'initiative/adoption-underfunded', severity: 'warn', what: 'process and adoption are funded as well as technology', why: 'most of the work is after the software', fix: 're-plan the budget',
    check: (portal) =>
      live(portal).flatMap(({ initiative }) => {
        const spend = initiative.investment;
        if (!spend?.technology) return [];
        const rest = (spend.process ?? 0) + (spend.adoption ?? 0);
        return rest / spend.technology < 0.25 ? [aboutInitiative(initiative, `${rest} on process and adoption beside ${spend.technology} on technology.`, 'business')] : [];
      }),
  },
  {
    id: 'pod/roles', severity: 'error', what: 'IT, OT and business lead and a sponsor are named', why: 'a lens without a voice', fix: 'fill the role',
    check: (portal) =>
      live(portal).flatMap(({ initiative }) => {
        const lacks = ([['itLead', 'IT lead'], ['otLead', 'OT lead'], ['businessLead', 'business lead'], ['executiveSponsor', 'executive sponsor']] as const).filter(([role]) => !initiative.pod[role]).map(([, name]) => name);
        return lacks.length > 0 ? [aboutInitiative(initiative, `Vacant: ${listOf(lacks)}.`)] : [];
      }),
  },
  {
    id: 'pod/one-hat', severity: 'warn', what: 'nobody leads for two functions', why: 'three lenses in one head', fix: 'split the roles',
    check: (portal) =>
      live(portal).flatMap(({ initiative }) => {
        const names = [initiative.pod.itLead, initiative.pod.otLead, initiative.pod.businessLead].flatMap((member) => member?.name ?? []);
        const twice = names.find((name, index) => names.indexOf(name) !== index);
        return twice ? [aboutInitiative(initiative, `${twice} leads for two functions.`)] : [];
      }),
  },
  {
    id: 'pod/operator-voice', severity: 'warn', what: 'somebody speaks for the operators', why: 'field reality arrives late', fix: 'appoint an operator voice',
    check: (portal) => live(portal).filter(({ initiative }) => !initiative.pod.operatorVoice).map(({ initiative }) => aboutInitiative(initiative, 'No operator voice.', 'ot')),
  },
  {
    id: 'pod/overload', severity: 'warn', what: 'nobody is in more than three pods', why: 'the pod waits for the person', fix: 'rebalance',
    check: (portal) => {
      const pods = new Map<string, string[]>();
      for (const { initiative } of live(portal)) for (const member of Object.values(initiative.pod)) if (member) pods.set(member.name, [...(pods.get(member.name) ?? []), initiative.title]);
      return [...pods].filter(([, titles]) => new Set(titles).size > 3).flatMap(([name, titles]) => { const state = live(portal).find(({ initiative }) => initiative.title === titles[0]); return state ? [aboutInitiative(state.initiative, `${name} is in ${new Set(titles).size} pods.`)] : []; });
    },
  },
  {
    id: 'pod/decision-overdue', severity: 'warn', what: 'decisions are taken by the day they are needed', why: 'waiting is the largest part of most delays', fix: 'decide or escalate',
    check: (portal) =>
      portal.initiatives.flatMap(({ initiative }) =>
        initiative.decisionsOpen.filter((request) => request.neededBy < portal.portfolio.asOf).map((request) => ({ ...aboutInitiative(initiative, `${request.id}, "${request.question}": ${workingDaysBetween(request.neededBy, portal.portfolio.asOf)} working days past the day it was needed.`), role: request.decider })),
      ),
  },
  {
    id: 'trust/validation-after-rollout', severity: 'error', what: 'operators validate before a roll-out', why: 'what is refused on the floor is refused after the money is spent', fix: 'validate, pause the wave',
    check: (portal) =>
      live(portal).flatMap(({ initiative }) =>
        initiative.sites.filter((site) => scaling.includes(site.phase) && site.since && !initiative.checkpoints.some((point) => point.site === site.site && point.date <= (site.since as string))).map((site) => aboutInitiative(initiative, `Live at ${site.site} since ${site.since} without a validation there before.`, 'ot')),
      ),
  },
  {
    id: 'trust/validation-thin', severity: 'warn', what: 'at least five operators, two shifts, at the line', why: 'an office demonstration is not a validation', fix: 'repeat it on shift',
    check: (portal) => portal.initiatives.flatMap(({ initiative }) => initiative.checkpoints.filter((point) => point.operators < 5 || point.shifts < 2 || !point.atTheLine).map((point) => aboutInitiative(initiative, `${point.date} at ${point.site}: ${point.operators} operators, ${point.shifts} shift${point.shifts === 1 ? '' : 's'}${point.atTheLine ? '' : ', not at the line'}.`, 'ot'))),
  },
  {
    id: 'trust/issue-unowned', severity: 'warn', what: 'every item gets a first answer within ten working days', why: 'silence ends reporting', fix: 'answer, and name who takes the next step',
    check: (portal) =>
      portal.trust.open.filter((item) => item.firstResponse === null && item.ageDays > 14).flatMap((item) => { const state = portal.initiatives.find(({ initiative }) => initiative.id === item.initiative); return state ? [aboutInitiative(state.initiative, `${item.id}, "${item.title}": no answer from ${LENS_NAMES[item.to]} for ${item.ageDays} days.`, item.to)] : []; }),
  },
  {
    id: 'benefit/finance', severity: 'error', what: 'a claimed benefit is confirmed by finance', why: 'only confirmed money is money', fix: 'agree it with finance, or show it as claimed',
    check: (portal) => portal.initiatives.flatMap(({ initiative }) => initiative.benefits.filter((benefit) => benefit.claimed > 0 && !benefit.confirmedBy).map((benefit) => aboutInitiative(initiative, `${benefit.title}: ${benefit.claimed} claimed, none confirmed.`, 'business'))),
  },
  {
    id: 'benefit/soft-as-cash', severity: 'error', what: 'capacity and avoidance are not summed with cash', why: 'hours freed are not money in the bank', fix: 'keep them in rows of their own',
    check: (portal) => portal.initiatives.flatMap(({ initiative }) => initiative.benefits.filter((benefit) => ['capacity', 'cost-avoidance'].includes(benefit.class) && benefit.claimed > 100).map((benefit) => aboutInitiative(initiative, `${benefit.title} is ${benefit.class}, ${benefit.claimed} claimed; it stands in the total.`, 'business'))),
  },
  {
    id: 'benefit/double-claim', severity: 'error', what: 'shares claimed on one effect do not exceed it', why: 'two projects, one effect', fix: 'agree on shares',
    check: (portal) => {
      const pools = Map.groupBy(portal.initiatives.flatMap(({ initiative }) => initiative.benefits.filter((benefit) => benefit.share !== undefined && benefit.metric).map((benefit) => ({ initiative, benefit }))), ({ benefit }) => `${benefit.metric}@${benefit.site ?? 'all'}`);
      return [...pools].flatMap(([pool, claims]) => { const sum = claims.reduce((total, { benefit }) => total + (benefit.share ?? 0), 0); return sum > 1 && claims[0] ? [aboutInitiative(claims[0].initiative, `Shares on ${pool} add up to ${sum.toFixed(2)}: ${listOf(claims.map(({ initiative }) => initiative.title))}.`, 'business')] : []; });
    },
  },
  {
    id: 'playbook/stale', severity: 'warn', what: 'playbooks are reviewed', why: 'an old step is followed all the same', fix: 'review it and set the date',
    check: (portal) => portal.portfolio.playbooks.filter((playbook) => !playbook.reviewed || daysBetween(playbook.reviewed, portal.portfolio.asOf) > playbook.reviewEveryDays).map((playbook) => ({ record: `playbooks/${playbook.id}`, path: `playbooks/${playbook.id}/`, title: playbook.title, file: playbook.file, line: null, what: playbook.reviewed ? `Last reviewed ${playbook.reviewed}.` : 'Never reviewed.', lens: null, role: playbook.owner ?? null, initiative: null })),
  },
];
