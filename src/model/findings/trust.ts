import { addDays, daysBetween, longDate, workingDaysBetween } from '#model/time/date.ts';
import type { Found, Rule } from '#model/record/finding.ts';
import type { FrictionItem } from '#model/record/friction.ts';
import { formatNumber, formatValue, listOf } from '#model/words/format.ts';
import { LENSES, LENS_NAMES } from '#model/record/lens.ts';
import type { Portal } from '#model/portal.ts';
import { siteName } from '#model/record/site.ts';
import { attainment } from '#model/statistics/attainment.ts';
import { elapsedHours } from '#model/trust/response.ts';
import { aboutInitiative, aboutMetric } from './about.ts';
import { liveInitiatives } from './live.ts';

/** Systems whose numbers come from machines. */
const MACHINE = /\b(MES|MOM|PLC|SCADA|DCS|historian|OPC|IIoT|edge|machine|sensor)\b/i;

/** Whether the mechanisms of trust are in use. */
export const trustRules: Rule<Portal>[] = [
  {
    id: 'trust/standup-missed',
    severity: 'warn',
    what: 'no two planned standups in a row are missed',
    why: 'what is not talked about waits',
    fix: 'hold it, or change the cadence',
    limits: { inARow: 2, days: 91 },
    check: (portal, { inARow = 2, days = 91 }) =>
      eachPod(portal, days, (meetings) => {
        let missed = 0;
        for (const meeting of meetings) missed = meeting.held ? 0 : missed + 1;
        return missed >= inARow
          ? `The last ${missed} planned standups were not held, since ${longDate(meetings[meetings.length - missed]?.date ?? '')}`
          : null;
      }),
  },
  {
    id: 'trust/three-lens-quorum',
    severity: 'warn',
    what: 'each function is at two of three standups',
    why: 'two functions agree easily on what the third must do',
    fix: 'invite the right person',
    limits: { absent: 1 / 3, days: 91 },
    check: (portal, { absent = 1 / 3, days = 91 }) =>
      eachPod(portal, days, (meetings) => {
        const held = meetings.filter((meeting) => meeting.held);
        const missing =
          held.length < 3
            ? []
            : LENSES.flatMap((lens) => {
                const away = held.filter((meeting) => meeting.attendance[lens] === 0).length;
                return away / held.length > absent
                  ? [`${LENS_NAMES[lens]} was absent from ${away} of ${held.length} standups`]
                  : [];
              });
        return missing.length > 0 ? listOf(missing) : null;
      }),
  },
  {
    id: 'trust/response-sla',
    severity: 'warn',
    what: 'four of five questions between two functions are answered in the agreed time',
    why: 'hours, not weeks',
    fix: 'staff the triage',
    limits: { percent: 80, weeks: 8, least: 3 },
    check: (portal, { percent = 80, weeks = 8, least = 3 }) =>
      pairs(portal, percent / 100, weeks, least),
  },
  {
    id: 'trust/issue-unowned',
    severity: 'warn',
    what: 'every open issue has a next step with an owner, and moves within ten working days',
    why: 'silence ends reporting',
    fix: 'answer, and name who takes the next step',
    limits: { workingDays: 10 },
    check: (portal, { workingDays = 10 }) => {
      const initiatives = new Map(
        portal.portfolio.initiatives.map((initiative) => [initiative.id, initiative]),
      );
      return portal.trust.open.flatMap((item) => {
        const initiative = initiatives.get(item.initiative ?? '');
        const since = item.waitingSince ?? (item.firstResponse === null ? item.opened : null);
        const waiting =
          since === null ? 0 : workingDaysBetween(since.slice(0, 10), portal.portfolio.asOf);
        const unowned = item.nextStepOwner === null;
        if (!initiative || (!unowned && waiting <= workingDays)) return [];
        const words =
          item.firstResponse === null && waiting > workingDays
            ? `no answer from ${LENS_NAMES[item.to]} for ${waiting} working days`
            : waiting > workingDays
              ? `nothing has happened for ${waiting} working days`
              : 'nobody is named for the next step';
        return [
          aboutInitiative(initiative, `${item.id}, "${item.title}": ${words}.`, leadOf(item), {
            records: [`issues/${item.id}`],
          }),
        ];
      });
    },
  },
  {
    id: 'trust/validation-after-rollout',
    severity: 'error',
    what: 'operators accept it at a site before it goes live there',
    why: 'what is refused on the floor fails later and dearer',
    fix: 'validate it at the line; pause the wave until then',
    check: (portal) =>
      liveInitiatives(portal).flatMap(({ initiative }) => {
        const early = initiative.sites.filter(
          (entry) =>
            entry.since &&
            entry.since <= portal.portfolio.asOf &&
            !initiative.checkpoints.some(
              (point) =>
                point.site === entry.site &&
                point.date <= entry.since! &&
                point.outcome !== 'rejected',
            ),
        );
        const named = [...new Set(early.map((entry) => entry.site))];
        return named.length > 0
          ? [
              aboutInitiative(
                initiative,
                `Went live without an accepted validation at ${listOf(named.map((site) => siteName(portal.portfolio.sites, site)))}.`,
                'otLead',
                {
                  field: ['sites', initiative.sites.indexOf(early[0]!)],
                  records: named.map((site) => `sites/${site}`),
                },
              ),
            ]
          : [];
      }),
  },
  {
    id: 'trust/validation-thin',
    severity: 'warn',
    what: 'a validation hears five operators, on more than one shift, at the line',
    why: 'demonstrations in an office',
    fix: 'repeat it on shift',
    limits: { operators: 5, shifts: 2 },
    check: (portal, { operators = 5, shifts = 2 }) =>
      portal.initiatives
        .filter(({ initiative }) => initiative.status !== 'stopped')
        .flatMap(({ initiative }) =>
          initiative.checkpoints.flatMap((point, index) => {
            const thin = [
              point.operators < operators ? `${point.operators} operators` : '',
              point.shifts < shifts ? 'one shift' : '',
              point.atTheLine ? '' : 'not at the line',
            ].filter(Boolean);
            return thin.length > 0
              ? [
                  aboutInitiative(
                    initiative,
                    `${point.id ?? 'Validation'} at ${siteName(portal.portfolio.sites, point.site)} on ${longDate(point.date)}: ${listOf(thin)}.`,
                    'otLead',
                    { field: ['checkpoints', index], records: [`sites/${point.site}`] },
                  ),
                ]
              : [];
          }),
        ),
  },
  {
    id: 'trust/metric-not-ot-validated',
    severity: 'warn',
    what: 'a number from machines was compared with the line before it was published',
    why: 'the first wrong stop on the board ends the talk about all the others',
    fix: 'compare it with the line board; record validatedByOt',
    check: (portal) =>
      [...portal.metrics.values()]
        .filter(
          (state) =>
            state.metric.type !== 'delivery' &&
            state.metric.type !== 'adoption' &&
            MACHINE.test(state.export?.contract.system ?? '') &&
            !state.metric.validatedByOt &&
            state.all.latest,
        )
        .map((state) =>
          aboutMetric(
            state.metric,
            `It comes from ${state.export?.contract.system} and nobody of OT has validated it.`,
            'owner',
            { records: [`data/${state.metric.export}`] },
          ),
        ),
  },
  {
    id: 'trust/comment-loop',
    severity: 'warn',
    what: 'four of five comments of operators are answered within ten working days',
    why: 'voice without an answer ends participation',
    fix: 'answer, even if the answer is no',
    limits: { percent: 80, workingDays: 10 },
    check: (portal, { percent = 80, workingDays = 10 }) =>
      liveInitiatives(portal).flatMap(({ initiative }) => {
        const due = initiative.checkpoints.filter(
          (point) =>
            (point.commentsReceived ?? 0) > 0 &&
            workingDaysBetween(point.date, portal.portfolio.asOf) > workingDays,
        );
        const received = due.reduce((sum, point) => sum + (point.commentsReceived ?? 0), 0);
        const answered = due.reduce((sum, point) => sum + (point.commentsAnswered ?? 0), 0);
        return received > 0 && answered / received < percent / 100
          ? [
              aboutInitiative(
                initiative,
                `${answered} of ${received} comments of operators are answered.`,
                'otLead',
                { field: ['checkpoints'] },
              ),
            ]
          : [];
      }),
  },
  {
    id: 'trust/lens-parity',
    severity: 'error',
    what: "what a function's own board shows is the number of the portal",
    why: 'two numbers for one thing end the conversation',
    fix: 'find the difference in the definitions, and show one number',
    check: (portal) =>
      [...portal.metrics.values()].flatMap((state) =>
        LENSES.flatMap((lens) => {
          const board = portal.metrics.get(state.metric.lenses[lens]?.board ?? '');
          if (!board) return [];
          const shown = new Map(
            board.all.periods.map((period, at) => [period, board.all.values[at] ?? null]),
          );
          const at = state.all.periods.findLastIndex((period, index) => {
            const other = shown.get(period);
            const own = state.all.values[index];
            return (
              other != null &&
              own != null &&
              rounded(state.metric.decimals, other) !== rounded(state.metric.decimals, own)
            );
          });
          const period = state.all.periods[at];
          return period === undefined
            ? []
            : [
                aboutMetric(
                  state.metric,
                  `The board of ${LENS_NAMES[lens]} shows ${formatValue(board.metric, shown.get(period))} for ${longDate(period)}, the portal ${formatValue(state.metric, state.all.values[at])}.`,
                  'steward',
                  { records: [`metrics/${board.metric.id}`], field: ['lenses', lens] },
                ),
              ];
        }),
      ),
  },
];

function eachPod(
  portal: Portal,
  days: number,
  look: (meetings: NonNullable<Portal['portfolio']['standups']>) => string | null,
): Found[] {
  const from = addDays(portal.portfolio.asOf, -days);
  const meetings = Map.groupBy(
    (portal.portfolio.standups ?? []).filter(
      (meeting) => meeting.date > from && meeting.date <= portal.portfolio.asOf,
    ),
    (meeting) => meeting.initiative,
  );
  return liveInitiatives(portal).flatMap(({ initiative }) => {
    const own = (meetings.get(initiative.id) ?? []).toSorted((a, b) => (a.date < b.date ? -1 : 1));
    const what = look(own);
    return what === null ? [] : [aboutInitiative(initiative, `${what}.`, 'executiveSponsor')];
  });
}

/** Pairs of functions whose questions of the last weeks, and older ones that still wait, were not answered in time often enough. */
function pairs(portal: Portal, share: number, weeks: number, least: number): Found[] {
  const { asOf, friction, settings } = portal.portfolio;
  const from = addDays(asOf, -7 * weeks);
  const now = `${asOf}T00:00`;
  const counted = friction.filter(
    (item) =>
      item.opened.slice(0, 10) <= asOf &&
      (item.opened.slice(0, 10) > from || item.firstResponse === null),
  );
  return [
    ...Map.groupBy(
      counted.filter((item) => item.from !== item.to),
      (item) => `${item.from}>${item.to}`,
    ).values(),
  ].flatMap((items) => {
    const first = items[0]!;
    const result = attainment(
      items.map((item) => ({
        target: settings.responseHours[Math.min(2, Math.max(0, item.severity - 1))]!,
        answered:
          item.firstResponse === null ? null : elapsedHours(item.opened, item.firstResponse),
        waiting: item.firstResponse === null ? elapsedHours(item.opened, now) : null,
      })),
    );
    const judged = result.within + result.late + result.openOverdue;
    if (judged < least || result.share === null || result.share >= share) return [];
    const what = `${LENS_NAMES[first.to]} answered ${result.within} of ${judged} questions of ${LENS_NAMES[first.from]} in time (${formatNumber(100 * result.share, 0)} %)${result.openOverdue > 0 ? `; ${result.openOverdue} still wait, the longest ${Math.max(...items.filter((item) => item.firstResponse === null).map((item) => daysBetween(item.opened.slice(0, 10), asOf)))} days` : ''}.`;
    return [
      {
        record: `trust/${first.from}-${first.to}`,
        path: 'trust/',
        title: `${LENS_NAMES[first.from]} waits for ${LENS_NAMES[first.to]}`,
        file: 'data/datapackage.json',
        line:
          portal.portfolio.exports.find(
            (report) => report.contract.name === settings.friction?.export,
          )?.contract.line ?? null,
        what,
        lens: first.to,
        role: `${LENS_NAMES[first.to]} lead`,
        person: null,
        initiative: null,
        records: items.map((item) => `issues/${item.id}`),
      },
    ];
  });
}

function leadOf({ to }: FrictionItem): 'itLead' | 'otLead' | 'businessLead' {
  return to === 'it' ? 'itLead' : to === 'ot' ? 'otLead' : 'businessLead';
}

function rounded(decimals: number, value: number): string {
  return value.toFixed(decimals);
}
