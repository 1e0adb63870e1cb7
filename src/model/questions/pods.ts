import { workingDaysBetween } from '#model/time/date.ts';
import { countOf, formatValue, listOf } from '#model/words/format.ts';
import {
  POD_ROLES,
  type Initiative,
  type PodMember,
  type PodRole,
} from '#model/record/initiative.ts';
import type { Lens } from '#model/record/lens.ts';
import { personOf } from '#model/initiative/people.ts';
import { runsAbout } from '#model/initiative/clock/clockRuns.ts';
import { timeWords } from '#model/initiative/clock/clockSentence.ts';
import { clockState } from '#model/initiative/clock/clockState.ts';
import type { MetricState } from '#model/metric/metricState.ts';
import type { Portal } from '#model/portal.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import { median } from '#model/statistics/median.ts';

export const POD_ROLE_NAMES: Record<PodRole, string> = {
  itLead: 'IT lead',
  otLead: 'OT lead',
  businessLead: 'Business lead',
  executiveSponsor: 'Executive sponsor',
  operatorVoice: 'Operator voice',
};
const POD_ROLE_LENS: Record<PodRole, Lens | null> = {
  itLead: 'it',
  otLead: 'ot',
  businessLead: 'business',
  executiveSponsor: null,
  operatorVoice: 'ot',
};
/** What a role answers for, where the pod has not written it in its own words. */
const USUAL: Record<PodRole, string> = {
  itLead: 'architecture, data flow, identity and security',
  otLead: 'field validation, integration with the machine, management of change',
  businessLead: 'return, process, and use in planning and purchasing',
  executiveSponsor: 'budget, escalation, gate decisions',
  operatorVoice: 'speaks for those who use it on the line',
};

export interface PodSeat {
  role: PodRole;
  name: string;
  member: PodMember | null;
  responsibility: string;
  /** True where the usual responsibility of the role stands in. */
  usual: boolean;
  /** Success metric with its newest value. */
  measure: { id: string; title: string; value: string } | null;
  /** Other pods of the same person. */
  alsoIn: { initiative: string; title: string; role: string }[];
}

/** A pod with what each role answers for, by what it is measured, who decides what, and what is missing. */
export function podOf(
  initiative: Initiative,
  portal: Pick<Portal, 'portfolio' | 'metrics'>,
): { seats: PodSeat[]; gaps: string[]; rights: Initiative['decisionRights'] } {
  const seats = POD_ROLES.map((role): PodSeat => {
    const member = initiative.pod[role] ?? null;
    const metric = member?.successMetric ? portal.metrics.get(member.successMetric) : undefined;
    const person = member && personOf(member.name);
    return {
      role,
      name: POD_ROLE_NAMES[role],
      member,
      responsibility: member?.responsibility ?? USUAL[role],
      usual: member?.responsibility === undefined,
      measure: metric ? measureOf(metric, initiative.id, portal.portfolio) : null,
      alsoIn: portal.portfolio.initiatives
        .filter(
          (other) => other.id !== initiative.id && !['done', 'stopped'].includes(other.status),
        )
        .flatMap((other) =>
          POD_ROLES.filter((one) => other.pod[one] && personOf(other.pod[one].name) === person).map(
            (one) => ({ initiative: other.id, title: other.title, role: POD_ROLE_NAMES[one] }),
          ),
        ),
    };
  });
  return { seats, gaps: gaps(initiative), rights: initiative.decisionRights };
}

/** A clock of the whole programme measures a pod by its own runs, beside those of all. */
function measureOf(
  { metric, all }: MetricState,
  initiative: string,
  portfolio: Portfolio,
): PodSeat['measure'] {
  const { id, title, value: rule } = metric;
  const value = formatValue(metric, all.latest?.value);
  if (rule.kind !== 'clock' || rule.initiative !== undefined) return { id, title, value };
  const own = runsAbout(initiative, portfolio).filter(({ kind }) => kind === rule.clock);
  const { median, ended, running } = clockState(own);
  const here =
    median !== null
      ? timeWords(median)
      : ended + running === 0
        ? 'no run yet'
        : `${countOf(running, 'run')} under way`;
  return { id, title, value: `${here} here; ${value} in the newest ${metric.grain} of all` };
}

function gaps({ pod, decisionRights, decisionsOpen }: Initiative): string[] {
  const vacant = POD_ROLES.filter((role) => !pod[role]).map((role) => POD_ROLE_NAMES[role]);
  const leads = (['itLead', 'otLead', 'businessLead'] as const).flatMap((role) =>
    pod[role] ? [{ role, person: personOf(pod[role].name) }] : [],
  );
  const doubled = [...Map.groupBy(leads, (one) => one.person)]
    .filter(([, same]) => same.length > 1)
    .map(
      ([person, same]) =>
        `${person} leads for ${listOf(same.map((one) => POD_ROLE_NAMES[one.role].replace(' lead', '')))}`,
    );
  const unmeasured = POD_ROLES.filter(
    (role) => role !== 'operatorVoice' && pod[role] && !pod[role].successMetric,
  ).map((role) => POD_ROLE_NAMES[role]);
  const sponsors = (pod.executiveSponsor?.name ?? '').split(/ and | & |\//).filter(Boolean);
  return [
    ...(vacant.length > 0 ? [`Vacant: ${listOf(vacant)}`] : []),
    ...doubled,
    ...(sponsors.length > 1 ? ['Two deciders: exactly one can decide'] : []),
    ...(unmeasured.length > 0 ? [`No success metric for ${listOf(unmeasured)}`] : []),
    ...(decisionRights.length === 0 &&
    !Object.values(pod).some((member) => member && member.decisionRights.length > 0)
      ? ['Nobody has written down who decides what']
      : []),
    ...(decisionsOpen.length > 0
      ? [
          `Waiting for a decision of ${listOf([...new Set(decisionsOpen.map((request) => request.decider))])}`,
        ]
      : []),
  ];
}

/** The seats of one person in the live pods. */
export interface PodLoad {
  person: string;
  lenses: Lens[];
  seats: { initiative: string; title: string; role: string; sites: string[] }[];
}

/** In how many pods the person sits; two seats of one pod count once. */
export function podsOf({ seats }: PodLoad): number {
  return new Set(seats.map((seat) => seat.initiative)).size;
}

/** Who sits in how many live pods, the most loaded first. */
export function podLoad(portal: Pick<Portal, 'portfolio'>): PodLoad[] {
  const seats = portal.portfolio.initiatives
    .filter((initiative) => !['done', 'stopped'].includes(initiative.status))
    .flatMap((initiative) =>
      POD_ROLES.flatMap((role) =>
        initiative.pod[role]
          ? [
              {
                person: personOf(initiative.pod[role].name),
                lens: POD_ROLE_LENS[role],
                initiative: initiative.id,
                title: initiative.title,
                role: POD_ROLE_NAMES[role],
                sites: initiative.sites.map((entry) => entry.site),
              },
            ]
          : [],
      ),
    );
  return [...Map.groupBy(seats, (seat) => seat.person)]
    .map(([person, own]) => ({
      person,
      lenses: [...new Set(own.flatMap((seat) => seat.lens ?? []))],
      seats: own.map(({ initiative, title, role, sites }) => ({ initiative, title, role, sites })),
    }))
    .sort((a, b) => podsOf(b) - podsOf(a) || (a.person < b.person ? -1 : 1));
}

/** How a pod decides: working days from the due day of a review to its decision (negative: before it), and what is open. */
export function podPace(
  initiative: string,
  portal: Pick<Portal, 'reviews' | 'portfolio'>,
): { decided: number; medianDays: number | null; supported: number; open: number } {
  const own = portal.reviews.filter((review) => review.initiative === initiative);
  const decided = own.filter((review) => review.review.decision);
  const days = own.flatMap(({ review: { decision, due } }) =>
    decision
      ? decision.date >= due
        ? workingDaysBetween(due, decision.date)
        : -workingDaysBetween(decision.date, due)
      : [],
  );
  const requests =
    portal.portfolio.initiatives.find((one) => one.id === initiative)?.decisionsOpen ?? [];
  return {
    decided: decided.length,
    medianDays: days.length === 0 ? null : median(days),
    supported: decided.filter(
      (review) => review.class === 'supported' || review.class === 'evidence-changed',
    ).length,
    open: own.filter((review) => review.state === 'overdue').length + requests.length,
  };
}
