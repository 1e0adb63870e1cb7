import { goalConflicts } from '#model/goal/goalTargets.ts';
import type { IsoDate } from '#model/time/date.ts';
import { frozenIds } from '#model/report/facts/frozenIds.ts';
import { allRules } from '#model/findings/index.ts';
import { formulaFlaw, formulaParts } from '#model/metric/series/formula.ts';
import type { Metric } from '#model/record/metric.ts';
import { nearest, type Problem } from '#model/problem.ts';
import { idsIn, REFERENCES } from '#model/record/references.ts';
import type { Content } from '#ingest/content/content.ts';
import type { Source, Unread } from '#ingest/content/source.ts';
import { futureDates } from '#ingest/dates/futureDates.ts';
import { gateReferences } from './gateReferences.ts';
import { namedBy } from '#model/record/prop.ts';
import { componentOf } from '#ingest/mdx/propCheck.ts';
import { aliasReferences, renamed } from './aliasReferences.ts';
import { provedReferences } from './provedReferences.ts';
import { wordReferences } from './wordReferences.ts';
import { anchorReferences } from './anchorReferences.ts';
import { resetReferences } from './resetReferences.ts';
import { CALLED, linkTarget, sections, type Kind } from './names.ts';

interface Compared {
  treated: string[];
  controls: string[];
  excluded?: { line: string }[];
}

/** Every id that a field or a prop names exists, nothing is in a circle, and nothing is signed in the future. */
export function crossReferences(
  content: Content,
  sources: Source[],
  exportNames: readonly string[],
  today: IsoDate,
  unread: readonly Unread[] = [],
): Problem[] {
  const problems: Problem[] = [];
  const known: Record<Kind, Set<string>> = {
    goal: new Set(content.goals.map((goal) => goal.id)),
    metric: new Set(content.metrics.map((metric) => metric.id)),
    initiative: new Set(content.initiatives.map((initiative) => initiative.id)),
    site: new Set(content.sites.map((site) => site.id)),
    line: new Set(content.sites.flatMap((site) => site.lines.map((line) => line.id))),
    item: new Set(content.roadmap.map((item) => item.id)),
    'initiative or roadmap item': new Set(
      [...content.initiatives, ...content.roadmap].map((one) => one.id),
    ),
    framework: new Set(content.frameworks.map((framework) => framework.id)),
    export: new Set(exportNames),
    playbook: new Set(content.playbooks.map((playbook) => playbook.id)),
    report: new Set(content.reports.map((report) => report.id)),
    review: new Set(
      content.initiatives.flatMap((initiative) => initiative.gates.map((review) => review.id)),
    ),
    rule: new Set(allRules().map((rule) => rule.id)),
  };

  // Of what could not be read at all nobody can say what is missing.
  const blind = new Set<Kind>();
  for (const { kind, id } of unread) {
    for (const is of CALLED[kind] ?? []) {
      if (id === null) blind.add(is);
      else known[is].add(id);
    }
    if (kind === 'site') blind.add('line');
  }
  // A frozen report may name what has been taken out since: its page is drawn from its facts.
  const frozen = new Map(
    content.reports.flatMap((report) =>
      report.facts ? [[report.id, frozenIds(report.facts)] as const] : [],
    ),
  );

  for (const source of sources) {
    const data = source.path.reduce<unknown>(
      (value, key) => (value as never)[key as never],
      source.yaml.data,
    );
    for (const row of REFERENCES.filter((reference) => reference.of === source.kind))
      if (row.names !== 'record')
        for (const { id, at } of idsIn(row, data))
          need(source, row.names, id, [...source.path, ...at]);
    for (const use of source.uses) usedId(source, use);
    if (source.kind === 'playbook' && !blind.has('framework'))
      phaseOf(source, (data as { phase?: unknown }).phase);
    if (source.kind === 'initiative') comparedLines(source, data as { comparison?: Compared });
  }
  formulas();
  goalTargets();
  gateReferences(content, sources, add);
  futureDates(content, sources, today, add);
  circle(
    content.roadmap.map((item) => [item.id, item.needs] as const),
    'roadmap',
    'needs',
    'roadmap/cycle',
  );
  circle(
    content.metrics.map(
      (metric) =>
        [
          metric.id,
          metric.value.kind === 'formula' ? formulaParts(metric.value.expression) : [],
        ] as const,
    ),
    'metric',
    'value',
    'content/circle',
  );
  circle(
    content.playbooks.map((playbook) => [playbook.id, playbook.needs ?? []] as const),
    'playbook',
    'needs',
    'content/circle',
  );
  circle(
    content.goals.map((goal) => [goal.id, goal.parent ? [goal.parent] : []] as const),
    'goal',
    'parent',
    'content/circle',
  );
  duplicates();
  problems.push(
    ...resetReferences(content, sources),
    ...aliasReferences(content, sources),
    ...anchorReferences(content, sources),
    ...wordReferences(content, sources),
    ...provedReferences(content.playbooks, sources, today),
  );
  return distinct(problems);

  function need(source: Source, kind: Kind, value: unknown, at: readonly PropertyKey[]): void {
    if (typeof value !== 'string' || known[kind].has(value) || blind.has(kind)) return;
    const near = nearest(withoutEnding(value), known[kind]);
    const now = renamed(content, kind, value);
    add(
      source,
      at,
      'content/unknown-id',
      `there is no ${kind} "${value}"`,
      now !== null
        ? `it is called "${now}" now`
        : near
          ? `did you mean "${near}"?`
          : `add the ${kind}, or remove the reference`,
      some(known[kind]),
    );
  }

  /** A target or a baseline that is written in two places is one fact: two values of it are an error, not a choice. */
  function goalTargets(): void {
    for (const goal of content.goals) {
      const source = sources.find(({ kind, id }) => kind === 'goal' && id === goal.id);
      if (!source) continue;
      for (const { field, own, other, whose } of goalConflicts(
        goal,
        content.metrics,
        content.goals,
      ))
        add(
          source,
          field.split('.'),
          'goal/target',
          `${field} is ${own}, and ${whose} says ${other}`,
          'write it in one place, or the same in both: it decides the course of the goal',
        );
    }
  }

  /** A playbook is for a phase of any framework. */
  function phaseOf(source: Source, phase: unknown): void {
    const phases = new Set(
      content.frameworks.flatMap((framework) => framework.phases.map(({ id }) => id)),
    );
    if (typeof phase !== 'string' || phases.has(phase)) return;
    const near = nearest(phase, phases);
    add(
      source,
      ['phase'],
      'content/unknown-id',
      `no framework has a phase "${phase}"`,
      near ? `did you mean "${near}"?` : 'correct it, or add the phase to a framework',
      some(phases),
    );
  }

  /** A comparison is between lines, or between whole sites. */
  function comparedLines(source: Source, { comparison }: { comparison?: Compared }): void {
    const places = new Set([...known.line, ...known.site]);
    const named = [
      ...(['treated', 'controls'] as const).flatMap((side) =>
        (comparison?.[side] ?? []).map((id, index) => ({ id, at: [side, index] })),
      ),
      ...(comparison?.excluded ?? []).map(({ line }, index) => ({
        id: line,
        at: ['excluded', index, 'line'],
      })),
    ];
    for (const { id, at } of blind.has('line') ? [] : named.filter((one) => !places.has(one.id))) {
      const near = nearest(id, places);
      add(
        source,
        ['comparison', ...at],
        'content/unknown-id',
        `there is no line or site "${id}"`,
        near ? `did you mean "${near}"?` : 'add the line under its site, or remove it here',
        some(places),
      );
    }
  }

  function usedId(source: Source, use: Source['uses'][number]): void {
    if (use.component === 'Value' && use.prop === 'name' && source.kind !== 'playbook') {
      const { line, column } = use;
      problems.push({
        code: 'content/value-place',
        severity: 'error',
        file: use.file ?? source.yaml.file,
        line,
        column,
        found: `<Value> is in a ${source.kind}, and only a playbook is run`,
        fix: 'move the step to a playbook, or write a table',
      });
    }
    if (use.component === 'a') {
      linked(source, use);
      return;
    }
    const kind = namedBy(componentOf(use.component)?.props[use.prop]);
    if (
      kind === null ||
      typeof use.value !== 'string' ||
      known[kind].has(use.value) ||
      blind.has(kind)
    )
      return;
    if (source.kind === 'report' && frozen.get(source.id)?.has(`${kind}/${use.value}`)) return;
    const near = nearest(withoutEnding(use.value), known[kind]);
    const { line, column } = use;
    problems.push({
      code: 'content/unknown-id',
      severity: 'error',
      file: use.file ?? source.yaml.file,
      line,
      column,
      found: `<${use.component} ${use.prop}="${use.value}">: there is no ${kind} "${use.value}"`,
      allowed: some(known[kind]),
      fix: near ? `did you mean "${near}"?` : `add the ${kind}`,
    });
  }

  /** A link into the portal, `/metrics/stops/` or `../../metrics/stops/`, leads to a page. */
  function linked(source: Source, use: Source['uses'][number]): void {
    const { value, line, column } = use;
    const target = linkTarget(source, String(value));
    if (target === null) return;
    const { section, kind, id, below } = target;
    const broken = (what: string, names: Set<string>, fix: string) =>
      problems.push({
        code: 'content/broken-link',
        severity: 'error',
        file: use.file ?? source.yaml.file,
        line,
        column,
        found: `the link ${value} leads nowhere: there is no ${what}`,
        allowed: some(names),
        fix,
      });
    const place = sections().get(section);
    if (!place) {
      const names = new Set(sections().keys());
      const near = nearest(section, names);
      broken(
        `section "${section}"`,
        names,
        near
          ? `did you mean "/${near}/${id === '' ? '' : `${id}/`}"?`
          : 'link to a page that is there',
      );
    } else if (place.page && below !== '') {
      // As it is written beside the file: `./other`, where each text has an address of its own.
      const [named = ''] = below.split('/');
      const beside = nearest(withoutEnding(named), known[place.page]);
      broken(
        `page "${below}" below /${section}/${id}/`,
        new Set([`/${section}/${id}/`]),
        beside
          ? `did you mean "/${section}/${beside}/"? A link to a file beside it ends in .mdx`
          : `link to /${section}/${id}/, with # and a heading for a place on it`,
      );
    } else if (
      kind &&
      place.page === kind &&
      !known[kind].has(id) &&
      !blind.has(kind) &&
      renamed(content, kind, id) === null &&
      !(source.kind === 'report' && frozen.get(source.id)?.has(`${kind}/${id}`))
    ) {
      const near = nearest(withoutEnding(id), known[kind]);
      broken(
        `${kind} "${id}"`,
        known[kind],
        near ? `did you mean "/${section}/${near}/"?` : 'link to a page that is there',
      );
    }
  }

  function formulas(): void {
    for (const metric of content.metrics) {
      const source = sources.find(
        (candidate) => candidate.kind === 'metric' && candidate.id === metric.id,
      );
      if (!source) continue;
      const wants = CHART_OF[metric.spc];
      if (wants !== undefined && metric.value.kind !== wants)
        add(
          source,
          ['spc'],
          'content/limits',
          `the limits are ${metric.spc}, and the metric "${metric.id}" is no ${wants === 'ratio' ? 'ratio: there is no denominator to take them from' : 'count of a column'}`,
          wants === 'ratio'
            ? 'leave spc out, or make it a ratio'
            : 'leave spc out, or make it a count',
          'auto, xmr, none',
        );
      if (metric.value.kind === 'clock') continue;
      if (metric.value.kind !== 'formula') {
        if (metric.export === '') need(source, 'export', metric.export, ['export']);
        continue;
      }
      const names = formulaParts(metric.value.expression);
      const flaw = formulaFlaw(metric.value.expression);
      if (flaw)
        add(
          source,
          ['value', 'formula'],
          'content/formula',
          `the formula "${inBrief(metric.value.expression)}" cannot be read: ${flaw}`,
          'write metric ids and numbers with + - * / and brackets, such as 100 * good / (good + bad)',
        );
      for (const part of content.metrics) {
        if (names.includes(part.id) && part.grain !== metric.grain)
          add(
            source,
            ['value', 'formula'],
            'content/formula',
            `the formula takes "${part.id}" by the ${part.grain}, and the metric itself goes by the ${metric.grain}`,
            `set grain: ${part.grain}, or take a metric by the ${metric.grain}`,
            metric.grain,
          );
      }
    }
  }

  function circle(
    edges: (readonly [string, readonly string[]])[],
    kind: Source['kind'],
    field: string,
    code: string,
  ): void {
    const next = new Map(edges);
    const done = new Set<string>();
    for (const [start] of edges) {
      const path: string[] = [];
      const walk = (id: string): boolean => {
        if (path.includes(id)) {
          const source = sources.find(
            (candidate) => candidate.kind === kind && candidate.id === id,
          );
          if (source)
            add(
              source,
              [...source.path, field],
              code,
              `${field} goes in a circle: ${[...path.slice(path.indexOf(id)), id].join(' → ')}`,
              'take one of them out of the circle',
            );
          return true;
        }
        if (done.has(id)) return false;
        path.push(id);
        const found = (next.get(id) ?? []).some(walk);
        path.pop();
        done.add(id);
        return found;
      };
      if (walk(start)) return;
    }
  }

  /** Ids are file names, and addresses on disks and servers that may not tell capitals apart; codes are how logs name an initiative. */
  function duplicates(): void {
    const seen = new Map<string, Source>();
    const called = new Map<string, Source>();
    for (const source of sources.filter(({ language }) => language === undefined)) {
      const key = `${source.kind}/${source.id.toLowerCase()}`;
      if (source.kind === 'functions')
        once(
          source,
          key,
          [...source.path, 'lens'],
          `the lens "${source.id}"`,
          'describe each function once',
        );
      else once(source, key, [...source.path, 'id'], `the id "${source.id}"`);
      const code =
        source.kind === 'initiative' ? (source.yaml.data as { code?: unknown }).code : undefined;
      if (source.kind === 'site') names(source);
      if (typeof code === 'string')
        once(source, `code/${code.toLowerCase()}`, ['code'], `the code "${code}"`);
    }

    /** A name under which exports know two sites would give the rows of one to the other. */
    function names(source: Source): void {
      const { name, aliases } = source.path.reduce<unknown>(
        (value, key) => (value as never)[key as never],
        source.yaml.data,
      ) as { name?: unknown; aliases?: unknown };
      const said = [
        { text: source.id, at: 'id' },
        { text: name, at: 'name' },
        ...(Array.isArray(aliases) ? aliases : []).map((text: unknown, index) => ({
          text,
          at: ['aliases', index],
        })),
      ];
      for (const { text, at } of said) {
        if (typeof text !== 'string') continue;
        const other = called.get(text.toLowerCase());
        if (other && other.id.toLowerCase() !== source.id.toLowerCase())
          add(
            source,
            [...source.path, ...[at].flat()],
            'content/duplicate-name',
            `"${text}" is a name of the sites "${other.id}" and "${source.id}"`,
            'exports must know one site by it; take it from one of them',
          );
        else called.set(text.toLowerCase(), source);
      }
    }

    function once(
      source: Source,
      key: string,
      at: readonly PropertyKey[],
      what: string,
      fix = 'give one of them another',
    ): void {
      const first = seen.get(key);
      if (first)
        add(
          source,
          at,
          'content/duplicate-id',
          `${what} is used twice; first in ${placeWords(first)}`,
          fix,
        );
      else seen.set(key, source);
    }
  }

  function add(
    source: Source,
    at: readonly PropertyKey[],
    code: string,
    found: string,
    fix: string,
    allowed?: string,
    severity: Problem['severity'] = 'error',
  ): void {
    problems.push({
      code,
      severity,
      file: source.yaml.file,
      ...source.yaml.at(at),
      found,
      fix,
      ...(allowed === undefined ? {} : { allowed }),
    });
  }
}

/** A shared part is in many texts, and wrong once. */
function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

function placeWords({ yaml, path }: Source): string {
  const { file = yaml.file, line, cell } = yaml.at(path);
  return cell === undefined ? `${file}:${line}` : `${file}, ${cell}`;
}

function some(names: Set<string>): string {
  const list = [...names].sort();
  return list.length === 0
    ? 'none is defined yet'
    : list.length > 12
      ? `${list.slice(0, 12).join(', ')} and ${list.length - 12} more`
      : list.join(', ');
}

/** What a metric has to be for the charts that are not for any value. */
const CHART_OF: Partial<Record<Metric['spc'], 'ratio' | 'column'>> = {
  p: 'ratio',
  'p-prime': 'ratio',
  u: 'ratio',
  'u-prime': 'ratio',
  g: 'ratio',
  c: 'column',
  t: 'column',
};

/** The beginning of a text that may be very long. */
function inBrief(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

/** An id is the name of a file without its ending, or that of an export. */
function withoutEnding(id: string): string {
  return id.replace(/\.(?:csv|xlsx|parquet|ya?ml|mdx?|html)$/i, '');
}
