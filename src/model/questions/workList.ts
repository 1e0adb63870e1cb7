import type { Finding } from '#model/record/finding.ts';
import { countOf, listOf } from '#model/words/format.ts';
import { LENS_NAMES } from '#model/record/lens.ts';
import type { Portal } from '#model/portal.ts';

/** Findings that one pod, or the owners of one kind of record, should look at. */
export interface WorkGroup {
  id: string;
  title: string;
  /** Page of what it is about; null for a kind of record. */
  path: string | null;
  findings: Finding[];
  /** By who should act in a pod, by rule elsewhere. */
  parts: { title: string; note: string; rule: string | null; findings: Finding[] }[];
}

/** From so many findings on a group has a page of its own: nobody reads on, and a phone opens the page slowly. */
const ON_ONE_PAGE = 300;

/** Of one kind for one person or rule on a page; all of them are in `/api/findings.json`. */
export const MOST_IN_A_LIST = 100;

/** Whether each group of findings has a page of its own. */
export function isParted(groups: readonly WorkGroup[]): boolean {
  return groups.reduce((sum, { findings }) => sum + findings.length, 0) > ON_ONE_PAGE;
}

const KINDS: Record<string, string> = {
  goals: 'Goals',
  metrics: 'Metrics',
  data: 'Exports',
  roadmap: 'Roadmap',
  sites: 'Sites',
  trust: 'Between functions',
  playbooks: 'Playbooks',
  reports: 'Reports',
  gates: 'Gates',
  portfolio: 'Settings',
};

/** The open findings as work lists: each pod's first, by initiative, then those about goals, metrics, exports and the rest. */
export function workGroups({
  findings,
  portfolio,
}: Pick<Portal, 'findings' | 'portfolio'>): WorkGroup[] {
  const open = findings.filter((finding) => finding.accepted === null);
  const known = new Set(portfolio.initiatives.map(({ id }) => id));
  const isOfOne = ({ initiative }: Finding) => initiative !== null && known.has(initiative);
  const of = Map.groupBy(open.filter(isOfOne), ({ initiative }) => initiative);
  const initiatives = portfolio.initiatives.flatMap(({ id, title }) => {
    const own = of.get(id);
    return own === undefined
      ? []
      : [{ id, title, path: `initiatives/${id}/`, findings: own, parts: byPerson(own) }];
  });
  const others = Map.groupBy(
    open.filter((finding) => !isOfOne(finding)),
    (finding) => finding.record.split('/')[0] ?? '',
  );
  const order = Object.keys(KINDS);
  const kinds = [...others]
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .map(([kind, own]) => ({
      id: `records-${kind}`,
      title: KINDS[kind] ?? kind,
      path: null,
      findings: own,
      parts: byRule(own),
    }));
  return [...initiatives, ...kinds];
}

/** `four errors and two warnings` */
export function severityWords(findings: readonly Finding[]): string {
  const count = (severity: Finding['severity'], word: string) => {
    const found = findings.filter((finding) => finding.severity === severity).length;
    return found > 0 ? [countOf(found, word)] : [];
  };
  return (
    listOf([...count('error', 'error'), ...count('warn', 'warning'), ...count('info', 'note')]) ||
    'nothing'
  );
}

function byPerson(findings: Finding[]): WorkGroup['parts'] {
  return [
    ...Map.groupBy(findings, (finding) => `${finding.role ?? ''}|${finding.person ?? ''}`).values(),
  ].map((own) => {
    const [first] = own;
    return {
      title: first?.role ?? 'Anybody',
      note: [first?.person, first?.lens && LENS_NAMES[first.lens]].filter(Boolean).join(', '),
      rule: null,
      findings: own,
    };
  });
}

function byRule(findings: Finding[]): WorkGroup['parts'] {
  return [...Map.groupBy(findings, (finding) => finding.rule)].map(([rule, own]) => ({
    title: rule,
    note: own[0]?.fix ?? '',
    rule,
    findings: own,
  }));
}
