import { type Audience, isNarrower } from '#model/record/audience.ts';
import { nearest, type Problem } from '#model/problem.ts';
import { idsIn, REFERENCES, WITHHOLDABLE, type Withholdable } from '#model/record/references.ts';
import { namedBy } from '#model/record/prop.ts';
import { componentOf } from '#ingest/mdx/propCheck.ts';
import type { Content } from '#ingest/content/content.ts';
import { frozenAudiences } from './frozenAudiences.ts';
import type { Source } from '#ingest/content/source.ts';
import { linkTarget } from './names.ts';

/** An export of the contract, as far as audiences go. */
export interface AudienceOfExport {
  name: string;
  audience: Audience | undefined;
  file: string;
  line: number;
  column: number;
}

/** Audiences exist, and nothing can only be shown with something that its readers may not know of. */
export function audienceReferences(
  content: Content,
  sources: readonly Source[],
  exports: readonly AudienceOfExport[],
): Problem[] {
  const problems: Problem[] = [];
  const { audiences } = content.settings;
  const meant = audienceOf(content, exports);
  for (const { audience, ...at } of exports)
    known(audience, at.file, () => at, `the export "${at.name}"`);
  for (const source of sources) {
    const own = source.path.reduce<unknown>(
      (value, key) => (value as never)[key as never],
      source.yaml.data,
    ) as { audience?: string; events?: { audience?: string }[] };
    const file = source.yaml.file;
    known(own?.audience, file, () => source.yaml.at([...source.path, 'audience']), 'audience');
    for (const [index, { audience: ofEvent }] of (own?.events ?? []).entries())
      known(ofEvent, file, () => source.yaml.at(['events', index, 'audience']), 'audience');
    const audience =
      meant(source.kind === 'roadmap' ? 'item' : (source.kind as Withholdable), source.id) ??
      own?.audience;
    for (const row of REFERENCES)
      if (row.of === source.kind && row.withheld === 'refuse')
        for (const { id, at } of idsIn(row, own))
          narrower(
            audience,
            row.names as Withholdable,
            id,
            file,
            () => source.yaml.at([...source.path, ...at]),
            `${source.kind} "${source.id}"`,
            'the record',
          );
    for (const use of source.uses) {
      if (use.prop === 'audience' || (use.component === 'Audience' && use.prop === 'is'))
        known(String(use.value), use.file ?? file, () => use, use.prop);
      const inside = use.within.reduce<Audience | undefined>(
        (outer, inner) => (isNarrower(audiences, inner, outer) ? inner : outer),
        audience,
      );
      if (use.component === 'a') linked(source, use, inside);
      const kind = namedBy(componentOf(use.component)?.props[use.prop]);
      if (
        kind === null ||
        typeof use.value !== 'string' ||
        !(WITHHOLDABLE as readonly string[]).includes(kind)
      )
        continue;
      narrower(
        inside,
        kind as Withholdable,
        use.value,
        use.file ?? file,
        () => use,
        `<${use.component}>`,
        'the component',
      );
    }
  }
  problems.push(...frozenAudiences(content, sources, meant));
  return problems;

  function known(
    audience: string | undefined,
    file: string,
    at: () => { line: number; column: number },
    what: string,
  ): void {
    if (audience === undefined || audiences.includes(audience)) return;
    const near = nearest(audience, audiences);
    problems.push({
      code: 'content/unknown-audience',
      severity: 'error',
      file,
      line: at().line,
      column: at().column,
      found: `${what} is "${audience}", which is no audience`,
      allowed: audiences.length === 0 ? 'portfolio.yaml names no audiences' : audiences.join(', '),
      fix: near
        ? `did you mean "${near}"?`
        : audiences.length === 0
          ? 'name them in portfolio.yaml, narrow to wide: audiences: [leadership, plant]'
          : 'use one of these, or add it to portfolio.yaml',
    });
  }

  /** A link says that its target is there, and leads to nothing in an edition without it. */
  function linked(
    source: Source,
    { value, line, column, file }: Source['uses'][number],
    outer: Audience | undefined,
  ): void {
    const target = linkTarget(source, String(value));
    const inner = target?.kind ? meant(target.kind as Withholdable, target.id) : undefined;
    if (!target?.kind || !isNarrower(audiences, inner, outer)) return;
    problems.push({
      code: 'content/audience',
      severity: 'error',
      file: file ?? source.yaml.file,
      line,
      column,
      found: `the link ${value} leads to the ${target.kind} "${target.id}", which is for ${inner} only, out of what ${outer ?? 'everybody'} reads`,
      fix: `put it into <Audience is="${inner}">, or give the ${target.kind} a wider audience`,
    });
  }

  function narrower(
    outer: Audience | undefined,
    kind: Withholdable,
    id: string,
    file: string,
    at: () => { line: number; column: number },
    what: string,
    whose: string,
  ): void {
    const inner = meant(kind, id);
    if (!isNarrower(audiences, inner, outer)) return;
    problems.push({
      code: 'content/audience',
      severity: 'error',
      file,
      line: at().line,
      column: at().column,
      found: `${what} shows the ${kind} "${id}", which is for ${inner} only, to ${outer ?? 'everybody'}`,
      fix: `give ${whose} audience: ${inner}, or the ${kind} a wider one`,
    });
  }
}

function audienceOf(
  content: Content,
  exports: readonly AudienceOfExport[],
): (kind: Withholdable, id: string) => Audience | undefined {
  const { audiences } = content.settings;
  const initiatives = new Map(content.initiatives.map((one) => [one.id, one.audience]));
  const maps: Record<Withholdable, Map<string, Audience | undefined>> = {
    goal: new Map(content.goals.map((one) => [one.id, one.audience])),
    metric: new Map(content.metrics.map((one) => [one.id, one.audience])),
    initiative: initiatives,
    // An item goes with its initiative.
    item: new Map(
      content.roadmap.map((one) => {
        const inherited = initiatives.get(one.initiative ?? '');
        return [one.id, isNarrower(audiences, inherited, one.audience) ? inherited : one.audience];
      }),
    ),
    export: new Map(exports.map((one) => [one.name, one.audience])),
    playbook: new Map(content.playbooks.map((one) => [one.id, one.audience])),
    report: new Map(content.reports.map((one) => [one.id, one.audience])),
  };
  return (kind, id) => maps[kind]?.get(id);
}
