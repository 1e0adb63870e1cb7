import { compare } from '#model/gate/criteria/value.ts';
import { longDate } from '#model/time/date.ts';
import type { Found, Rule } from '#model/record/finding.ts';
import { formatNumber, formatValue, listOf } from '#model/words/format.ts';
import type { Comparator } from '#model/record/criterion.ts';
import type { Benefit, Initiative } from '#model/record/initiative.ts';
import { parsePeriod, periodEnd, shiftPeriod } from '#model/time/period.ts';
import type { Portal } from '#model/portal.ts';
import { siteName } from '#model/record/site.ts';
import { aboutInitiative } from './about.ts';
import { liveInitiatives } from './live.ts';

/** Hours and costs that did not arise; real, and not cash. */
const SOFT: Benefit['class'][] = ['capacity', 'cost-avoidance'];

/** Whether the money is real, counted once, and by those who have it. */
export const benefitRules: Rule<Portal>[] = [
  {
    id: 'benefit/finance',
    severity: 'error',
    what: 'what is claimed was agreed with finance, what is realised is confirmed by it',
    why: 'only confirmed money is money',
    fix: 'agree the method (agreedWithFinance), then have it confirmed (confirmedBy); until then show it as claimed, or keep it out with inTotal: false',
    check: (portal) =>
      eachBenefit(portal, (benefit) => {
        if (!benefit.inTotal || benefit.confirmedBy) return null;
        if (benefit.realized !== 0)
          return `${money(portal, benefit.realized)} realised, and finance has not confirmed it`;
        return benefit.claimed > 0 && !benefit.agreedWithFinance
          ? `${money(portal, benefit.claimed)} claimed; finance has agreed to nothing`
          : null;
      }),
  },
  {
    id: 'benefit/double-claim',
    severity: 'error',
    what: 'shares claimed on one effect do not exceed it',
    why: 'two projects, one effect',
    fix: 'agree on shares that add up to 1 at most',
    check: (portal) => {
      const claims = portal.initiatives.flatMap(({ initiative }) =>
        initiative.benefits
          .filter((benefit) => benefit.share !== undefined && benefit.metric)
          .map((benefit) => ({ initiative, benefit, share: benefit.share! })),
      );
      return [...Map.groupBy(claims, ({ benefit }) => benefit.metric!)].flatMap(
        ([metric, pool]) => {
          // Who names no site claims the effect everywhere.
          const sites = [
            ...new Set(
              pool.flatMap(({ benefit, initiative }) =>
                benefit.site ? [benefit.site] : initiative.sites.map((entry) => entry.site),
              ),
            ),
          ];
          const places = (sites.length > 0 ? sites : [null]).map((site) => {
            const own = pool.filter(
              ({ benefit }) => benefit.site === undefined || benefit.site === site,
            );
            return { site, own, sum: own.reduce((total, claim) => total + claim.share, 0) };
          });
          const worst = places.toSorted((a, b) => b.sum - a.sum)[0];
          const first = worst?.own[0];
          if (!worst || !first || worst.sum <= 1 + 1e-9) return [];
          const name = portal.metrics.get(metric)?.metric.title ?? metric;
          return [
            aboutInitiative(
              first.initiative,
              `Shares on ${name} at ${worst.site ? siteName(portal.portfolio.sites, worst.site) : 'all sites'} add up to ${formatNumber(worst.sum, 2)}: ${listOf(worst.own.map((claim) => `${claim.initiative.title} ${formatNumber(claim.share, 2)}`))}.`,
              'businessLead',
              {
                records: [
                  `metrics/${metric}`,
                  ...worst.own.slice(1).map((claim) => `initiatives/${claim.initiative.id}`),
                ],
                field: ['benefits', first.initiative.benefits.indexOf(first.benefit), 'share'],
              },
            ),
          ];
        },
      );
    },
  },
  {
    id: 'benefit/owner',
    severity: 'warn',
    what: 'a benefit is owned by the line, not by the project or IT',
    why: 'who builds it cannot harvest it',
    fix: 'give it to who runs the line or owns the budget',
    check: (portal) => {
      const people = new Map(
        (portal.portfolio.settings.people ?? []).map((person) => [person.name, person.lens]),
      );
      return eachBenefit(
        portal,
        (benefit, { pod }) => {
          const it =
            benefit.owner !== undefined &&
            (benefit.owner === pod.itLead?.name ||
              people.get(benefit.owner) === 'it' ||
              /\bIT\b/.test(benefit.owner) ||
              /\b(project|programm?e?|PMO)\b/i.test(benefit.owner));
          return it ? `owned by ${benefit.owner}` : null;
        },
        'owner',
      );
    },
  },
  {
    id: 'benefit/before-adoption',
    severity: 'warn',
    what: 'nothing is claimed before it is used as its start condition says',
    why: 'value cannot precede use',
    fix: 'hold the claim',
    check: (portal) =>
      eachBenefit(
        portal,
        (benefit) => {
          const condition = benefit.startCondition;
          const state = portal.metrics.get(condition?.metric ?? '');
          const [, comparator, wanted] =
            /^\s*(>=|<=|>|<)\s*(-?\d+(?:\.\d+)?)/.exec(condition?.must ?? '') ?? [];
          if (!state || benefit.claimed <= 0) return null;
          // What is claimed at a plant is held against use at that plant, never against that of others.
          const isOfSite = benefit.site !== undefined && state.bySite.length > 0;
          const scope = isOfSite
            ? state.bySite.find((one) => one.site === benefit.site)
            : state.all;
          const value = scope?.latest?.value ?? null;
          if (value === null)
            return `${money(portal, benefit.claimed)} claimed while ${state.metric.title} is not known${isOfSite ? ` at ${siteName(portal.portfolio.sites, benefit.site ?? null)}` : ''} (${condition?.must})`;
          if (compare(value, comparator as Comparator, Number(wanted))) return null;
          return `${money(portal, benefit.claimed)} claimed while ${state.metric.title} is ${formatValue(state.metric, value)} (${condition?.must})`;
        },
        'startCondition',
      ),
  },
  {
    id: 'benefit/soft-as-cash',
    severity: 'error',
    what: 'capacity and avoidance are not summed with cash',
    why: 'hours freed are not money in the bank',
    fix: 'keep them in rows of their own: inTotal: false',
    check: (portal) =>
      eachBenefit(
        portal,
        (benefit) =>
          SOFT.includes(benefit.class) &&
          benefit.inTotal &&
          (benefit.claimed !== 0 || benefit.realized !== 0)
            ? `${benefit.class.replace('-', ' ')}, ${money(portal, benefit.claimed)} claimed, is in the total`
            : null,
        'class',
      ),
  },
  {
    id: 'benefit/no-dis-benefit',
    severity: 'info',
    what: 'for an initiative above 250 k somebody asked what it may make worse',
    why: 'what is not looked for is not found',
    fix: 'ask OT; write it as a benefit of the class dis-benefit, with 0 where nothing is expected',
    limits: { thousands: 250 },
    check: (portal, { thousands = 250 }) =>
      liveInitiatives(portal)
        .filter(
          ({ initiative }) =>
            (initiative.investment?.planned ?? 0) > thousands &&
            !initiative.benefits.some((benefit) => benefit.class === 'dis-benefit'),
        )
        .map(({ initiative }) =>
          aboutInitiative(
            initiative,
            `${money(portal, initiative.investment?.planned ?? 0)} are planned and no dis-benefit was considered.`,
            'otLead',
            { field: ['benefits'] },
          ),
        ),
  },
  {
    id: 'benefit/horizon',
    severity: 'warn',
    what: 'claims end with their horizon',
    why: 'what lasts belongs to the run rate, and is not saved again every year',
    fix: 'move it to the run rate',
    check: (portal) =>
      eachBenefit(
        portal,
        (benefit, initiative) => {
          const parsed = parsePeriod(benefit.period ?? '');
          if (!parsed || !initiative.start) return null;
          const end = shiftPeriod(
            `${initiative.start.slice(0, 7)}-01`,
            'month',
            benefit.horizonMonths,
          );
          const last = periodEnd(parsed.start, parsed.grain);
          return last > end
            ? `entered for ${benefit.period}; its horizon of ${benefit.horizonMonths} months ended ${longDate(end)}`
            : null;
        },
        'period',
      ),
  },
];

function eachBenefit(
  portal: Portal,
  look: (benefit: Benefit, initiative: Initiative) => string | null,
  field?: string,
): Found[] {
  return portal.initiatives.flatMap(({ initiative }) =>
    initiative.benefits.flatMap((benefit, index) => {
      const what = look(benefit, initiative);
      return what === null
        ? []
        : [
            aboutInitiative(initiative, `${benefit.title}: ${what}.`, 'businessLead', {
              field: ['benefits', index, ...(field ? [field] : [])],
            }),
          ];
    }),
  );
}

function money(portal: Portal, thousands: number): string {
  return `${formatNumber(thousands, 0)} k ${portal.portfolio.settings.currency}`;
}
