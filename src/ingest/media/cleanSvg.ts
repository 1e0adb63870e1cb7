import { decodeHTML } from 'entities';
import { ELEMENT_NODE, type ElementNode, type Node, parse, renderSync, TEXT_NODE } from 'ultrahtml';

/**
 * What draws (https://www.w3.org/TR/SVG2/eltindex.html). Scripts, foreign content, links, pictures, animation and everything
 * unknown is left out with what it holds.
 */
const ELEMENTS = new Set(
  'svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan textPath linearGradient radialGradient stop clipPath mask pattern marker filter feGaussianBlur feOffset feMerge feMergeNode feColorMatrix feBlend feFlood feComposite style'.split(
    ' ',
  ),
);
const NAMESPACES = new Set(['xmlns', 'xmlns:xlink']);
/** What is no part of a drawing, and where a cleaner and a browser may read differently. */
const AROUND = /<\?[\s\S]*?\?>|<!DOCTYPE[^>[]*(?:\[[\s\S]*?\])?[^>]*>|<!--[\s\S]*?-->/gi;

/** A drawing without anything that could run or load: a host that sends no policy would run what is in it. Null where it is no SVG. */
export function cleanDrawing(text: string): string | null {
  const root = cleanRoot(text);
  return root && `${renderSync(root).trim()}\n`;
}

/** The same with its size in CSS pixels; null where it has none. */
export function cleanSvg(text: string): { svg: string; width: number; height: number } | null {
  const root = cleanRoot(text);
  if (!root) return null;
  const { width, height } = sizeOf(root.attributes);
  if (!(width > 0 && height > 0)) return null;
  root.attributes.width = String(width);
  root.attributes.height = String(height);
  return { svg: renderSync(root), width, height };
}

function cleanRoot(text: string): ElementNode | null {
  const { children } = parse(text.replace(AROUND, '')) as { children: Node[] };
  const root = children.find(
    (node): node is ElementNode => node.type === ELEMENT_NODE && node.name === 'svg',
  );
  if (!root) return null;
  clean(root);
  root.attributes.xmlns = 'http://www.w3.org/2000/svg';
  return root;
}

function clean(node: ElementNode): void {
  for (const [name, value] of Object.entries(node.attributes))
    if (!isHarmless(name, value)) delete node.attributes[name];
  node.children = node.children.filter((child) => {
    if (child.type === TEXT_NODE) {
      // What is no text to a browser that reads XML, such as CDATA, is text.
      child.value = child.value.replaceAll('<', '&lt;');
      return true;
    }
    if (child.type !== ELEMENT_NODE || !ELEMENTS.has(child.name)) return false;
    clean(child);
    return child.name !== 'style' || isLocal(textOf(child));
  });
}

/** No handler, no other base, and no address but that of a part of the same drawing. */
function isHarmless(name: string, value: string): boolean {
  if (NAMESPACES.has(name)) return true;
  if (/^on/i.test(name) || /^xml(ns)?:base$/i.test(name)) return false;
  if (/(?:^|:)href$/i.test(name)) return /^#[\w.-]+$/.test(value);
  return isLocal(value);
}

/** References to parts of the same drawing alone, and nothing that is escaped to look like something else. */
function isLocal(style: string): boolean {
  const read = decodeHTML(style);
  return !/@import|url\(\s*["']?(?!#)|image(-set)?\(|javascript:|\\/i.test(read);
}

function textOf(node: ElementNode): string {
  return node.children.map((part) => ('value' in part ? part.value : '')).join('');
}

function sizeOf(attributes: Readonly<Record<string, string>>): { width: number; height: number } {
  const [, , boxWidth = Number.NaN, boxHeight = Number.NaN] = (attributes.viewBox ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const length = (value: string | undefined, box: number) => {
    const [, digits, unit = ''] = /^([\d.]+)(px|pt|mm|cm|in)?$/.exec(value?.trim() ?? '') ?? [];
    return digits === undefined ? box : Number(digits) * (PIXELS[unit] ?? 1);
  };
  return {
    width: Math.round(length(attributes.width, boxWidth)),
    height: Math.round(length(attributes.height, boxHeight)),
  };
}

/** CSS pixels in a unit (CSS Values and Units, section 6.2). */
const PIXELS: Readonly<Record<string, number>> = {
  pt: 96 / 72,
  mm: 96 / 25.4,
  cm: 96 / 2.54,
  in: 96,
};
