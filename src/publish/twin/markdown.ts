import { decodeHTML } from 'entities';
import { SILENT_TAGS } from '#publish/silentTags.ts';
import { APART, codeText, escaped, marked, tidy } from './inline.ts';
import { all, attribute, type Element, elementsOf, type Node, treeOf } from './tree.ts';

/** Where the address in a link or a picture leads in a text that is read away from its page. */
export type Address = (link: string) => string;

/** A form may be drawn without its tag. */
const SILENT = new Set([...SILENT_TAGS, 'select', 'textarea', 'fieldset']);

const BLOCKS = new Set(
  'address article aside blockquote dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main ol p pre section summary table ul video'.split(
    ' ',
  ),
);

/** The main part of a page as Markdown: every word, number and link of it, and tables as tables; drawings stay on the page. */
export function markdownOf(html: string, address: Address): string {
  const main = /<main\b[\s\S]*<\/main>/.exec(html)?.[0] ?? '';
  return new Writer(address)
    .blocks(treeOf(main.replaceAll(/<svg[\s\S]*?<\/svg>/g, '')))
    .join('\n\n')
    .replaceAll(/[ \t]+$/gm, '');
}

class Writer {
  private readonly address: Address;

  constructor(address: Address) {
    this.address = address;
  }

  /** Paragraphs, headings, lists and tables, one text each. */
  blocks(nodes: readonly Node[]): string[] {
    const blocks: string[] = [];
    let run: Node[] = [];
    const flush = () => {
      const text = this.line(run).replace(/^(#{1,6}|[-+>]|\d+[.)])(?=\s)/, '\\$1');
      if (text !== '') blocks.push(text);
      run = [];
    };
    for (const node of nodes) {
      if (typeof node !== 'string' && isSilent(node)) continue;
      if (typeof node === 'string' || !holdsBlock(node)) run.push(node);
      else {
        flush();
        blocks.push(...this.block(node));
      }
    }
    flush();
    return blocks;
  }

  private block(node: Element): string[] {
    const nodes = node.children;
    const level = /^h([1-6])$/.exec(node.name)?.[1];
    if (level !== undefined)
      return some(marked(`${'#'.repeat(Number(level))} `, this.line(nodes), ''));
    switch (node.name) {
      case 'ul':
      case 'ol':
        return [this.list(node)];
      case 'dl':
        return [this.pairs(node)];
      case 'table':
        return [this.table(node)];
      case 'pre':
        return [`\`\`\`\n${textOf(node).replace(/\n$/, '')}\n\`\`\``];
      case 'hr':
        return ['---'];
      case 'blockquote':
        return [this.blocks(nodes).join('\n\n').replaceAll(/^/gm, '> ')];
      case 'summary':
        return some(strong(this.line(nodes)));
      case 'video':
        return some(this.video(node));
      default:
        return this.blocks(nodes);
    }
  }

  private list(list: Element): string {
    let number = 0;
    return elementsOf(list.children)
      .filter((item) => !isSilent(item))
      .flatMap((item) => {
        const blocks = this.blocks(item.name === 'li' ? item.children : [item]);
        if (blocks.length === 0) return [];
        // What stands between two steps has no number.
        if (/\bdata-unnumbered\b/.test(item.attributes)) return [`\n${blocks.join('\n\n')}\n`];
        number += 1;
        return [itemText(list.name === 'ol' ? `${number}. ` : '- ', blocks)];
      })
      .join('\n');
  }

  /** A list of names and values; pairs may be in a `div` each. */
  private pairs(list: Element): string {
    const entries = elementsOf(list.children)
      .flatMap((node) => (node.name === 'div' ? elementsOf(node.children) : [node]))
      .filter((node) => !isSilent(node));
    const lines: string[] = [];
    let name = '';
    for (const node of entries) {
      if (node.name === 'dt') {
        name = this.line(node.children);
        continue;
      }
      const [first = '', ...rest] = this.blocks(node.children);
      lines.push(itemText('- ', [`${strong(`${name}:`)} ${first}`.trim(), ...rest]));
    }
    return lines.join('\n');
  }

  /** A table without a head has one of empty cells, which Markdown asks for. */
  private table(table: Element): string {
    const heads = new Set(all(table.children, 'thead').flatMap((head) => all(head.children, 'tr')));
    const rows = all(table.children, 'tr').map((row) => ({
      isHead: heads.has(row),
      cells: elementsOf(row.children)
        .filter(({ name }) => name === 'td' || name === 'th')
        .flatMap((cell) => this.cells(cell)),
    }));
    const width = Math.max(1, ...rows.map(({ cells }) => cells.length));
    const padded = rows.map(({ cells }) => [
      ...cells,
      ...Array.from({ length: width - cells.length }, () => ''),
    ]);
    const hasHead = rows[0]?.isHead === true;
    const [head = [], ...body] = hasHead
      ? padded
      : [Array.from({ length: width }, () => ''), ...padded];
    const caption = all(table.children, 'caption').map((node) => strong(this.line(node.children)));
    return [
      ...caption.flatMap((text) => [text, '']),
      row(head),
      row(head.map(() => '---')),
      ...body.map(row),
    ].join('\n');
  }

  /** A cell that spans several columns is followed by empty ones. */
  private cells(cell: Element): string[] {
    const text = this.flat(cell).replaceAll('|', '\\|');
    const span = Number(attribute(cell, 'colspan') ?? 1);
    return [text, ...Array.from({ length: Math.max(0, Math.min(span, 50) - 1) }, () => '')];
  }

  /** A cell on one line: items of a list are parted by semicolons. */
  private flat(cell: Element): string {
    const items = all(cell.children, 'li');
    return items.length > 1
      ? items
          .map((item) => this.line(item.children))
          .filter((text) => text !== '')
          .join('; ')
      : this.line(cell.children);
  }

  /** Words on one line, with what is strong, linked or code in them. */
  private line(nodes: readonly Node[]): string {
    return tidy(this.words(nodes));
  }

  private words(nodes: readonly Node[]): string {
    return nodes
      .map((node) => (typeof node === 'string' ? escaped(node) : this.inline(node)))
      .join('');
  }

  private inline(node: Element): string {
    if (isSilent(node)) return '';
    const apart = isApart(node) ? APART : '';
    return apart + this.span(node) + apart;
  }

  private span(node: Element): string {
    switch (node.name) {
      case 'br':
        return ' ';
      case 'code':
        return codeText(textOf(node));
      case 'math':
        return formula(node);
      case 'img':
        return this.picture(node);
      case 'a':
        return this.link(node);
      default:
        return marked(MARKS[node.name] ?? '', this.words(node.children));
    }
  }

  private link(node: Element): string {
    const text = this.words(node.children);
    const target = attribute(node, 'href');
    return target === undefined ? text : marked('[', text, `](${this.address(target)})`);
  }

  private video(node: Element): string {
    const src = attribute(node, 'src');
    return src ? `[Video](${this.address(src)})` : '';
  }

  private picture(node: Element): string {
    const [alt, src] = [attribute(node, 'alt'), attribute(node, 'src')];
    return alt && src ? `![${escaped(alt)}](${this.address(src)})` : '';
  }
}

const MARKS: Record<string, string> = {
  strong: '**',
  b: '**',
  em: '*',
  i: '*',
  del: '~~',
  sup: '^',
};

/** Words that the page sets apart by style alone are words of their own, and so are those of blocks. */
function isApart(node: Element): boolean {
  const { name } = node;
  return (
    name === 'span' ||
    name === 'small' ||
    name === 'label' ||
    BLOCKS.has(name) ||
    (name === 'strong' && /\bnumber\b/.test(attribute(node, 'class') ?? ''))
  );
}

/** A formula as it was written: its letters side by side would say something else. */
function formula(math: Element): string {
  const tex = all(math.children, 'annotation').map(textOf).join('');
  return tex === '' ? textOf(math) : `$$${tex}$$`;
}

const strong = (text: string) => marked('**', text);

function itemText(mark: string, [first = '', ...rest]: readonly string[]): string {
  const indent = ' '.repeat(mark.length);
  return [
    mark + indented(first, indent),
    ...rest.map((block) => `${isList(block) ? '' : '\n'}${indent}${indented(block, indent)}`),
  ].join('\n');
}

const isList = (block: string) => /^(?:- |\d+\. )/.test(block);
const indented = (text: string, indent: string) => text.replaceAll(/\n(?=.)/g, `\n${indent}`);

const some = (text: string) => (text === '' ? [] : [text]);

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function isSilent(node: Element): boolean {
  return (
    SILENT.has(node.name) ||
    isStepNumber(node) ||
    attribute(node, 'hidden') !== undefined ||
    attribute(node, 'aria-hidden') === 'true'
  );
}

/** The number of a step, which a list counts by itself. */
const isStepNumber = (node: Element) =>
  node.name === 'span' && attribute(node, 'class') === 'number' && /^\d+$/.test(textOf(node));

/** Whether an element is a block, or a link or a span around one. */
function holdsBlock(node: Element): boolean {
  return BLOCKS.has(node.name) || (node.name !== 'a' && elementsOf(node.children).some(holdsBlock));
}

function textOf(node: Node): string {
  return typeof node === 'string' ? decodeHTML(node) : node.children.map(textOf).join('');
}
