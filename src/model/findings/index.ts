import { compareTexts } from '#model/words/compareTexts.ts';
import type { Finding, Found, Limits, Rule } from '#model/record/finding.ts';
import { toDo } from '#model/record/ownMessages.ts';
import { sourceAddress } from '#model/record/sourceAddress.ts';
import type { Portal } from '#model/portal.ts';
import { ownRules } from './ownRules.ts';
import { benefitRules } from './benefit.ts';
import { computedRules } from './computed.ts';
import { definitionRules } from './definition.ts';
import { doubtRules } from './doubt.ts';
import { evidenceRules } from './evidence.ts';
import { exportRules } from './export.ts';
import { foresightRules } from './foresight.ts';
import { frozenReportRules } from './frozenReport.ts';
import { gateRules } from './gate.ts';
import { goalRules } from './goal.ts';
import { initiativeRules } from './initiative.ts';
import { lintRules } from './lint.ts';
import { metricRules } from './metric.ts';
import { patternRules } from './pattern.ts';
import { pilotRules } from './pilot.ts';
import { documentRules } from './document.ts';
import { pictureRules } from './picture.ts';
import { podRules } from './pod.ts';
import { roadmapRules } from './roadmap.ts';
import { statisticsRules } from './statistics.ts';
import { textRules } from './text.ts';
import { translationRules } from './translation.ts';
import { trustRules } from './trust.ts';
import { valueRules } from './value.ts';

const records: Rule<Portal>[] = [
  ...goalRules,
  ...definitionRules,
  ...metricRules,
  ...statisticsRules,
  ...exportRules,
  ...valueRules,
  ...doubtRules,
  ...initiativeRules,
  ...pilotRules,
  ...podRules,
  ...roadmapRules,
  ...gateRules,
  ...foresightRules,
  ...trustRules,
  ...benefitRules,
  ...textRules,
  ...documentRules,
  ...translationRules,
  ...pictureRules,
  ...frozenReportRules,
  ...computedRules,
  ...evidenceRules,
];
/** Rules about what the other rules found. */
const aboutFindings: Rule<Portal>[] = [...patternRules, ...lintRules];

/** The rules that ship with Trilens, by family. */
export const SHIPPED_RULES: readonly Rule<Portal>[] = [...records, ...aboutFindings];

/** Every rule that is asked: the shipped ones, and those of the portfolio's own `trilens.config.ts`. */
export function allRules(): readonly Rule<Portal>[] {
  return [...records, ...ownRules.all, ...aboutFindings];
}

/** The ids of the rules, in the order in which they are asked. */
export function ruleIds(): string[] {
  return allRules().map((rule) => rule.id);
}

const ORDER = { error: 0, warn: 1, info: 2 };

/** The work list: every rule's findings, graded and accepted as the portfolio says, the worst first. */
export function findings(portal: Portal): Finding[] {
  const first = [...records, ...ownRules.all].flatMap((rule) => run(rule, portal));
  const found = [
    ...first,
    ...aboutFindings.flatMap((rule) => run(rule, { ...portal, findings: first })),
  ];
  return found.sort(
    (a, b) =>
      Number(a.accepted !== null) - Number(b.accepted !== null) ||
      ORDER[a.severity] - ORDER[b.severity] ||
      compareTexts(a.rule, b.rule) ||
      compareTexts(a.record, b.record) ||
      (a.line ?? 0) - (b.line ?? 0),
  );
}

function run(rule: Rule<Portal>, portal: Portal): Finding[] {
  const { severity, ...set } = portal.portfolio.settings.rules[rule.id] ?? {};
  if (severity === 'off' || rule.stopsTheBuild) return [];
  const limits = { ...rule.limits, ...(set as Limits) };
  return rule
    .check(portal, limits)
    .map(({ field, line, records: involved, severity: degree, ...found }) => ({
      rule: rule.id,
      severity: severity ?? degree ?? rule.severity,
      why: rule.why,
      fix: toDo(rule.id, rule.fix),
      records: involved ?? [],
      ...placeOf(portal, found.file, lineOf(portal, found.record, field, line)),
      accepted: acceptance(portal, rule.id, found, involved ?? []),
      ...found,
    }));
}

/** The line, and where it is in the repository. */
function placeOf(
  { portfolio }: Portal,
  file: string | null,
  line: number | null,
): Pick<Finding, 'line' | 'source'> {
  const { repository } = portfolio.settings;
  // What ships with Trilens is in no repository of the user's: `(shipped) pilot-iterate-scale.yaml`.
  if (!repository || file === null || file.startsWith('(')) return { line };
  return { line, source: sourceAddress(repository, file, line ?? 1) };
}

function lineOf(
  { portfolio }: Portal,
  record: string,
  field: Found['field'],
  line: Found['line'],
): number | null {
  if (field !== undefined || line === undefined)
    return portfolio.lineOf?.(record, field) ?? line ?? null;
  return line;
}

function acceptance(
  { portfolio }: Portal,
  rule: string,
  { record }: { record: string },
  involved: string[],
): Finding['accepted'] {
  const entry = portfolio.settings.accept.find(
    (candidate) =>
      candidate.rule === rule &&
      candidate.until >= portfolio.asOf &&
      (candidate.record === undefined ||
        candidate.record === record ||
        involved.includes(candidate.record)),
  );
  return entry ? { reason: entry.reason, by: entry.by, until: entry.until } : null;
}
