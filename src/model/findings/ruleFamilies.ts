import type { Rule } from '#model/record/finding.ts';
import type { Portal } from '#model/portal.ts';

const TITLES: Record<string, string> = {
  goal: 'Goals',
  metric: 'Metrics',
  export: 'Exports',
  initiative: 'Initiatives',
  pod: 'Pods',
  roadmap: 'Roadmap',
  gate: 'Gates',
  trust: 'Trust',
  benefit: 'Benefits',
  report: 'Reports',
  playbook: 'Playbooks',
  translation: 'Translations',
  text: 'Pictures',
  security: 'Security',
  finding: 'Computed: what the data says about the business',
  lint: 'The list itself',
};

/** Rules by what their ids begin with, in the order in which people meet them. */
export function ruleFamilies(
  rules: readonly Rule<Portal>[],
): { id: string; title: string; rules: Rule<Portal>[] }[] {
  const byFamily = Map.groupBy(rules, (rule) => rule.id.split('/')[0]!);
  const order = Object.keys(TITLES);
  // Families of the portfolio's own come after those that ship with Trilens.
  const placeOf = (family: string) =>
    order.includes(family) ? order.indexOf(family) : order.length;
  return [...byFamily]
    .sort(([a], [b]) => placeOf(a) - placeOf(b))
    .map(([id, own]) => ({ id, title: TITLES[id] ?? id, rules: own }));
}
