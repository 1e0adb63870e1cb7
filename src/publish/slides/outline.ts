import { SILENT_TAGS } from '#publish/silentTags.ts';
import { pictureOf, type Picture } from './picture.ts';
import { ELEMENT_NODE, type ElementNode, parse, TEXT_NODE, type TextNode } from 'ultrahtml';

type Node = ElementNode | TextNode;

/** What a report's page holds, as slides need it. It is read from the page itself, so that no slide says another number. */
export interface Outline {
  title: string;
  kicker: string;
  summary: string;
  /** "As of", "Status", "Prepared by" … */
  facts: [string, string][];
  sections: Section[];
}

export interface Section {
  title: string;
  blocks: Block[];
}

export type Block =
  | { kind: 'text'; text: string; form: 'plain' | 'bullet' | 'strong' }
  /** `id` is that of the figure: metric, site and line. */
  | { kind: 'chart'; id: string; finding: string; source: string }
  /** A chart of an author's own, as it is drawn on the page. */
  | { kind: 'picture'; picture: Picture; finding: string; source: string }
  | { kind: 'table'; head: string[]; rows: string[][] };

const PARTS = new Set([
  'div',
  'p',
  'h3',
  'h4',
  'ul',
  'ol',
  'li',
  'dl',
  'dt',
  'dd',
  'section',
  'header',
  'table',
  'tr',
  'td',
  'th',
  'summary',
  'figcaption',
]);

/** The sections of the article in a page, each with its texts, charts and tables in order. */
export function outlineOf(html: string): Outline {
  const article = find(parse(html), (node) => node.name === 'article');
  const outline: Outline = {
    title: '',
    kicker: '',
    summary: '',
    facts: [],
    sections: [{ title: 'In short', blocks: [] }],
  };
  for (const child of elements(article?.children)) {
    if (child.name === 'header') head(child, outline);
    else visit(child, outline);
  }
  outline.sections = outline.sections.filter((section) => section.blocks.length > 0);
  return outline;
}

function head(header: ElementNode, outline: Outline): void {
  const of = (test: (node: ElementNode) => boolean) => textOf(find(header, test));
  outline.title = of((node) => node.name === 'h1');
  outline.kicker = of((node) => has(node, 'kicker'));
  outline.summary = of((node) => has(node, 'lead'));
  for (const pair of elements(find(header, (node) => node.name === 'dl')?.children))
    outline.facts.push([partOf(pair, 'dt'), partOf(pair, 'dd')]);
}

function visit(node: ElementNode, outline: Outline): void {
  const section = outline.sections.at(-1)!;
  const say = (text: string, form: 'plain' | 'bullet' | 'strong') =>
    text !== '' && section.blocks.push({ kind: 'text', text, form });
  if (
    SILENT_TAGS.has(node.name) ||
    has(node, 'report-files') ||
    has(node, 'chart-of') ||
    node.attributes['hidden'] !== undefined
  )
    return;
  if (node.name === 'h2') outline.sections.push({ title: textOf(node), blocks: [] });
  else if (node.name === 'figure' && node.attributes['data-own-chart'] !== undefined)
    section.blocks.push(...ownChart(node));
  else if (node.name === 'figure' && node.attributes['data-chart'])
    section.blocks.push({
      kind: 'chart',
      id: node.attributes['data-chart'],
      finding: textOf(find(node, (one) => has(one, 'chart-finding'))),
      source: textOf(find(node, (one) => has(one, 'chart-source'))),
    });
  else if (node.name === 'details')
    say(textOf(find(node, (one) => one.name === 'summary')), 'plain');
  else if (node.name === 'table') section.blocks.push(tableOf(node));
  else if (node.name === 'ul' || node.name === 'ol') listOf(node, outline, say);
  else if (node.name === 'h3' || node.name === 'h4') say(textOf(node), 'strong');
  else if (
    node.name === 'p' ||
    node.name === 'figcaption' ||
    node.name === 'pre' ||
    node.name === 'math'
  )
    say(textOf(node), 'plain');
  else if (node.name === 'dl')
    for (const pair of pairs(node)) say(`${pair[0]}: ${pair[1]}`, 'bullet');
  else for (const child of elements(node.children)) visit(child, outline);
}

/** Rows of a table under a chart that a slide has room for. */
const MOST_ROWS = 12;

/** A chart of an author's own is no native chart: its slides have the drawing, and the numbers that it draws. */
function ownChart(figure: ElementNode): Block[] {
  const table = find(figure, (one) => one.name === 'table');
  const finding = textOf(find(figure, (one) => has(one, 'chart-finding')));
  const source = textOf(find(figure, (one) => has(one, 'chart-source')));
  if (!table) return [{ kind: 'text', text: `${finding} ${source}`, form: 'strong' }];
  const numbers = tableOf(table);
  const left = numbers.rows.length - MOST_ROWS;
  const more = left > 0 ? ` ${left} more rows are on the page of the report.` : '';
  const drawing = find(figure, (one) => one.name === 'svg');
  const picture = drawing && pictureOf(drawing);
  return [
    ...(picture ? [{ kind: 'picture' as const, picture, finding, source }] : []),
    { kind: 'text', text: finding, form: 'strong' },
    { kind: 'text', text: `${source}${more}`, form: 'plain' },
    { ...numbers, rows: numbers.rows.slice(0, MOST_ROWS) },
  ];
}

/** Items under a heading of their own follow one another; those of several parts are a table without a head; others are bullets. */
function listOf(
  list: ElementNode,
  outline: Outline,
  say: (text: string, form: 'bullet') => unknown,
): void {
  const items = elements(list.children).filter((node) => node.name === 'li');
  const parts = items.map((item) =>
    elements(item.children)
      .filter((child) => PARTS.has(child.name))
      .map(textOf),
  );
  const width = Math.max(0, ...parts.map((cells) => cells.length));
  const headed =
    items.length > 0 &&
    items.every((item) => elements(item.children)[0]?.name === 'h3') &&
    width >= 3;
  if (headed)
    for (const part of items.flatMap((item) => elements(item.children))) visit(part, outline);
  else if (width >= 3 && items.length > 1)
    outline.sections.at(-1)!.blocks.push({
      kind: 'table',
      head: [],
      rows: parts.map((cells) => [...cells, ...Array<string>(width - cells.length).fill('')]),
    });
  else {
    let number = 0;
    for (const item of items) {
      const isNumbered = list.name === 'ol' && !('data-unnumbered' in item.attributes);
      if (isNumbered) number += 1;
      say(isNumbered ? `${number}. ${textOf(item)}` : textOf(item), 'bullet');
    }
  }
}

function tableOf(table: ElementNode): Extract<Block, { kind: 'table' }> {
  const rows = all(table, 'tr').map((row) =>
    elements(row.children)
      .filter((cell) => cell.name === 'td' || cell.name === 'th')
      .map(textOf),
  );
  const headed = find(table, (node) => node.name === 'thead') !== null;
  return {
    kind: 'table',
    head: headed ? (rows[0] ?? []) : [],
    rows: headed ? rows.slice(1) : rows,
  };
}

/** Text as a reader sees it: parts that stand under one another are parted by a dot, and a number keeps its unit beside it. */
/** A formula as it was written: its letters side by side would say something else. */
function texOf(math: ElementNode): string {
  const tex = find(math, (node) => node.name === 'annotation');
  return (tex?.children ?? []).map((part) => decoded(String(part.value ?? ''))).join('');
}

function textOf(node: Node | null): string {
  const parts: string[] = [''];
  const walk = (one: Node): void => {
    if (one.type === TEXT_NODE) parts[parts.length - 1] += decoded(one.value);
    if (one.type !== ELEMENT_NODE) return;
    if (SILENT_TAGS.has(one.name) || one.attributes['aria-hidden'] === 'true') return;
    if (one.name === 'math') {
      parts[parts.length - 1] += texOf(one);
      return;
    }
    // What is folded away on the page is not on the slide.
    const inner =
      one.name === 'details'
        ? elements(one.children).filter((child) => child.name === 'summary')
        : one.children;
    if (PARTS.has(one.name)) parts.push('');
    // A span sets words apart, but for one that colours a piece of code.
    else if ((one.name === 'span' && node?.name !== 'pre') || one.name === 'br')
      parts[parts.length - 1] += ' ';
    for (const child of inner) walk(child as Node);
    if (PARTS.has(one.name)) parts.push('');
  };
  if (node?.type === ELEMENT_NODE && node.name === 'math') return texOf(node);
  for (const child of node?.type === ELEMENT_NODE ? node.children : []) walk(child as Node);
  return parts
    .map((part) =>
      part
        .replaceAll(/[^\S\u00a0]+/g, ' ')
        .replaceAll(/ ([.,;:])/g, '$1')
        .trim(),
    )
    .filter((part) => part !== '')
    .join(' · ');
}

function pairs(list: ElementNode): [string, string][] {
  const terms = all(list, 'dt');
  return all(list, 'dd').map((description, at) => [textOf(terms[at] ?? null), textOf(description)]);
}

function partOf(node: ElementNode, name: string): string {
  return textOf(find(node, (one) => one.name === name));
}

function all(node: ElementNode, name: string): ElementNode[] {
  return elements(node.children).flatMap((child) =>
    child.name === name ? [child] : all(child, name),
  );
}

function find(node: Node, test: (node: ElementNode) => boolean): ElementNode | null {
  if (node.type === ELEMENT_NODE && test(node)) return node;
  for (const child of (node as ElementNode).children ?? []) {
    const found = find(child as Node, test);
    if (found) return found;
  }
  return null;
}

function elements(nodes: readonly { type: number }[] = []): ElementNode[] {
  return nodes.filter((node): node is ElementNode => node.type === ELEMENT_NODE);
}

function has(node: ElementNode, name: string): boolean {
  return (node.attributes['class'] ?? '').split(/\s+/).includes(name);
}

const NAMED: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  ndash: '–',
  mdash: '—',
  hellip: '…',
};

function decoded(text: string): string {
  return text.replaceAll(
    /&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));/gi,
    (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) =>
      hex
        ? String.fromCodePoint(Number.parseInt(hex, 16))
        : decimal
          ? String.fromCodePoint(Number(decimal))
          : (NAMED[name!] ?? whole),
  );
}
