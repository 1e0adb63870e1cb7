import type { Finding, Rule } from '#model/record/finding.ts';
import { listOf } from '#model/words/format.ts';
import type { Initiative } from '#model/record/initiative.ts';
import { LENSES, LENS_NAMES, type Lens } from '#model/record/lens.ts';
import type { Portal } from '#model/portal.ts';
import { aboutInitiative } from './about.ts';
import { liveInitiatives } from './live.ts';

/** A way in which functions miss each other, known by what each of them would notice. */
interface AlignmentPattern {
  id: string;
  title: string;
  /** Rules whose findings are the symptom, by the lens that feels it. */
  symptoms: Record<Lens, string[]>;
  /** What must hold beside two symptoms. */
  only?: (initiative: Initiative, portal: Portal, own: Finding[]) => boolean;
}

/** Per cent of all who could use it, below which nobody can be said to. */
const FLOOR = 40;

const PATTERNS: AlignmentPattern[] = [
  {
    id: 'dashboard-nobody-uses',
    title: 'a dashboard that nobody uses',
    only: fewUseIt,
    symptoms: {
      business: ['metric/delivery-as-success', 'metric/cumulative-progress', 'benefit/finance'],
      it: ['export/non-human', 'trust/validation-after-rollout', 'gate/unsupported'],
      ot: ['finding/adoption-below-floor', 'pod/operator-voice'],
    },
  },
  {
    id: 'sensors-without-data',
    title: 'sensors without access to their data',
    only: (_, __, own) => own.some((finding) => finding.rule === 'roadmap/half-done'),
    symptoms: {
      business: ['benefit/before-adoption', 'benefit/finance'],
      it: ['roadmap/half-done', 'export/stale'],
      ot: ['roadmap/no-window', 'roadmap/half-done'],
    },
  },
  {
    id: 'tool-that-is-bypassed',
    title: 'a tool that is bypassed',
    symptoms: {
      business: ['pod/decision-overdue', 'trust/response-sla'],
      it: ['security/ot-detail', 'export/stale'],
      ot: ['finding/adoption-below-floor', 'trust/issue-unowned'],
    },
  },
];

export const patternRules: Rule<Portal>[] = [
  {
    id: 'finding/pattern-present',
    severity: 'info',
    what: 'no known pattern of misalignment shows in two functions at once',
    why: 'each function sees its own symptom; together they have one cause',
    fix: 'talk about it at the next standup of the pod, all three functions at one table',
    check: (portal) => {
      const byInitiative = Map.groupBy(
        portal.findings.filter((finding) => finding.accepted === null),
        (finding) => finding.initiative ?? '',
      );
      const aboutExports = Map.groupBy(
        portal.findings.filter((finding) => finding.record.startsWith('data/')),
        (finding) => finding.record,
      );
      return liveInitiatives(portal).flatMap(({ initiative }) => {
        const exports = new Set(
          initiative.metrics.flatMap(({ id }) => portal.metrics.get(id)?.metric.export ?? []),
        );
        const own = [
          ...(byInitiative.get(initiative.id) ?? []),
          ...[...exports].flatMap((name) => aboutExports.get(`data/${name}`) ?? []),
        ];
        return PATTERNS.flatMap((pattern) => {
          if (pattern.only && !pattern.only(initiative, portal, own)) return [];
          const felt = LENSES.flatMap((lens) => {
            const found = own.find((finding) => pattern.symptoms[lens].includes(finding.rule));
            return found ? [{ lens, found }] : [];
          });
          const distinct = new Set(felt.map(({ found }) => `${found.rule} ${found.record}`));
          if (felt.length < 2 || distinct.size < 2) return [];
          return [
            aboutInitiative(
              initiative,
              `It looks like ${pattern.title}: ${listOf(felt.map(({ lens, found }) => `${LENS_NAMES[lens]} has ${found.rule}`))}.`,
              'executiveSponsor',
              { records: felt.map(({ found }) => found.record) },
            ),
          ];
        });
      });
    },
  },
];

/** Of all sites together fewer use it than the floor. */
function fewUseIt({ metrics }: Initiative, portal: Portal): boolean {
  return metrics.some(({ id }) => {
    const state = portal.metrics.get(id);
    return (
      state?.metric.type === 'adoption' &&
      state.metric.unit === '%' &&
      (state.all.latest?.value ?? 100) < FLOOR
    );
  });
}
