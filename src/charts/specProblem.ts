import { parse } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { nearest } from '#model/problem.ts';
import { expressionProblems } from './specExpression.ts';

/** What an author's chart may draw from: one row a period and site. */
const AUTHOR_FIELDS = ['period', 'site', 'value', 'numerator', 'denominator'] as const;

const MARKS = [
  'arc',
  'area',
  'bar',
  'boxplot',
  'circle',
  'errorband',
  'errorbar',
  'line',
  'point',
  'rect',
  'rule',
  'square',
  'text',
  'tick',
  'trail',
];

export interface SpecProblem {
  found: string;
  allowed?: string;
  fix: string;
}

/** What is wrong with a Vega-Lite spec that an author wrote; an empty list when it can be drawn. */
export function specProblems(spec: object): SpecProblem[] {
  const parts = [...partsOf(spec)];
  const found = [
    ...outside(parts),
    ...sizes(parts),
    ...expressionProblems(parts),
    ...marks(parts),
    ...fields(parts),
  ];
  return found.length > 0 ? found : compiled(spec);
}

/** What brings other data than the metric's, or leads out of the page, wherever in a spec it is. */
const REFUSED: Record<string, string> = {
  data: 'remove it: the rows are those of the metric',
  datasets: 'remove it: the rows are those of the metric',
  url: 'remove it: the rows are those of the metric',
  href: 'remove it: a chart links nowhere',
};

function outside(parts: [string, unknown][]): SpecProblem[] {
  return parts.flatMap(([key, value]): SpecProblem[] => {
    const fix = Object.hasOwn(REFUSED, key) ? REFUSED[key] : undefined;
    if (fix !== undefined) return [{ found: `the spec holds "${key}"`, fix }];
    return typeof value === 'string' && /url\s*\(/i.test(value)
      ? [{ found: `"${key}" holds ${value.slice(0, 40)}`, fix: 'name a colour' }]
      : [];
  });
}

/** Most of what a spec may ask for, so that it can be drawn in time; a page is far smaller. */
const MOST: Record<string, number> = {
  width: 4000,
  height: 4000,
  step: 4000,
  columns: 100,
  maxbins: 1000,
  steps: 1000,
  minsteps: 1000,
  maxsteps: 1000,
  tickCount: 1000,
};

function sizes(parts: [string, unknown][]): SpecProblem[] {
  return parts.flatMap(([key, value]) => {
    const most = Object.hasOwn(MOST, key) ? MOST[key] : undefined;
    return most !== undefined && typeof value === 'number' && !(Math.abs(value) <= most)
      ? [{ found: `"${key}" is ${value}`, allowed: `at most ${most}`, fix: 'make it smaller' }]
      : [];
  });
}

function marks(parts: [string, unknown][]): SpecProblem[] {
  const names = parts.flatMap(([key, value]) =>
    key === 'mark' ? [typeof value === 'string' ? value : (value as { type?: string })?.type] : [],
  );
  return names
    .filter((name) => !MARKS.includes(name ?? ''))
    .map((name) => unknown('mark', name ?? '', MARKS));
}

function fields(parts: [string, unknown][]): SpecProblem[] {
  const made = parts.flatMap(([key, value]) =>
    ['as', 'key', 'value'].includes(key)
      ? [value].flat().filter((name) => typeof name === 'string')
      : [],
  );
  const known = [...AUTHOR_FIELDS, ...made];
  const named = parts.flatMap(([key, value]) =>
    key === 'field' && typeof value === 'string' ? [value] : [],
  );
  return [...new Set(named)]
    .filter((name) => !known.includes(name))
    .map((name) => unknown('field', name, AUTHOR_FIELDS));
}

function unknown(what: string, name: string, allowed: readonly string[]): SpecProblem {
  const near = nearest(name, allowed);
  return {
    found: `there is no ${what} "${name}"`,
    allowed: allowed.join(', '),
    fix: near ? `did you mean "${near}"?` : `use one of the allowed ${what}s`,
  };
}

/** A warning about layers that are sorted alike: the domain that it compiles is right (sorted bars with labels, a Pareto). */
const HARMLESS = /Domains that should be unioned has conflicting sort properties/;

/** What Vega-Lite itself says, as an error or as a warning. */
function compiled(spec: object): SpecProblem[] {
  const said: string[] = [];
  const listen = (...messages: readonly unknown[]) => {
    const message = messages.map(String).join(' ');
    if (!HARMLESS.test(message)) said.push(message);
    return logger;
  };
  const quiet = () => logger;
  const logger = { level: quiet, error: listen, warn: listen, info: quiet, debug: quiet } as never;
  try {
    parse(compile({ ...spec, data: { values: [] } } as unknown as TopLevelSpec, { logger }).spec);
  } catch (error) {
    said.push(
      error instanceof TypeError
        ? 'Vega-Lite cannot read it'
        : (error as Error).message.replace(/ \{.*\}\./s, '.'),
    );
  }
  return said.map((message) => ({
    found: `the spec is wrong: ${message.replace(/\.$/, '')}`,
    fix: 'see https://vega.github.io/vega-lite/docs/spec.html',
  }));
}

/** Every key of a spec with its value, whatever stands how deep. */
function* partsOf(value: unknown): Generator<[string, unknown]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, held] of Object.entries(value)) {
    yield [key, held];
    yield* partsOf(held);
  }
}
