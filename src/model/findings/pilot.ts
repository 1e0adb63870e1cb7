import { daysBetween } from '#model/time/date.ts';
import type { Rule } from '#model/record/finding.ts';
import { formatValue, listOf } from '#model/words/format.ts';
import type { Initiative } from '#model/record/initiative.ts';
import { span } from '#model/time/period.ts';
import { phaseKind } from '#model/record/phase.ts';
import type { Portal } from '#model/portal.ts';
import { pooled } from '#model/metric/series/series.ts';
import { siteName } from '#model/record/site.ts';
import { aboutInitiative } from './about.ts';
import { liveInitiatives } from './live.ts';

/** Whether a pilot can show that it was the pilot. */
export const pilotRules: Rule<Portal>[] = [
  {
    id: 'initiative/no-comparison',
    severity: 'warn',
    what: 'an effect that is claimed was compared with lines that were not treated',
    why: 'season, mix and other changes move before and after alike',
    fix: 'name comparison lines',
    check: (portal) =>
      liveInitiatives(portal).flatMap(({ initiative }) => {
        const claimed = initiative.benefits.filter(
          (benefit) =>
            benefit.claimed > 0 &&
            portal.metrics.get(benefit.metric ?? '')?.metric.type === 'outcome',
        );
        return claimed.length > 0 && !initiative.comparison
          ? [
              aboutInitiative(
                initiative,
                `${listOf(claimed.map((benefit) => benefit.title))}: claimed from before and after alone.`,
                'businessLead',
                { field: ['benefits'] },
              ),
            ]
          : [];
      }),
  },
  {
    id: 'initiative/worst-line',
    severity: 'info',
    what: 'the pilot line is not simply the worst',
    why: 'the worst line gets better by itself',
    fix: 'compare with other lines, and say how the line was chosen',
    limits: { quartile: 0.25 },
    check: (portal, { quartile = 0.25 }) =>
      liveInitiatives(portal).flatMap(({ initiative }) => {
        const design = initiative.comparison;
        const state = portal.metrics.get(design?.metric ?? '');
        const before = span(design?.before ?? '');
        const lines = [...(design?.treated ?? []), ...(design?.controls ?? [])];
        if (!design || !state || !before || lines.length < 4) return [];
        const cells = state.observations.latest;
        const values = lines.flatMap((line) => {
          const { value } = pooled(
            state.metric,
            cells,
            cells.some((cell) => cell.line === line) ? { lines: [line] } : { sites: [line] },
            before.from,
            before.to,
          );
          return value === null ? [] : [{ line, value }];
        });
        const ranked = values
          .toSorted((a, b) =>
            state.metric.direction === 'up' ? a.value - b.value : b.value - a.value,
          )
          .slice(0, Math.floor(values.length * quartile));
        const worst = ranked.filter((entry) => design.treated.includes(entry.line));
        return worst[0]
          ? [
              aboutInitiative(
                initiative,
                `${worst[0].line} was among the worst of ${values.length} lines before the start (${formatValue(state.metric, worst[0].value)}).`,
                'otLead',
                { field: ['comparison'] },
              ),
            ]
          : [];
      }),
  },
  {
    id: 'initiative/scaled-without-playbook',
    severity: 'error',
    what: 'what is scaled has a playbook that a receiving plant followed',
    why: 'otherwise the second plant starts from zero',
    fix: 'write it, and test it at one receiving plant; record provedAt',
    check: (portal) =>
      liveInitiatives(portal)
        .filter(
          ({ initiative }) =>
            phaseKind(portal.portfolio.frameworks, initiative, initiative.phase) === 'scale',
        )
        .flatMap(({ initiative }) => {
          const own = portal.portfolio.playbooks.filter((playbook) =>
            playbook.initiatives.includes(initiative.id),
          );
          if (own.some((playbook) => playbook.provedAt.length > 0)) return [];
          return [
            aboutInitiative(
              initiative,
              own.length === 0
                ? 'It is in the scale phase and has no playbook.'
                : `None of its playbooks was followed by a receiving plant: ${listOf(own.map((playbook) => playbook.title))}.`,
              'otLead',
              { records: own.map((playbook) => `playbooks/${playbook.id}`), field: ['phase'] },
            ),
          ];
        }),
  },
  {
    id: 'initiative/co-intervention',
    severity: 'warn',
    what: 'no two initiatives that claim one effect start at one place within eight weeks',
    why: 'nobody can tell whose effect it was',
    fix: 'stagger them, or share the attribution',
    limits: { weeks: 8 },
    check: (portal, { weeks = 8 }) => {
      const claims = portal.portfolio.initiatives.flatMap((initiative) =>
        initiative.benefits
          .filter((benefit) => benefit.metric && benefit.planned + benefit.claimed > 0)
          .map((benefit) => ({
            initiative,
            metric: benefit.metric!,
            site: benefit.site ?? null,
          })),
      );
      const pairs = new Map<string, { a: Initiative; b: Initiative; sites: Set<string> }>();
      for (const group of Map.groupBy(claims, (claim) => claim.metric).values()) {
        for (const [at, one] of group.entries()) {
          for (const other of group.slice(at + 1)) {
            if (one.initiative === other.initiative) continue;
            for (const site of together(one, other, 7 * weeks)) {
              const key = `${one.initiative.id}|${other.initiative.id}`;
              const held = pairs.get(key) ?? {
                a: one.initiative,
                b: other.initiative,
                sites: new Set<string>(),
              };
              held.sites.add(site);
              pairs.set(key, held);
            }
          }
        }
      }
      return [...pairs.values()].map(({ a, b, sites }) =>
        aboutInitiative(
          a,
          `${b.title} started within ${weeks} weeks at ${listOf([...sites].map((site) => siteName(portal.portfolio.sites, site)))} and claims the same effect.`,
          'businessLead',
          { records: [`initiatives/${b.id}`], field: ['sites'] },
        ),
      );
    },
  },
];

type Claim = { initiative: Initiative; site: string | null };

/** Sites where both started within so many days, on the same line where both name one. */
function together(one: Claim, other: Claim, days: number): string[] {
  const starts = ({ initiative, site }: Claim) =>
    initiative.sites.filter((entry) => entry.since && (site === null || entry.site === site));
  return starts(one).flatMap((a) =>
    starts(other).some(
      (b) =>
        a.site === b.site &&
        (!a.line || !b.line || a.line === b.line) &&
        Math.abs(daysBetween(a.since!, b.since!)) <= days,
    )
      ? [a.site]
      : [],
  );
}
