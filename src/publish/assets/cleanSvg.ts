import { ELEMENT_NODE, type Node, parse, renderSync, TEXT_NODE } from 'ultrahtml';

/** What draws, and nothing that runs, loads or holds HTML (https://www.w3.org/TR/SVG2/eltindex.html). */
const ELEMENTS = new Set(
  'svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan textPath linearGradient radialGradient stop clipPath mask pattern marker filter feGaussianBlur feOffset feMerge feMergeNode feColorMatrix feBlend feFlood feComposite style'.split(
    ' ',
  ),
);

/** A picture of lines as it may be published: a host that sends no policy would run what is in it. */
export function cleanSvg(text: string): string {
  const root = parse(
    text.replace(/<\?[\s\S]*?\?>|<!DOCTYPE[^>[]*(?:\[[\s\S]*?\])?[^>]*>|<!--[\s\S]*?-->/gi, ''),
  );
  return `${renderSync(cleaned(root)).trim()}\n`;
}

function cleaned(node: Node): Node {
  if (!('children' in node)) return node;
  const children = node.children.filter(mayStay).map(cleaned);
  if (node.type !== ELEMENT_NODE) return { ...node, children };
  const attributes = Object.fromEntries(
    Object.entries(node.attributes as Record<string, string>).filter(isHarmless),
  );
  return { ...node, attributes, children };
}

function mayStay(node: Node): boolean {
  if (node.type === TEXT_NODE) return true;
  if (node.type !== ELEMENT_NODE || !ELEMENTS.has(node.name)) return false;
  return (
    node.name !== 'style' ||
    isLocal(node.children.map((part) => ('value' in part ? part.value : '')).join(''))
  );
}

function isHarmless([name, value]: [string, string]): boolean {
  if (/^on/i.test(name)) return false;
  if (/(?:^|:)href$/i.test(name)) return /^\s*#/.test(value);
  return isLocal(value);
}

/** References to parts of the same picture alone, and nothing that is escaped to look like something else. */
function isLocal(style: string): boolean {
  return !/@import|url\(\s*["']?(?!#)|javascript:|\\/i.test(style);
}
