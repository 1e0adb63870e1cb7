import { ELEMENT_NODE, type ElementNode, type Node, parse, renderSync, TEXT_NODE } from 'ultrahtml';

/** What a drawing is made of; scripts, foreign content, animation and everything unknown is left out with what it holds. */
const ELEMENTS = new Set(
  'svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan textPath marker pattern mask clipPath linearGradient radialGradient stop image'.split(
    ' ',
  ),
);
const NAMESPACES = new Set(['xmlns', 'xmlns:xlink']);

/** A drawing without anything that could run or load, and its size in CSS pixels; null where it is no SVG or has no size. */
export function cleanSvg(text: string): { svg: string; width: number; height: number } | null {
  const root = (parse(text) as { children: Node[] }).children.find(
    (node): node is ElementNode => node.type === ELEMENT_NODE && node.name === 'svg',
  );
  if (!root) return null;
  const { width, height } = sizeOf(root.attributes);
  if (!(width > 0 && height > 0)) return null;
  clean(root);
  root.attributes.xmlns = 'http://www.w3.org/2000/svg';
  root.attributes.width = String(width);
  root.attributes.height = String(height);
  return { svg: renderSync(root), width, height };
}

function clean(node: ElementNode): void {
  for (const [name, value] of Object.entries(node.attributes))
    if (!isHarmless(name, value)) delete node.attributes[name];
  node.children = node.children.filter((child) => {
    if (child.type === TEXT_NODE) return true;
    if (child.type !== ELEMENT_NODE || !ELEMENTS.has(child.name)) return false;
    clean(child);
    return true;
  });
}

/** No handler, and no address but that of a part of the same drawing. */
function isHarmless(name: string, value: string): boolean {
  if (NAMESPACES.has(name)) return true;
  if (/^on/i.test(name) || name.toLowerCase() === 'style') return false;
  if (/^(xlink:)?href$/i.test(name)) return /^#[\w.-]+$/.test(value);
  return !/url\s*\(/i.test(value) || /^url\(#[\w.-]+\)$/.test(value.trim());
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
