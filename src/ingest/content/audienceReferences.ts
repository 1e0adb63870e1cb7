import { type Audience, isNarrower } from '#model/record/audience.ts';
import { formulaParts } from '#model/metric/formula.ts';
import { nearest, type Problem } from '#model/problem.ts';
import { componentOf } from '#ingest/mdx/propCheck.ts';
import type { Content } from './content.ts';
import type { Source } from './source.ts';
import { linkTarget } from './references.ts';

type Kind = 'goal' | 'metric' | 'initiative' | 'item' | 'export' | 'playbook' | 'report';

/** What a record cannot be shown without, by the kind of file; what stands in a list is left out of an edition instead. */
type Needs = readonly [kind: Kind, id: string, at: readonly PropertyKey[]][];

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
    ) as { audience?: string };
    const file = source.yaml.file;
    known(own?.audience, file, () => source.yaml.at([...source.path, 'audience']), 'audience');
    const audience =
      meant(source.kind === 'roadmap' ? 'item' : (source.kind as Kind), source.id) ?? own?.audience;
    for (const [kind, id, at] of needsOf(content, source))
      narrower(
        audience,
        kind,
        id,
        file,
        () => source.yaml.at([...source.path, ...at]),
        `${source.kind} "${source.id}"`,
        'the record',
      );
    for (const use of source.uses) {
      if (use.prop === 'audience' || (use.component === 'Audience' && use.prop === 'is'))
        known(String(use.value), file, () => use, use.prop);
      const inside = use.within.reduce<Audience | undefined>(
        (outer, inner) => (isNarrower(audiences, inner, outer) ? inner : outer),
        audience,
      );
      if (use.component === 'a') linked(source, use, inside);
      const is = componentOf(use.component)?.props[use.prop]?.is;
      if (
        typeof is !== 'object' ||
        !('id' in is) ||
        typeof use.value !== 'string' ||
        !['goal', 'metric', 'initiative'].includes(is.id)
      )
        continue;
      narrower(
        inside,
        is.id as Kind,
        use.value,
        file,
        () => use,
        `<${use.component}>`,
        'the component',
      );
    }
  }
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
    { value, line, column }: Source['uses'][number],
    outer: Audience | undefined,
  ): void {
    const target = linkTarget(source, String(value));
    const inner = target?.kind ? meant(target.kind as Kind, target.id) : undefined;
    if (!target?.kind || !isNarrower(audiences, inner, outer)) return;
    problems.push({
      code: 'content/audience',
      severity: 'error',
      file: source.yaml.file,
      line,
      column,
      found: `the link ${value} leads to the ${target.kind} "${target.id}", which is for ${inner} only, out of what ${outer ?? 'everybody'} reads`,
      fix: `put it into <Audience is="${inner}">, or give the ${target.kind} a wider audience`,
    });
  }

  function narrower(
    outer: Audience | undefined,
    kind: Kind,
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
): (kind: Kind, id: string) => Audience | undefined {
  const { audiences } = content.settings;
  const initiatives = new Map(content.initiatives.map((one) => [one.id, one.audience]));
  const maps: Record<Kind, Map<string, Audience | undefined>> = {
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

function needsOf(content: Content, source: Source): Needs {
  if (source.kind === 'portfolio')
    return content.settings.northStar ? [['goal', content.settings.northStar, ['northStar']]] : [];
  if (source.kind === 'goal') {
    const metric = content.goals.find((goal) => goal.id === source.id)?.metric;
    return metric ? [['metric', metric, ['metric']]] : [];
  }
  if (source.kind === 'metric') {
    const metric = content.metrics.find((one) => one.id === source.id);
    if (!metric) return [];
    if (metric.value.kind !== 'formula') return [['export', metric.export, ['export']]];
    return formulaParts(metric.value.expression).map((id) => ['metric', id, ['value', 'formula']]);
  }
  if (source.kind === 'framework')
    return (content.frameworks.find((one) => one.id === source.id)?.phases ?? []).flatMap(
      (phase, at) => criteriaNeeds(phase.criteria, ['phases', at, 'criteria']),
    );
  if (source.kind !== 'initiative') return [];
  const initiative = content.initiatives.find((one) => one.id === source.id);
  if (!initiative) return [];
  return [
    ...(initiative.comparison
      ? [['metric', initiative.comparison.metric, ['comparison', 'metric']] as Needs[number]]
      : []),
    ...initiative.gates.flatMap((review, at) => [
      ...criteriaNeeds(review.criteria, ['gates', at, 'criteria']),
      ...criteriaNeeds(review.stopRules, ['gates', at, 'stopRules']),
    ]),
  ];
}

interface Named {
  metric?: string | undefined;
  items?: readonly string[] | undefined;
  allOf?: readonly Named[] | undefined;
  anyOf?: readonly Named[] | undefined;
}

function criteriaNeeds(criteria: readonly Named[], path: readonly PropertyKey[]): Needs {
  return criteria.flatMap((criterion, index): Needs => {
    const at = [...path, index];
    return [
      ...(criterion.metric
        ? [['metric', criterion.metric, [...at, 'metric']] as Needs[number]]
        : []),
      ...(criterion.items ?? []).map((item): Needs[number] => ['item', item, [...at, 'items']]),
      ...criteriaNeeds(criterion.allOf ?? [], [...at, 'allOf']),
      ...criteriaNeeds(criterion.anyOf ?? [], [...at, 'anyOf']),
    ];
  });
}
