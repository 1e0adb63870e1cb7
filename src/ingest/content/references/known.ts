import { allRules } from '#model/findings/index.ts';
import { nearest } from '#model/problem.ts';
import { frozenIds } from '#model/report/facts/frozenIds.ts';
import type { Content } from '#ingest/content/content.ts';
import type { Unread } from '#ingest/content/source.ts';
import { renamed } from './aliasReferences.ts';
import { CALLED, type Kind } from './names.ts';

/** What there is to name, by kind of record. */
export class Known {
  private readonly ids: Record<Kind, Set<string>>;
  /** Of what could not be read at all nobody can say what is missing. */
  private readonly blind = new Set<Kind>();
  /** A frozen report may name what has been taken out since: its page is drawn from its facts. */
  private readonly frozen: ReadonlyMap<string, ReadonlySet<string>>;
  private readonly content: Content;

  constructor(content: Content, exportNames: readonly string[], unread: readonly Unread[]) {
    this.content = content;
    this.ids = idsOf(content, exportNames);
    for (const { kind, id } of unread) {
      for (const is of CALLED[kind] ?? []) {
        if (id === null) this.blind.add(is);
        else this.ids[is].add(id);
      }
      if (kind === 'site') this.blind.add('line');
    }
    this.frozen = new Map(
      content.reports.flatMap(({ id, facts }) => (facts ? [[id, frozenIds(facts)] as const] : [])),
    );
  }

  of(kind: Kind): ReadonlySet<string> {
    return this.ids[kind];
  }

  isBlind(kind: Kind): boolean {
    return this.blind.has(kind);
  }

  has(kind: Kind, id: string): boolean {
    return this.ids[kind].has(id) || this.blind.has(kind);
  }

  /** Whether the facts of a report hold what its text names. */
  isFrozen(report: string, kind: Kind, id: string): boolean {
    return this.frozen.get(report)?.has(`${kind}/${id}`) === true;
  }

  /** The name that a record of that kind has now, or null. */
  renamed(kind: Kind, was: string): string | null {
    return renamed(this.content, kind, was);
  }

  near(kind: Kind, id: string): string | null {
    return nearest(withoutEnding(id), this.ids[kind]);
  }
}

function idsOf(content: Content, exportNames: readonly string[]): Record<Kind, Set<string>> {
  const ids = (records: readonly { id: string }[]) => new Set(records.map(({ id }) => id));
  return {
    goal: ids(content.goals),
    metric: ids(content.metrics),
    initiative: ids(content.initiatives),
    site: ids(content.sites),
    line: ids(content.sites.flatMap(({ lines }) => lines)),
    item: ids(content.roadmap),
    'initiative or roadmap item': ids([...content.initiatives, ...content.roadmap]),
    framework: ids(content.frameworks),
    export: new Set(exportNames),
    playbook: ids(content.playbooks),
    report: ids(content.reports),
    review: ids(content.initiatives.flatMap(({ gates }) => gates)),
    rule: ids(allRules()),
  };
}

/** The names that are allowed, the first twelve of them in words. */
export function some(names: ReadonlySet<string>): string {
  const list = [...names].sort();
  return list.length === 0
    ? 'none is defined yet'
    : list.length > 12
      ? `${list.slice(0, 12).join(', ')} and ${list.length - 12} more`
      : list.join(', ');
}

/** An id is the name of a file without its ending, or that of an export. */
function withoutEnding(id: string): string {
  return id.replace(/\.(?:csv|xlsx|parquet|ya?ml|mdx?|html)$/i, '');
}
