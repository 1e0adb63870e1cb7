import { workingDaysAt } from '#model/record/calendar.ts';
import { longDate } from '#model/time/date.ts';
import type { Found, Rule } from '#model/record/finding.ts';
import { listOf } from '#model/words/format.ts';
import type { Initiative, PodRole } from '#model/record/initiative.ts';
import { personOf, whoLeft } from '#model/initiative/people.ts';
import type { Portal } from '#model/portal.ts';
import { aboutExport, aboutGoal, aboutInitiative, aboutItem, aboutPlaybook } from './about.ts';
import { liveInitiatives } from './live.ts';

const NAMED: [PodRole, string][] = [
  ['itLead', 'IT lead'],
  ['otLead', 'OT lead'],
  ['businessLead', 'business lead'],
  ['executiveSponsor', 'executive sponsor'],
];
const LEADS: PodRole[] = ['itLead', 'otLead', 'businessLead'];
const leads = ({ pod }: Initiative) => LEADS.flatMap((role) => pod[role]?.name ?? []);

/** Whether a pod can decide: three functions, one decider, room in the week. */
export const podRules: Rule<Portal>[] = [
  {
    id: 'pod/roles',
    severity: 'error',
    what: 'IT, OT and business lead and a sponsor are named and still here',
    why: 'a lens without a voice',
    fix: 'fill the role',
    check: (portal) =>
      liveInitiatives(portal).flatMap(({ initiative }) => {
        const lacks = NAMED.filter(([role]) => !initiative.pod[role]).map(([, name]) => name);
        if (lacks.length > 0)
          return [
            aboutInitiative(initiative, `Vacant: ${listOf(lacks)}.`, 'executiveSponsor', {
              field: ['pod'],
            }),
          ];
        const left = whoLeft(portal.portfolio);
        const gone = NAMED.flatMap(([role, name]) => {
          const said = left(initiative.pod[role]?.name);
          return said ? [{ role, said: `the ${name} ${said}` }] : [];
        });
        return gone[0]
          ? [
              aboutInitiative(
                initiative,
                `Vacant: ${listOf(gone.map(({ said }) => said))}.`,
                'executiveSponsor',
                { field: ['pod', gone[0].role] },
              ),
            ]
          : [];
      }),
  },
  {
    id: 'pod/owner-left',
    severity: 'warn',
    what: 'who answers for a goal, a roadmap item, a playbook or an export is still here',
    why: 'what belongs to somebody who left belongs to nobody',
    fix: 'name who follows',
    check: ({ portfolio }) => {
      const left = whoLeft(portfolio);
      const owned = <T>(
        records: readonly T[],
        said: (record: T) => string | null,
        about: (record: T, what: string) => Found,
      ) =>
        records.flatMap((record) => {
          const what = said(record);
          return what ? [about(record, `${what}.`)] : [];
        });
      return [
        ...owned(
          portfolio.goals.filter(({ status }) => status === 'active'),
          ({ owner }) => left(owner),
          (goal, what) => aboutGoal(goal, what, { field: ['owner'] }),
        ),
        ...owned(
          portfolio.roadmap.filter(({ status }) => status !== 'done'),
          ({ owner }) => left(owner),
          aboutItem,
        ),
        ...owned(
          portfolio.playbooks,
          ({ owner }) => left(owner),
          (playbook, what) => aboutPlaybook(playbook, what, { field: ['owner'] }),
        ),
        ...owned(
          portfolio.exports,
          ({ contract }) => left(contract.owner) ?? left(contract.steward),
          ({ contract }, what) => aboutExport(contract, what),
        ),
      ];
    },
  },
  {
    id: 'pod/one-hat',
    severity: 'warn',
    what: 'nobody leads for two functions',
    why: 'three lenses in one head',
    fix: 'split the roles',
    check: (portal) =>
      liveInitiatives(portal).flatMap(({ initiative }) => {
        const names = leads(initiative);
        const twice = names.find((name, index) => names.indexOf(name) !== index);
        return twice
          ? [
              aboutInitiative(initiative, `${twice} leads for two functions.`, 'executiveSponsor', {
                field: ['pod'],
              }),
            ]
          : [];
      }),
  },
  {
    id: 'pod/one-decider',
    severity: 'error',
    what: 'each class of decision has exactly one decider',
    why: 'decisions stall when approval is ambient',
    fix: 'name one; the others recommend, agree or are heard',
    check: (portal) =>
      liveInitiatives(portal).flatMap(({ initiative }) =>
        [...Map.groupBy(initiative.decisionRights, (right) => right.class)].flatMap(
          ([kind, rights]) => {
            const deciders = [...new Set(rights.flatMap((right) => right.decider))];
            const at = {
              field: [
                'decisionRights',
                initiative.decisionRights.indexOf(rights.at(-1)!),
                'decider',
              ],
            };
            if (deciders.length === 1) return [];
            return [
              aboutInitiative(
                initiative,
                deciders.length === 0
                  ? `Nobody decides on questions of ${words(kind)}.`
                  : `${listOf(deciders)} both decide on questions of ${words(kind)}.`.replace(
                      ' both ',
                      deciders.length > 2 ? ' all ' : ' both ',
                    ),
                'executiveSponsor',
                at,
              ),
            ];
          },
        ),
      ),
  },
  {
    id: 'pod/veto-spread',
    severity: 'warn',
    what: 'at most three roles must agree',
    why: 'agreement should stay narrow: safety, cyber, finance figures',
    fix: 'move them to input',
    limits: { most: 3 },
    check: (portal, { most = 3 }) =>
      liveInitiatives(portal).flatMap(({ initiative }) =>
        initiative.decisionRights.flatMap((right, index) =>
          right.agree.length > most
            ? [
                aboutInitiative(
                  initiative,
                  `${right.agree.length} roles must agree on ${words(right.class)}: ${listOf(right.agree)}.`,
                  'executiveSponsor',
                  { field: ['decisionRights', index, 'agree'] },
                ),
              ]
            : [],
        ),
      ),
  },
  {
    id: 'pod/overload',
    severity: 'warn',
    what: 'nobody leads in more than three pods, or gives more than all of their time',
    why: 'who is everywhere decides nowhere',
    fix: 'take work off them, or name deputies',
    limits: { pods: 3, percent: 100 },
    check: (portal, { pods = 3, percent = 100 }) => {
      const places = liveInitiatives(portal).flatMap(({ initiative }) =>
        LEADS.flatMap((role) => {
          const member = initiative.pod[role];
          return member
            ? [{ name: personOf(member.name), share: member.allocation ?? 0, initiative, role }]
            : [];
        }),
      );
      return [...Map.groupBy(places, (place) => place.name)].flatMap(([name, held]) => {
        const inPods = [...new Set(held.map((place) => place.initiative))];
        const share = held.reduce((sum, place) => sum + place.share, 0);
        const first = held[0];
        if (!first || (inPods.length <= pods && share <= percent)) return [];
        const what =
          inPods.length > pods
            ? `${name} leads in ${inPods.length} pods: ${listOf(inPods.map((initiative) => initiative.title))}.`
            : `${name} is planned for ${share} % of the week.`;
        return [
          {
            ...aboutInitiative(first.initiative, what, first.role, {
              records: inPods.slice(1).map((initiative) => `initiatives/${initiative.id}`),
              field: ['pod', first.role],
            }),
          },
        ];
      });
    },
  },
  {
    id: 'pod/operator-voice',
    severity: 'warn',
    what: 'somebody speaks for the operators',
    why: 'field reality arrives late',
    fix: 'appoint an operator voice',
    check: (portal) =>
      liveInitiatives(portal)
        .filter(({ initiative }) => !initiative.pod.operatorVoice)
        .map(({ initiative }) =>
          aboutInitiative(initiative, 'No operator voice.', 'otLead', { field: ['pod'] }),
        ),
  },
  {
    id: 'pod/sponsor-independent',
    severity: 'warn',
    what: 'the sponsor neither leads nor claims the benefit',
    why: 'who gains from the answer should not give it',
    fix: 'change the sponsor, or the owner of the benefit',
    check: (portal) =>
      liveInitiatives(portal).flatMap(({ initiative }) => {
        const sponsor = initiative.pod.executiveSponsor?.name;
        if (!sponsor) return [];
        const leading = leads(initiative).some((name) => personOf(name) === personOf(sponsor));
        const claims = initiative.benefits.some(
          (benefit) => benefit.owner && personOf(benefit.owner) === personOf(sponsor),
        );
        return leading || claims
          ? [
              aboutInitiative(
                initiative,
                `${sponsor} sponsors it and ${leading ? 'leads in it' : 'owns its benefit'}.`,
                'executiveSponsor',
                { field: ['pod', 'executiveSponsor'] },
              ),
            ]
          : [];
      }),
  },
  {
    id: 'pod/decision-overdue',
    severity: 'warn',
    what: 'decisions are taken by the day they are needed',
    why: 'what waits on them waits as well',
    fix: 'decide or escalate',
    limits: { errorAfterWorkingDays: 20 },
    check: (portal, { errorAfterWorkingDays = 20 }) => {
      const items = new Map(portal.portfolio.roadmap.map((item) => [item.id, item.title]));
      return liveInitiatives(portal).flatMap(({ initiative }) =>
        initiative.decisionsOpen.flatMap((request, index) => {
          const late = workingDaysAt(
            initiative.sites.map((entry) => entry.site),
            portal.portfolio.sites,
            request.neededBy,
            portal.portfolio.asOf,
          );
          if (late <= 0) return [];
          const holds =
            request.holds.length > 0
              ? ` It holds ${listOf(request.holds.map((id) => items.get(id) ?? id))}.`
              : '';
          return [
            {
              ...aboutInitiative(
                initiative,
                `${request.id}, "${request.question}": needed by ${longDate(request.neededBy)}, ${late} working days ago.${holds}`,
                'executiveSponsor',
                {
                  severity: late > errorAfterWorkingDays ? 'error' : 'warn',
                  field: ['decisionsOpen', request.at ?? index],
                  records: request.holds.map((id) => `roadmap/${id}`),
                },
              ),
              role: 'Decider',
              person: request.decider,
            },
          ];
        }),
      );
    },
  },
];

function words(kind: string): string {
  return kind.replaceAll('-', ' ');
}
