import type { Finding, Rule } from '#model/record/finding.ts';
import { allRules } from './index.ts';
import type { JudgedReview } from '#model/record/gate.ts';
import { phaseKind } from '#model/record/phase.ts';
import type { Portal } from '#model/portal.ts';

/** One rule of a panel: for how many of the records that it looks at it holds. */
export interface SelfCheckLine {
  rule: Rule<Portal>;
  /** What it was asked of: `live initiatives`, `gate reviews`. */
  of: string;
  total: number;
  passed: number;
  findings: Finding[];
}

export interface SelfCheck {
  id: string;
  title: string;
  lead: string;
  lines: SelfCheckLine[];
}

const PANELS: { id: string; title: string; lead: string; wanted: (id: string) => boolean }[] = [
  {
    id: 'pods',
    title: 'Pods with shared metrics and decision rights',
    lead: 'Four roles, one decider, room in the week, and use, change of work and result measured together.',
    wanted: (id) => id.startsWith('pod/') || id === 'metric/type-mix',
  },
  {
    id: 'roadmap',
    title: 'One roadmap, three layers',
    lead: 'Business, IT and OT each bring something to every goal, in an order that can hold.',
    wanted: (id) => id.startsWith('roadmap/') || id === 'goal/lens-contribution',
  },
  {
    id: 'trust',
    title: 'Operational trust',
    lead: 'Validated on the floor, answered in time, decided on evidence.',
    wanted: (id) => id.startsWith('trust/') || id.startsWith('gate/'),
  },
];

/** The three takeaways as lists of rules with how often each is kept. Counts, never a score. */
export function selfChecks(portal: Portal): SelfCheck[] {
  const open = Map.groupBy(
    portal.findings.filter((finding) => finding.accepted === null),
    (finding) => finding.rule,
  );
  const off = portal.portfolio.settings.rules;
  return PANELS.map(({ wanted, ...panel }) => ({
    ...panel,
    lines: allRules()
      .filter((rule) => wanted(rule.id) && !rule.stopsTheBuild && off[rule.id]?.severity !== 'off')
      .map((rule) => {
        const findings = open.get(rule.id) ?? [];
        const { of, total } = asked(rule.id, portal);
        // A record that breaks a rule twice is still one record.
        const broken = new Set(
          findings.map((finding) =>
            rule.id.startsWith('gate/') ? (finding.records[0] ?? finding.record) : finding.record,
          ),
        ).size;
        return { rule, of, total, passed: Math.max(0, total - broken), findings };
      }),
  }));
}

/** What a rule is asked of, and how many of them there are: only records that say enough to be judged, since what is not recorded is not kept. */
function asked(id: string, portal: Portal): { of: string; total: number } {
  const { portfolio, reviews } = portal;
  const live = portal.initiatives.flatMap(({ initiative }) =>
    ['stopped', 'done'].includes(initiative.status) ? [] : [initiative],
  );
  const decided = reviews.filter((review) => review.review.decision);
  const held = new Set((portfolio.standups ?? []).map((meeting) => meeting.initiative));
  const items = portfolio.roadmap;
  const initiatives = new Map(
    portfolio.initiatives.map((initiative) => [initiative.id, initiative]),
  );
  const kind = ({ initiative, review }: JudgedReview) =>
    phaseKind(portfolio.frameworks, initiatives.get(initiative) ?? { framework: '' }, review.phase);
  const own: Record<string, () => [string, number]> = {
    'goal/lens-contribution': () => [
      'active goals',
      portal.goals.filter((state) => state.goal.status === 'active').length,
    ],
    'pod/one-decider': () => [
      'pods with decision rights',
      live.filter((initiative) => initiative.decisionRights.length > 0).length,
    ],
    'pod/veto-spread': () => [
      'pods with decision rights',
      live.filter((initiative) => initiative.decisionRights.length > 0).length,
    ],
    'pod/sponsor-independent': () => [
      'pods with a sponsor',
      live.filter((initiative) => initiative.pod.executiveSponsor).length,
    ],
    'pod/decision-overdue': () => [
      'pods that asked for a decision',
      live.filter((initiative) => initiative.decisionsOpen.length > 0).length,
    ],
    'roadmap/missing-layer': () => [
      'goals and initiatives',
      items.length === 0
        ? 0
        : live.length +
          portal.goals.filter((state) => state.goal.status === 'active' && !state.isNorthStar)
            .length,
    ],
    'roadmap/order': () => [
      'items that need others',
      items.filter((item) => item.needs.length > 0).length,
    ],
    'roadmap/closed-plant': () => [
      'open items at a plant',
      items.filter((item) => item.status !== 'done' && item.sites.length > 0).length,
    ],
    'roadmap/half-done': () => [
      'items that need others',
      items.filter((item) => item.needs.length > 0).length,
    ],
    'roadmap/no-window': () => [
      'changes on a line',
      items.filter(
        (item) =>
          item.layer === 'ot' &&
          item.status !== 'done' &&
          (item.kind === 'equipment' || item.stopWindow !== undefined),
      ).length,
    ],
    'roadmap/no-training': () => [
      'equipment and capabilities',
      items.filter(
        (item) =>
          item.status !== 'done' && (item.kind === 'equipment' || item.kind === 'capability'),
      ).length,
    ],
    'roadmap/level3-owner': () => [
      'items of level 3',
      items.filter((item) => item.isa95Level === 3).length +
        portal.findings.filter((finding) => finding.rule === 'roadmap/level3-owner').length,
    ],
    'trust/standup-missed': () => [
      'pods with a standup log',
      live.filter((initiative) => held.has(initiative.id)).length,
    ],
    'trust/three-lens-quorum': () => [
      'pods with a standup log',
      live.filter((initiative) => held.has(initiative.id)).length,
    ],
    'trust/response-sla': () => [
      'pairs of functions',
      portal.trust.pairs.filter((pair) => pair.n >= 3).length,
    ],
    'trust/issue-unowned': () => [
      'initiatives with open issues',
      new Set(portal.trust.open.map((item) => item.initiative)).size,
    ],
    'trust/validation-after-rollout': () => [
      'initiatives in use',
      live.filter((initiative) =>
        initiative.sites.some((entry) => entry.since && entry.since <= portfolio.asOf),
      ).length,
    ],
    'trust/validation-thin': () => [
      'initiatives with a validation',
      live.filter((initiative) => initiative.checkpoints.length > 0).length,
    ],
    'trust/comment-loop': () => [
      'initiatives with comments',
      live.filter((initiative) =>
        initiative.checkpoints.some((point) => (point.commentsReceived ?? 0) > 0),
      ).length,
    ],
    'trust/metric-not-ot-validated': () => ['metrics', portal.metrics.size],
    'trust/lens-parity': () => [
      'numbers with a board of their own',
      portfolio.metrics.filter((metric) => Object.values(metric.lenses).some((lens) => lens?.board))
        .length,
    ],
    'gate/not-locked': () => ['open reviews', reviews.length - decided.length],
    'gate/moved-criteria': () => ['locked reviews', reviews.filter((review) => review.lock).length],
    'gate/closed-plant': () => ['open reviews', reviews.length - decided.length],
    'gate/due-too-early': () => ['open reviews', reviews.length - decided.length],
    'gate/overdue': () => ['open reviews', reviews.length - decided.length],
    'gate/trivial': () => ['open reviews', reviews.length - decided.length],
    'gate/pooled-scale': () => [
      'reviews of a roll-out',
      reviews.filter((review) => kind(review) === 'scale').length,
    ],
    'gate/unsupported': () => ['decisions', decided.length],
    'gate/evidence-changed': () => ['decisions', decided.length],
    'gate/override-invalid': () => [
      'overrides',
      decided.filter((review) => review.review.decision?.override).length,
    ],
    'gate/override-expired': () => [
      'overrides',
      decided.filter((review) => review.review.decision?.override).length,
    ],
    'gate/hold-open-ended': () => [
      'holds',
      decided.filter((review) => review.review.decision?.outcome === 'hold').length,
    ],
    'gate/condition-lapsed': () => [
      'decisions with conditions',
      decided.filter((review) => (review.review.decision?.conditions.length ?? 0) > 0).length,
    ],
  };
  const [of, total] =
    own[id]?.() ??
    (id.startsWith('roadmap/')
      ? ['roadmap items', items.length]
      : id.startsWith('gate/')
        ? ['gate reviews', reviews.length]
        : ['live initiatives', live.length]);
  return { of, total };
}
