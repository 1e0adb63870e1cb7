import { createHash } from 'node:crypto';
import type { MetricState } from '#model/metricState.ts';
import type { BodyNode, Playbook } from '#model/playbook.ts';
import { reviewDue } from '#model/playbookSteps.ts';
import type { Portal } from '#model/portal.ts';
import { href } from './urls.ts';

/** Components that show nothing but their own words and the metrics they name. */
const PLAIN: ReadonlySet<string> = new Set(['Steps', 'Step', 'Checklist', 'Metric', 'Chart', 'Role', 'Lens', 'Faq', 'Takeaways', 'Callout', 'Download', 'VegaLite']);

/**
 * A hash over exactly what a page shows, code apart; null for a page that is drawn anew in every build. Only playbooks have
 * one: they are the pages that a portal holds by the thousand. The day that the portal is as of is not part of it, since it is
 * stamped on a kept page (see `stampDay`).
 */
export function pageKey(portal: Portal, path: string): string | null {
  const root = href('playbooks/');
  if (!path.startsWith(root)) return null;
  const id = path.slice(root.length).replace(/\/?(index\.html)?$/, '');
  const playbook = portal.portfolio.playbooks.find((one) => one.id === id);
  return playbook ? playbookKey(portal, playbook) : null;
}

function playbookKey(portal: Portal, playbook: Playbook): string | null {
  const components = componentsOf(playbook.body);
  if (components.some((node) => !PLAIN.has(node.name))) return null;
  const named = components.flatMap((node) => [node.props.id, node.props.metric]).filter((value) => typeof value === 'string');
  const metrics = [...new Set([...playbook.metrics, ...named])].sort().flatMap((id) => portal.metrics.get(id) ?? []);
  const { asOf, settings, sites } = portal.portfolio;
  const due = reviewDue(playbook);
  const facts = [
    settings, sites.map((site) => [site.id, site.name]), href(''), playbook, due !== null && due < asOf, metrics.map(metricDigest),
    portal.portfolio.initiatives.filter((one) => playbook.initiatives.includes(one.id)).map((one) => [one.id, one.title, one.code]),
    portal.goals.filter((state) => playbook.goals.includes(state.goal.id)).map((state) => [state.goal.id, state.goal.title]),
  ];
  return digest(facts);
}

function componentsOf(nodes: readonly BodyNode[]): Extract<BodyNode, { kind: 'component' }>[] {
  return nodes.flatMap((node) => (node.kind === 'html' ? [] : [node, ...componentsOf(node.children)]));
}

const digests = new WeakMap<MetricState, string>();

/** Everything that a page can say about a metric; of its export only the names, since the state holds its dates and doubts. */
function metricDigest(state: MetricState): string {
  const known = digests.get(state);
  if (known !== undefined) return known;
  // Of freshness a playbook says no more than that a number is stale, and nothing of confidence or of the share of time.
  const { observations: _, export: report, freshness, confidence: __, shareOfTime: ___, ...shown } = state;
  const made = digest([shown, freshness === 'stale', report?.contract.name, report?.contract.title, report?.contract.system]);
  digests.set(state, made);
  return made;
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

const DAY = /<time data-as-of datetime="[^"]*">[^<]*<\/time>/;

/** A kept page with the footer's day of this build in place of the day it was drawn. */
export function stampDay(html: string, day: string): string {
  return html.replace(DAY, () => day);
}
