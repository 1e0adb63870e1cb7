import type { Rule } from '#model/record/finding.ts';
import { listOf } from '#model/words/format.ts';
import { LENSES, LENS_NAMES } from '#model/record/lens.ts';
import type { Metric } from '#model/record/metric.ts';
import { whoLeft } from '#model/initiative/people.ts';
import type { Portal } from '#model/portal.ts';
import { redefinedSilently } from '#model/report/nextSnapshot.ts';
import { aboutExport, aboutMetric } from './about.ts';

const all = (portal: Portal) => [...portal.metrics.values()];
const words = (metric: Metric) =>
  [
    metric.title,
    metric.description,
    metric.variant,
    metric.numerator,
    metric.denominator,
    ...metric.definitions.map((entry) => entry.text),
  ]
    .filter(Boolean)
    .join(' ');

/** Columns that name one person. */
const PERSON =
  /^(employee|person(nel)?|operator|user|badge|staff|worker|technician)[_-]?(id|no|nr|number|name|login|code)?$|^(user|login)name$|^e?mail$/i;
/** Columns and units that count people once, so that they do not add up over weeks. */
const DISTINCT = /\b(users?|people|persons?|accounts?|operators?|technicians?|crews?)\b/i;
/** Factors by which units differ: share and per cent, units and thousands, minutes and hours. */
const UNIT_FACTORS = [60, 100, 1000];

/** Whether a number is what it says: definition, unit, owner, names. */
export const definitionRules: Rule<Portal>[] = [
  {
    id: 'metric/owner',
    severity: 'error',
    what: 'an owner and a data steward are named, and both are still here',
    why: 'otherwise nobody answers for the number',
    fix: 'name the owner (business or OT) and the steward (IT)',
    check: (portal) => {
      const gone = whoLeft(portal.portfolio);
      return all(portal).flatMap(({ metric }) => {
        const lacks = [metric.owner ? '' : 'owner', metric.steward ? '' : 'steward'].filter(
          Boolean,
        );
        if (lacks.length > 0)
          return [aboutMetric(metric, `No ${listOf(lacks)} is named.`, 'steward')];
        const field = (['owner', 'steward'] as const).find((one) => gone(metric[one]) !== null);
        return field
          ? [aboutMetric(metric, `${gone(metric[field])}.`, 'steward', { field: [field] })]
          : [];
      });
    },
  },
  {
    id: 'metric/denominator',
    severity: 'error',
    what: 'a ratio or a mean says what it counts and over what',
    why: 'a rate without its denominator can be improved by changing the denominator',
    fix: 'write numerator and denominator: what is in, what is out',
    check: (portal) =>
      all(portal).flatMap(({ metric }) => {
        const share =
          metric.value.kind === 'ratio' ||
          (metric.value.kind === 'column' && metric.value.of.aggregate === 'mean');
        const lacks = [
          metric.numerator ? '' : 'numerator',
          metric.denominator ? '' : 'denominator',
        ].filter(Boolean);
        return share && lacks.length > 0
          ? [
              aboutMetric(
                metric,
                `It does not say in words what its ${listOf(lacks)} ${lacks.length === 1 ? 'is' : 'are'}.`,
                'owner',
                { field: ['value'] },
              ),
            ]
          : [];
      }),
  },
  {
    id: 'metric/unsafe-rollup',
    severity: 'error',
    what: 'shares roll up as ratios of sums, and people are not added over time',
    why: 'a mean of percentages can be wrong by several points, and one person is counted every week',
    fix: 'use ratio with numerator and denominator, or a distinct count in each period',
    check: (portal) =>
      all(portal).flatMap(({ metric }) => {
        const rule = metric.value;
        const at = { field: ['value'] };
        if (
          rule.kind === 'column' &&
          metric.unit === '%' &&
          ['mean', 'sum', 'median', 'p90'].includes(rule.of.aggregate)
        )
          return [
            aboutMetric(
              metric,
              `It takes the ${rule.of.aggregate} of percentages (${rule.of.column}); sites and periods count alike, whatever their size.`,
              'steward',
              at,
            ),
          ];
        if (
          rule.kind === 'column' &&
          rule.of.aggregate === 'sum' &&
          metric.type === 'adoption' &&
          DISTINCT.test(`${rule.of.column.replaceAll(/[_-]/g, ' ')} ${metric.unit}`)
        )
          return [
            aboutMetric(
              metric,
              `It adds up people (${rule.of.column}); who comes twice is counted twice.`,
              'steward',
              at,
            ),
          ];
        const averaged =
          rule.kind === 'formula' &&
          /\/\s*\d+(\.\d+)?\s*$/.test(rule.expression) &&
          rule.expression.includes('+') &&
          (rule.expression.match(/[A-Za-z][A-Za-z0-9-]*/g) ?? []).every(
            (id) => portal.metrics.get(id)?.metric.unit === '%',
          );
        return averaged
          ? [aboutMetric(metric, 'It averages percentages by a formula.', 'steward', at)]
          : [];
      }),
  },
  {
    id: 'metric/lens-names',
    severity: 'warn',
    what: 'each function has its name for the number, and why it matters to it',
    why: 'one number, three languages',
    fix: 'add title and note for the lens',
    check: (portal) =>
      all(portal)
        .filter(({ metric }) => metric.type !== 'delivery')
        .flatMap(({ metric }) => {
          const lacks = LENSES.filter(
            (lens) => !metric.lenses[lens]?.title || !metric.lenses[lens]?.note,
          );
          if (lacks.length === 0) return [];
          return [
            aboutMetric(
              metric,
              `No ${lacks.some((lens) => !metric.lenses[lens]?.title) ? 'name' : 'reason'} for ${listOf(lacks.map((lens) => LENS_NAMES[lens]))}.`,
              'owner',
              { field: ['lenses', lacks[0] as string] },
            ),
          ];
        }),
  },
  {
    id: 'metric/person-level',
    severity: 'error',
    what: 'nothing about single people is published',
    why: 'privacy, and the works council; who feels watched stops using the tool',
    fix: 'publish aggregates; take the column out of publish, or let minGroupSize withhold small groups',
    check: ({ portfolio, metrics }) => [
      ...portfolio.exports.flatMap(({ contract }) => {
        const named = contract.publish.filter((column) => PERSON.test(column));
        return named.length > 0
          ? [
              aboutExport(
                contract,
                `Published are columns that name single people: ${listOf(named)}.`,
              ),
            ]
          : [];
      }),
      ...[...metrics.values()].flatMap(({ metric, bySite, byLine }) => {
        const small =
          metric.type === 'adoption' && metric.value.kind === 'ratio'
            ? [...bySite, ...byLine].find(
                ({ latest }) =>
                  latest?.value != null &&
                  latest.denominator !== null &&
                  latest.denominator < portfolio.settings.minGroupSize,
              )
            : undefined;
        if (small)
          return [
            aboutMetric(
              metric,
              `A group of ${small.latest?.denominator} is published (${small.line ?? small.site}); the least is ${portfolio.settings.minGroupSize}.`,
              'steward',
            ),
          ];
        const by = [metric.dimensions, metric.free ?? {}]
          .flatMap((columns) => Object.values(columns).flat())
          .find((column) => column !== undefined && PERSON.test(column));
        return by
          ? [
              aboutMetric(metric, `It is split by ${by}, which names single people.`, 'steward', {
                field: ['dimensions'],
              }),
            ]
          : [];
      }),
    ],
  },
  {
    id: 'metric/definition-break',
    severity: 'error',
    what: 'a definition that changes gets a new version',
    why: 'a silent redefinition makes a break look like a change',
    fix: 'add an entry to definitions with version, validFrom and text',
    compares: 'what an earlier build on this machine saw (records.json in the cache folder)',
    check: (portal) =>
      all(portal)
        .filter(({ metric }) => redefinedSilently(portal.portfolio.before, metric))
        .map(({ metric }) =>
          aboutMetric(
            metric,
            `What it counts changed; the version is still ${metric.definitions.at(-1)?.version ?? 'the first'}.`,
            'steward',
            { field: ['definitions'] },
          ),
        ),
  },
  {
    id: 'metric/unit-scale',
    severity: 'error',
    what: 'target, baseline and values are in one unit',
    why: 'a threshold of 80 against a share of 0.8 is met never, or always',
    fix: 'state the unit, and write targets in it',
    check: (portal) => [
      ...all(portal).flatMap((state) => {
        const { metric } = state;
        const now = state.all.latest?.value ?? null;
        // A target that its goal names is judged there, at the goal's line.
        const written = portal.portfolio.metrics.find(({ id }) => id === metric.id);
        const target = written?.target?.value;
        if (
          target === undefined ||
          now === null ||
          now === 0 ||
          target === 0 ||
          metric.type === 'delivery'
        )
          return [];
        const factor = unitFactor(target / now);
        const bounded = metric.unit === '%' || metric.range !== undefined;
        // A percentage can be far from its target; only a target outside 0 to 1, or a value there, shows that the scale is another.
        const off = bounded
          ? metric.unit === '%' && Math.abs(target) <= 1 && Math.abs(now) > 5
          : factor !== null ||
            (metric.unit === '' &&
              target > 1.5 &&
              state.all.values.every((value) => value === null || Math.abs(value) <= 1));
        return off
          ? [
              aboutMetric(
                metric,
                `The target is ${target}, the newest value ${round(now)}${metric.unit ? ` ${metric.unit}` : ''}; are they in one unit?`,
                'owner',
                { field: ['target'] },
              ),
            ]
          : [];
      }),
      ...portal.goals.flatMap(({ goal, metric }) => {
        if (!metric) return [];
        const written = portal.portfolio.metrics.find(({ id }) => id === goal.metric);
        const now = metric.all.latest?.value;
        if (goal.target && !written?.target && now && unitFactor(goal.target.value / now) !== null)
          return [
            goalUnit(
              goal.id,
              goal.title,
              goal.file,
              goal.owner,
              `Its target is ${goal.target.value}, the newest value of ${metric.metric.title} ${round(now)}; are they in one unit?`,
              ['target', 'value'],
            ),
          ];
        const loose =
          metric.metric.unit === '%'
            ? /\bby (?:about )?\d+(?:[.,]\d+)? ?%/i.exec(goal.statement)
            : null;
        return loose
          ? [
              goalUnit(
                goal.id,
                goal.title,
                goal.file,
                goal.owner,
                `"${loose[0]}" of a percentage: per cent, or percentage points?`,
                ['statement'],
              ),
            ]
          : [];
      }),
    ],
  },
  {
    id: 'metric/duplicate',
    severity: 'warn',
    what: 'one number has one id',
    why: 'two truths',
    fix: 'merge them; use lens names for the different words',
    check: (portal) => {
      const same = Map.groupBy(
        all(portal).filter(({ metric }) => metric.value.kind !== 'formula'),
        ({ metric }) => JSON.stringify([metric.export, metric.value, metric.where, metric.grain]),
      );
      return [...same.values()].flatMap(([first, ...others]) =>
        first
          ? others.map(({ metric }) =>
              aboutMetric(
                metric,
                `It counts the same rows in the same way as ${first.metric.title}.`,
                'steward',
                { records: [`metrics/${first.metric.id}`], field: ['value'] },
              ),
            )
          : [],
      );
    },
  },
  {
    id: 'metric/otif-variant',
    severity: 'warn',
    what: 'OTIF says against which date and at which level it is counted',
    why: 'the variants differ by many points',
    fix: 'state requested, first or last confirmed date, and order or order line',
    check: (portal) =>
      all(portal).flatMap(({ metric }) => {
        const text = words(metric);
        if (
          !/\bOTIF\b|on[- ]time[- ,]*(and )?in[- ]full/i.test(`${text} ${metric.id}`) ||
          metric.variant
        )
          return [];
        const lacks = [
          /request|first confirmed|last confirmed|confirmed date|promised/i.test(text)
            ? ''
            : 'the date',
          /order line|line level|order level|per order|whole order/i.test(text) ? '' : 'the level',
        ].filter(Boolean);
        return lacks.length > 0
          ? [aboutMetric(metric, `It does not state ${listOf(lacks)} against which it is counted.`)]
          : [];
      }),
  },
  {
    id: 'metric/oee-boundary',
    severity: 'warn',
    what: 'an OEE that is compared over sites says how set-up, breaks and minor stops are counted',
    why: 'ISO 22400 counts set-up outside production time, NEE does not',
    fix: 'declare timeModel',
    check: (portal) =>
      all(portal)
        .filter(
          ({ metric, bySite }) =>
            /\bOEE\b|overall equipment effectiveness/i.test(metric.title) &&
            metric.type === 'outcome' &&
            bySite.length > 1 &&
            !metric.timeModel,
        )
        .map(({ metric, bySite }) =>
          aboutMetric(metric, `${bySite.length} sites are compared without a time model.`),
        ),
  },
];

function unitFactor(ratio: number): number | null {
  const size = Math.abs(ratio) >= 1 ? Math.abs(ratio) : 1 / Math.abs(ratio);
  return size < 50
    ? null
    : (UNIT_FACTORS.find((factor) => Math.abs(Math.log(size / factor)) < Math.log(1.25)) ?? null);
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}

function goalUnit(
  id: string,
  title: string,
  file: string,
  owner: string | undefined,
  what: string,
  field: string[],
) {
  return {
    record: `goals/${id}`,
    path: `goals/${id}/`,
    title,
    file,
    what,
    lens: 'business' as const,
    role: 'Goal owner',
    person: owner ?? null,
    initiative: null,
    field,
  };
}
