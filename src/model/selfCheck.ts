import type { Finding, Rule } from './finding.ts';
import { rules } from './findings/index.ts';
import type { Portal } from './portal.ts';

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
  { id: 'pods', title: 'Pods with shared metrics and decision rights', lead: 'Four roles, one decider, room in the week, and use, change of work and result measured together.', wanted: (id) => id.startsWith('pod/') || id === 'metric/type-mix' },
  { id: 'roadmap', title: 'One roadmap, three layers', lead: 'Business, IT and OT each bring something to every goal, in an order that can hold.', wanted: (id) => id.startsWith('roadmap/') || id === 'goal/lens-contribution' },
  { id: 'trust', title: 'Operational trust', lead: 'Validated on the floor, answered in time, decided on evidence.', wanted: (id) => id.startsWith('trust/') || id.startsWith('gate/') },
];

/** The three takeaways as lists of rules with how often each is kept. Counts, never a score. */
export function selfChecks(portal: Portal): SelfCheck[] {
  const open = Map.groupBy(portal.findings.filter((finding) => finding.accepted === null), (finding) => finding.rule);
  const off = portal.portfolio.settings.rules;
  return PANELS.map(({ wanted, ...panel }) => ({
    ...panel,
    lines: rules.filter((rule) => wanted(rule.id) && !rule.stopsTheBuild && off[rule.id]?.severity !== 'off').map((rule) => {
      const findings = open.get(rule.id) ?? [];
      const { of, total } = asked(rule.id, portal);
      // A record that breaks a rule twice is still one record.
      const broken = new Set(findings.map((finding) => (rule.id.startsWith('gate/') ? (finding.records[0] ?? finding.record) : finding.record))).size;
      return { rule, of, total, passed: Math.max(0, total - broken), findings };
    }),
  }));
}

/** What a rule is asked of, and how many of them there are. */
function asked(id: string, portal: Portal): { of: string; total: number } {
  const { portfolio } = portal;
  const live = portal.initiatives.filter(({ initiative }) => !['stopped', 'done'].includes(initiative.status)).length;
  if (id === 'goal/lens-contribution') return { of: 'active goals', total: portal.goals.filter((state) => state.goal.status === 'active').length };
  if (id === 'roadmap/missing-layer') return { of: 'goals and initiatives', total: live + portal.goals.filter((state) => state.goal.status === 'active' && !state.isNorthStar).length };
  if (id.startsWith('roadmap/')) return { of: 'roadmap items', total: portfolio.roadmap.length };
  if (id.startsWith('gate/')) return { of: 'gate reviews', total: portal.reviews.length };
  if (id === 'trust/response-sla') return { of: 'pairs of functions', total: portal.trust.pairs.length };
  if (id === 'trust/metric-not-ot-validated' || id === 'trust/lens-parity') return { of: 'metrics', total: portal.metrics.size };
  return { of: 'live initiatives', total: live };
}
