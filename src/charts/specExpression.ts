import { parseExpression } from 'vega';

/** Fields of a spec that hold an expression of Vega where they hold a text. */
const FIELDS = new Set([
  'calculate',
  'filter',
  'test',
  'expr',
  'labelExpr',
  'signal',
  'update',
  'init',
]);
/** What may be called: functions of one value to one value, whose time does not grow with what they are given. */
const FUNCTIONS = new Set(
  'isValid isNaN isFinite isNumber isString isBoolean isDate toNumber toString toDate abs ceil floor round sqrt exp log pow min max clamp sin cos tan atan if inrange format timeFormat utcFormat year quarter month week date day hours minutes seconds time datetime utcyear utcquarter utcmonth utcdate utcday length lower upper trim substring indexof'.split(
    ' ',
  ),
);
const NAMES = new Set(['datum', 'PI', 'E', 'LN2', 'LN10', 'SQRT2', 'NaN', 'isNaN']);

interface Flaw {
  found: string;
  allowed: string;
  fix: string;
}

interface Node {
  type: string;
  name?: string;
  member?: boolean;
  callee?: Node;
  [part: string]: unknown;
}

/** Expressions that cannot be read, or that call what might load, loop or reach out of the row. */
export function expressionProblems(parts: readonly [string, unknown][]): Flaw[] {
  return parts.flatMap(([key, value]) =>
    FIELDS.has(key) && typeof value === 'string' ? flawOf(value) : [],
  );
}

function flawOf(expression: string): Flaw[] {
  const fix = 'use the fields of datum, numbers, operators and the functions that are allowed';
  const problem = (found: string) => [{ found, allowed: [...FUNCTIONS].join(', '), fix }];
  try {
    const wrong = foreign(parseExpression(expression) as unknown as Node);
    return wrong === null ? [] : problem(`the expression "${expression}" uses "${wrong}"`);
  } catch {
    return problem(`the expression "${expression}" cannot be read`);
  }
}

/** The first name in an expression that may not stand there. */
function foreign(node: Node): string | null {
  if (node.type === 'CallExpression') {
    const name = node.callee?.name ?? '';
    if (!FUNCTIONS.has(name)) return name === '' ? 'a computed call' : name;
  } else if (node.type === 'Identifier' && !node.member && !NAMES.has(node.name ?? ''))
    return node.name ?? '';
  for (const [key, part] of Object.entries(node)) {
    if (key === 'callee') continue;
    for (const inner of [part].flat()) {
      const wrong = isNode(inner) ? foreign(inner) : null;
      if (wrong !== null) return wrong;
    }
  }
  return null;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value;
