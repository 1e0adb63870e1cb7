/** The nodes that trusted MDX makes of itself when it runs: those that the parser would have made, with values where code stood. */
export type TrustedNode =
  | { type: 'text'; value: string }
  | {
      type: 'element';
      tagName: string;
      properties: Record<string, unknown>;
      children: TrustedNode[];
      position?: Position;
    }
  | {
      type: 'mdxJsxFlowElement';
      name: string;
      attributes: { type: 'mdxJsxAttribute'; name: string; value: { evaluated: unknown } }[];
      children: TrustedNode[];
      position?: Position;
    };

interface Position {
  start: { line: number; column: number };
}

type Props = Record<string, unknown> & { children?: unknown };

/** One of the portal's components, as trusted MDX sees it. */
export class PortalComponent {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

export const Fragment = Symbol.for('trilens.fragment');

/** The development form of the JSX runtime: it says in which line each element stands. */
export function jsxDEV(
  type: unknown,
  { children, ...props }: Props,
  _key?: unknown,
  _several?: boolean,
  source?: { lineNumber?: number; columnNumber?: number },
): TrustedNode | TrustedNode[] {
  const position =
    source?.lineNumber === undefined
      ? {}
      : { position: { start: { line: source.lineNumber, column: source.columnNumber ?? 1 } } };
  if (type === Fragment) return nodesOf(children);
  if (typeof type === 'string')
    return {
      type: 'element',
      tagName: type,
      properties: plain(props),
      children: nodesOf(children),
      ...position,
    };
  if (isPortalComponent(type))
    return {
      type: 'mdxJsxFlowElement',
      name: type.name,
      attributes: Object.entries(props).map(([name, value]) => ({
        type: 'mdxJsxAttribute',
        name,
        value: { evaluated: value },
      })),
      children: nodesOf(children),
      ...position,
    };
  if (typeof type === 'function')
    return nodesOf((type as (props: Props) => unknown)({ ...props, children }));
  throw new Error(
    `a component must be one of the portal's or a function, and this is ${typeof type}`,
  );
}

export function nodesOf(children: unknown): TrustedNode[] {
  if (children === null || children === undefined || typeof children === 'boolean') return [];
  if (Array.isArray(children)) return children.flatMap(nodesOf);
  if (typeof children === 'object' && 'type' in children) return [children as TrustedNode];
  return [{ type: 'text', value: String(children) }];
}

/** The class may be loaded twice, once by Node and once by a bundler; what counts is its shape. */
function isPortalComponent(type: unknown): type is PortalComponent {
  return typeof type === 'object' && type !== null && type.constructor.name === 'PortalComponent';
}

/** Attributes that a page can hold: no functions, no objects. */
function plain(props: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(props).filter(
      ([name, value]) =>
        !/^on/i.test(name) &&
        typeof value !== 'function' &&
        (typeof value !== 'object' || Array.isArray(value)),
    ),
  );
}
