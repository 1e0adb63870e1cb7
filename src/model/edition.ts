import { type Audience, sees } from './record/audience.ts';
import type { Finding } from './record/finding.ts';
import type { Initiative } from './record/initiative.ts';
import type { BodyNode, Heading } from './record/playbook.ts';
import type { Portal } from './portal.ts';
import type { Portfolio } from './record/portfolio.ts';

/** Ids of what an edition leaves out, by kind. */
export interface Withheld {
  goals: ReadonlySet<string>;
  metrics: ReadonlySet<string>;
  initiatives: ReadonlySet<string>;
  items: ReadonlySet<string>;
  playbooks: ReadonlySet<string>;
  reports: ReadonlySet<string>;
  exports: ReadonlySet<string>;
}

interface Meant {
  id: string;
  audience?: Audience | undefined;
}

/** What an edition for `reader` leaves out. An item of a withheld initiative, and an export that feeds withheld metrics only, go with them. */
export function withheldFrom(portfolio: Portfolio, reader: Audience): Withheld {
  const { audiences } = portfolio.settings;
  const hidden = (record: Meant) => !sees(audiences, reader, record.audience);
  const ids = (records: readonly Meant[]) =>
    new Set(records.filter(hidden).map((record) => record.id));
  const metrics = ids(portfolio.metrics);
  const initiatives = ids(portfolio.initiatives);
  const feeds = (name: string) => portfolio.metrics.filter((metric) => metric.export === name);
  const onlyHidden = (name: string) =>
    feeds(name).length > 0 &&
    name !== portfolio.settings.friction?.export &&
    feeds(name).every((metric) => metrics.has(metric.id));
  return {
    goals: ids(portfolio.goals),
    metrics,
    initiatives,
    playbooks: ids(portfolio.playbooks),
    reports: ids(portfolio.reports),
    items: new Set(
      portfolio.roadmap
        .filter((item) => hidden(item) || initiatives.has(item.initiative ?? ''))
        .map((item) => item.id),
    ),
    exports: new Set(
      portfolio.exports
        .filter(
          ({ contract }) =>
            !sees(audiences, reader, contract.audience) || onlyHidden(contract.name),
        )
        .map(({ contract }) => contract.name),
    ),
  };
}

/**
 * The portfolio as one audience may know it: as if nothing else had ever been written. All that is computed, drawn, indexed,
 * fed and exported comes from it. References to what is left out go with it where they are one of a list; a single reference
 * that cannot go is refused when content is read (see `audienceReferences`).
 */
export function edition(portfolio: Portfolio, reader: Audience): Portfolio {
  const out = withheldFrom(portfolio, reader);
  const { audiences } = portfolio.settings;
  const visible = <T extends { id: string }>(records: readonly T[], hidden: ReadonlySet<string>) =>
    records.filter((record) => !hidden.has(record.id));
  const but = (ids: readonly string[], hidden: ReadonlySet<string>) =>
    ids.filter((id) => !hidden.has(id));
  const told = <T extends { body: BodyNode[]; headings: Heading[] }>(page: T): T => {
    const body = bodyFor(page.body, (audience) => sees(audiences, reader, audience));
    const text = JSON.stringify(body);
    return {
      ...page,
      body,
      headings: page.headings.filter((heading) => text.includes(` id=\\"${heading.id}\\"`)),
    };
  };
  return {
    ...portfolio,
    settings: { ...portfolio.settings, audience: reader },
    goals: visible(portfolio.goals, out.goals).map((goal) => ({
      ...goal,
      parent: goal.parent !== undefined && out.goals.has(goal.parent) ? undefined : goal.parent,
      guardrails: but(goal.guardrails, out.metrics),
      contributions: mapLenses(goal.contributions, (list) =>
        list.map((entry) => ({
          ...entry,
          metric: out.metrics.has(entry.metric ?? '') ? undefined : entry.metric,
          via: but(but(entry.via, out.initiatives), out.items),
        })),
      ),
    })),
    metrics: visible(portfolio.metrics, out.metrics).map((metric) => ({
      ...metric,
      guards: but(metric.guards, out.metrics),
      leads: metric.leads.filter((lead) => !out.metrics.has(lead.metric)),
    })),
    initiatives: visible(portfolio.initiatives, out.initiatives).map((initiative) =>
      told({
        ...initiative,
        pod: podFor(initiative.pod, out.metrics),
        goals: but(initiative.goals, out.goals),
        metrics: initiative.metrics.filter((entry) => !out.metrics.has(entry.id)),
        benefits: initiative.benefits.map((benefit) => ({
          ...benefit,
          metric: out.metrics.has(benefit.metric ?? '') ? undefined : benefit.metric,
        })),
        iterations: initiative.iterations.map((entry) => ({
          ...entry,
          metric: out.metrics.has(entry.metric ?? '') ? undefined : entry.metric,
        })),
        lessons: initiative.lessons.map((lesson) => ({
          ...lesson,
          reusedBy: but(lesson.reusedBy, out.initiatives),
        })),
      }),
    ),
    roadmap: visible(portfolio.roadmap, out.items).map((item) => ({
      ...item,
      goals: but(item.goals, out.goals),
      needs: but(item.needs, out.items),
    })),
    playbooks: visible(portfolio.playbooks, out.playbooks).map((playbook) =>
      told({
        ...playbook,
        goals: but(playbook.goals, out.goals),
        metrics: but(playbook.metrics, out.metrics),
        initiatives: but(playbook.initiatives, out.initiatives),
      }),
    ),
    reports: visible(portfolio.reports, out.reports).map(told),
    exports: portfolio.exports.filter(({ contract }) => !out.exports.has(contract.name)),
    observations: new Map(
      [...portfolio.observations].filter(([metric]) => !out.metrics.has(metric)),
    ),
    friction: portfolio.friction.filter(
      (item) => item.initiative === null || !out.initiatives.has(item.initiative),
    ),
  };
}

/** Of findings on the whole portfolio those on visible records: an edition has no findings of its own, since it lacks what others hold. */
export function findingsFor(whole: Portal, reader: Audience): Finding[] {
  const out = withheldFrom(whole.portfolio, reader);
  const kinds: Record<string, ReadonlySet<string>> = {
    goals: out.goals,
    metrics: out.metrics,
    initiatives: out.initiatives,
    roadmap: out.items,
    playbooks: out.playbooks,
    reports: out.reports,
    data: out.exports,
  };
  const words = [...hiddenWords(whole.portfolio, out)];
  return whole.findings.filter((finding) => {
    const [kind = '', ...id] = finding.record.split('/');
    const text = `${finding.title} ${finding.what}`;
    return (
      !kinds[kind]?.has(id.join('/')) &&
      !out.initiatives.has(finding.initiative ?? '') &&
      !words.some((word) => text.includes(word))
    );
  });
}

/** Titles and ids that may not be said: those of withheld records that no visible record bears too. */
export function hiddenWords(portfolio: Portfolio, out: Withheld): Set<string> {
  const lists: [readonly { id: string; title: string }[], ReadonlySet<string>][] = [
    [portfolio.goals, out.goals],
    [portfolio.metrics, out.metrics],
    [portfolio.initiatives, out.initiatives],
    [portfolio.roadmap, out.items],
    [portfolio.playbooks, out.playbooks],
    [portfolio.reports, out.reports],
  ];
  const named = (hidden: boolean) =>
    lists.flatMap(([records, ids]) =>
      records
        .filter((record) => ids.has(record.id) === hidden)
        .flatMap((record) => [record.id, record.title]),
    );
  const exportNames = (hidden: boolean) =>
    portfolio.exports
      .filter(({ contract }) => out.exports.has(contract.name) === hidden)
      .flatMap(({ contract }) => [contract.name, contract.title ?? contract.name]);
  const open = new Set([...named(false), ...exportNames(false)]);
  return new Set([...named(true), ...exportNames(true)].filter((word) => !open.has(word)));
}

function bodyFor(
  nodes: readonly BodyNode[],
  mayRead: (audience: Audience | undefined) => boolean,
): BodyNode[] {
  return nodes.flatMap((node): BodyNode[] => {
    if (node.kind === 'html') return [node];
    const audience = node.props.audience ?? (node.name === 'Audience' ? node.props.is : undefined);
    return mayRead(audience as Audience | undefined)
      ? [{ ...node, children: bodyFor(node.children, mayRead) }]
      : [];
  });
}

function podFor(pod: Initiative['pod'], hidden: ReadonlySet<string>): Initiative['pod'] {
  return Object.fromEntries(
    Object.entries(pod).map(([role, member]) => [
      role,
      member && hidden.has(member.successMetric ?? '')
        ? { ...member, successMetric: undefined }
        : member,
    ]),
  );
}

function mapLenses<T, R>(
  lists: Record<'business' | 'it' | 'ot', T>,
  map: (list: T) => R,
): Record<'business' | 'it' | 'ot', R> {
  return { business: map(lists.business), it: map(lists.it), ot: map(lists.ot) };
}
