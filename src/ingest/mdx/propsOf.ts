import { nearest } from '#model/problem.ts';
import { type Component, namedBy, type Prop } from '#model/record/prop.ts';
import type { Body } from './body.ts';
import { AUDIENCE_PROP } from './components.ts';
import { firstLine } from './firstLine.ts';
import { linkKind, textAddress } from './links.ts';
import { literal } from './literal.ts';
import { valueProblem } from './propCheck.ts';

type Place = { line: number; column: number };
interface PropFlaw {
  code: string;
  found: string;
  fix: string;
  allowed?: string | undefined;
  at?: Place;
}

// biome-ignore lint/suspicious/noExplicitAny: a syntax tree of many node types, read by their `type`
type Node = any;

/** The props of a component as they are written; what is unknown, is code or lacks is a flaw. */
export function propsOf(
  node: Node,
  known: Component,
  file: string,
  placeOf: (prop: string) => Place,
): {
  props: Record<string, unknown>;
  used: Omit<Body['uses'][number], 'within'>[];
  flaws: PropFlaw[];
} {
  const name = String(node.name);
  const props: Record<string, unknown> = Object.create(null);
  const used: Omit<Body['uses'][number], 'within'>[] = [];
  const flaws: PropFlaw[] = [];
  // A prop that is misspelt or is code is not missing as well.
  const meant = (node.attributes ?? []).map((attribute: Node) =>
    nearest(String(attribute.name), Object.keys(known.props)),
  );
  for (const attribute of node.attributes ?? []) {
    if (attribute.type !== 'mdxJsxAttribute') {
      flaws.push({
        code: 'content/code-in-playbook',
        found: `{${firstLine(String(attribute.value))}} in <${name}> is code`,
        fix: 'write each prop by its name',
      });
      continue;
    }
    const at = placeOf(attribute.name);
    const prop = propCalled(attribute.name, known);
    const parsed = prop && addressed(written(attribute.value), prop, file);
    if (!prop) flaws.push({ ...unknownProp(name, attribute.name, known), at });
    else if (!parsed) flaws.push({ ...expression(name, attribute), at });
    else {
      const wrong = valueProblem(name, attribute.name, prop, parsed.value);
      if (wrong) flaws.push({ code: 'content/prop-value', ...wrong, at });
      props[attribute.name] = parsed.value;
      // Each of several ids is looked up as if it were written alone.
      const named =
        namedBy(prop) !== null && Array.isArray(parsed.value) ? parsed.value : [parsed.value];
      for (const value of named) used.push({ component: name, prop: attribute.name, value, ...at });
      if (prop.is === 'link' && !wrong && linkKind(String(parsed.value), file) !== 'outside')
        used.push({ component: 'a', prop: 'href', value: parsed.value, ...at });
    }
  }
  return {
    props,
    used,
    flaws: [...flaws, ...lacking(name, known, [...Object.keys(props), ...meant])],
  };
}

function propCalled(name: string, known: Component): Prop | undefined {
  if (name === 'audience') return AUDIENCE_PROP;
  return Object.hasOwn(known.props, name) ? known.props[name] : undefined;
}

/** A link to another text, as editors write it, is the address of its page. */
function addressed(parsed: { value: unknown } | null, prop: Prop, file: string) {
  const value = parsed?.value;
  return prop.is === 'link' && typeof value === 'string' && linkKind(value, file) === 'text'
    ? { value: textAddress(value, file) }
    : parsed;
}

/** A literal; null where it is an expression. */
function written(value: Node): { value: unknown } | null {
  if (value === null || value === undefined) return { value: true };
  if (typeof value === 'string') return { value };
  return 'evaluated' in value ? { value: value.evaluated } : literal(String(value.value));
}

function unknownProp(name: string, prop: string, known: Component): PropFlaw {
  const allowed = [...Object.keys(known.props), 'audience'];
  const near = nearest(prop, allowed);
  return {
    code: 'content/unknown-prop',
    found: `<${name}> has no prop "${prop}"`,
    fix: near ? `did you mean "${near}"?` : 'remove it',
    allowed: allowed.join(', '),
  };
}

const expression = (name: string, attribute: Node): PropFlaw => ({
  code: 'content/code-in-playbook',
  found: `${attribute.name}={${firstLine(String(attribute.value.value))}} in <${name}> is an expression`,
  fix: 'use a literal: a text in quotes, a number, or a list or object of them',
});

function lacking(name: string, known: Component, written: readonly string[]): PropFlaw[] {
  return Object.entries(known.props)
    .filter(([prop, { required }]) => required && !written.includes(prop))
    .map(([prop]) => ({
      code: 'content/missing-prop',
      found: `<${name}> lacks the prop "${prop}"`,
      fix: `write <${name} ${prop}="…">`,
    }));
}
