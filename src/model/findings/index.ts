import type { Finding, Rule } from '#model/finding.ts';
import type { Portal } from '#model/portal.ts';
import { computedRules } from './computed.ts';
import { doubtRules } from './doubt.ts';
import { exportRules } from './export.ts';
import { gateRules } from './gate.ts';
import { goalRules } from './goal.ts';
import { initiativeRules } from './initiative.ts';
import { metricRules } from './metric.ts';
import { roadmapRules } from './roadmap.ts';

/** Every rule of the portfolio's own linter, by family. */
export const rules: Rule<Portal>[] = [...goalRules, ...metricRules, ...exportRules, ...doubtRules, ...initiativeRules, ...roadmapRules, ...gateRules, ...computedRules];

const ORDER = { error: 0, warn: 1, info: 2 };

/** The work list: every rule's findings, graded and accepted as the portfolio says, the worst first. */
export function findings(portal: Portal): Finding[] {
  const { rules: grades, accept } = portal.portfolio.settings;
  const found = rules.flatMap((rule): Finding[] => {
    const severity = grades[rule.id] ?? rule.severity;
    if (severity === 'off') return [];
    return rule.check(portal).map((finding) => {
      const accepted = accept.find((entry) => entry.rule === rule.id && (entry.record === undefined || entry.record === finding.record) && entry.until >= portal.portfolio.asOf);
      return { rule: rule.id, severity, why: rule.why, fix: rule.fix, accepted: accepted ? { reason: accepted.reason, by: accepted.by, until: accepted.until } : null, ...finding };
    });
  });
  const expired = accept
    .filter((entry) => entry.until < portal.portfolio.asOf)
    .map((entry): Finding => ({ rule: 'lint/acceptance-expired', severity: 'error', record: entry.record ?? 'portfolio', path: 'findings/', title: entry.rule, file: 'content/portfolio.yaml', line: null, what: `The acceptance of ${entry.rule} by ${entry.by} ended on ${entry.until}.`, why: 'an exception without an end is a rule switched off', fix: 'mend what was found, or accept it anew with a reason', lens: null, role: null, initiative: null, accepted: null }));
  return [...found, ...expired].sort((a, b) => Number(a.accepted !== null) - Number(b.accepted !== null) || ORDER[a.severity] - ORDER[b.severity] || (a.rule < b.rule ? -1 : 1));
}
