import GithubSlugger from 'github-slugger';
import type { BodyNode } from '#model/record/playbook.ts';
import { nearest } from '#model/problem.ts';
import { alertOf } from './alert.ts';
import { attributesOf } from './attributes.ts';
import type { ParsedBody } from './body.ts';
import { PLAIN_TAGS } from './components.ts';
import type { Drawing, HtmlNode } from './drawn/drawing.ts';
import { fenceOf } from './drawn/fence.ts';
import { escapeMarkup } from '#model/words/escapeMarkup.ts';
import { firstLine } from './firstLine.ts';
import { headingFlaw, levelFlaw } from './headingId.ts';
import { htmlFix } from './htmlTag.ts';
import { linkFlaw } from './linkFlaw.ts';
import { linkKind, textAddress } from './links.ts';
import { componentNames } from './ownBlocks.ts';
import { componentOf, propPosition } from './propCheck.ts';
import { propsOf } from './propsOf.ts';
import { textFlaw } from './textFlaw.ts';

// biome-ignore lint/suspicious/noExplicitAny: a syntax tree of many node types, read by their `type`
export type Node = any;

/** Writes the nodes of a syntax tree as the body of a page, and reports what may not be in one. */
export class BodyWriter {
  readonly source: string;
  readonly file: string;
  readonly offset: number;
  readonly result: ParsedBody;
  /** Ids of headings, as GitHub makes them; what the page itself uses is taken. */
  private readonly slugger = sluggerOf();
  private within: string[] = [];
  private inChecklist = false;
  /** What is between back-ticks is shown as it is. */
  private inCode = false;
  /** Of the heading before, the title of the page first. */
  private level = 1;

  constructor(source: string, file: string, offset: number, result: ParsedBody) {
    this.source = source;
    this.file = file;
    this.offset = offset;
    this.result = result;
  }

  write(children: Node[]): BodyNode[] {
    const out: BodyNode[] = [];
    for (const child of children) this.node(child, out);
    return out;
  }

  private node(node: Node, out: BodyNode[]): void {
    if (node.type === 'text') this.text(node, out);
    else if (node.type === 'element') this.element(node, out);
    else if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement')
      this.component(node, out);
    else if (node.type === 'mdxjsEsm')
      this.problem(
        node,
        'content/code-in-playbook',
        `"${firstLine(node.value)}" is code`,
        'playbooks are data: components are there without import; remove the line',
      );
    else if (node.type === 'mdxFlowExpression' || node.type === 'mdxTextExpression') {
      if (/^\s*\/\*[\s\S]*\*\/\s*$/.test(node.value)) return;
      this.expression(node);
    } else if (node.type === 'raw')
      this.problem(node, 'content/raw-html', 'raw HTML', 'use Markdown or a component');
  }

  private expression(node: Node): void {
    const line = this.source.split('\n')[(node.position?.start.line ?? 1) - 1] ?? '';
    const formula = /(?<!\$)\$(?=\S)([^$]+)\$(?!\$)/.exec(line)?.[1];
    this.problem(
      node,
      'content/code-in-playbook',
      `the expression {${firstLine(node.value)}} is code`,
      formula?.includes('{')
        ? `a single dollar sign is money; write the formula as <Math tex="${formula}" />`
        : 'write the text itself; for a live number use <Metric id="…"/>; for a brace as text write \\{',
    );
  }

  private text(node: Node, out: BodyNode[]): void {
    const flaw = this.inCode ? null : textFlaw(node.value);
    if (flaw) this.problem(node, flaw.code, flaw.found, flaw.fix, flaw.allowed);
    html(out, escapeMarkup(node.value));
  }

  /** A picture in Markdown is the component of that name. */
  private picture(node: Node, src: string, alt: string, out: BodyNode[]): void {
    if (linkKind(src, this.file) === 'outside' || src.startsWith('/')) {
      this.problem(
        node,
        'content/picture-path',
        `the picture "${src.slice(0, 60)}" is not beside this text`,
        'put the file beside this one and write its path from here; no page loads anything from another host',
      );
      return;
    }
    const { line } = this.position(node);
    this.use(node, 'Picture', 'src', src);
    const props = alt === '' ? { src } : { src, alt };
    out.push({ kind: 'component', name: 'Picture', props, children: [], line });
  }

  /** A link to a file beside the text is the component of that name. */
  private fileLink(node: Node, src: string, out: BodyNode[]): void {
    const { line } = this.position(node);
    this.use(node, 'File', 'src', src);
    const children = this.write(node.children ?? []);
    out.push({ kind: 'component', name: 'File', props: { src }, children, line });
  }

  private element(node: Node, out: BodyNode[]): void {
    const tag = String(node.tagName);
    const attributes = attributesOf(node.properties ?? {});
    const target = attributes.get('href') ?? attributes.get('src');
    const flaw = tag === 'a' && target !== undefined ? linkFlaw(target) : null;
    if (flaw) {
      this.problem(node, 'content/unsafe-link', flaw.found, flaw.fix);
      return;
    }
    if (tag === 'img') {
      this.picture(node, target ?? '', attributes.get('alt') ?? '', out);
      return;
    }
    if (tag === 'pre' && this.fenced(node, out)) return;
    if (tag === 'code' && this.inlineFormula(node, out)) return;
    const alert = tag === 'blockquote' ? alertOf(node) : null;
    if (alert) {
      this.callout(node, alert, out);
      return;
    }
    if (tag === 'a' && target !== undefined) {
      const kind = linkKind(target, this.file);
      if (kind === 'file') {
        this.fileLink(node, target, out);
        return;
      }
      if (kind === 'text') attributes.set('href', textAddress(target, this.file));
      if (kind !== 'outside' || target.startsWith('#'))
        this.use(node, 'a', 'href', attributes.get('href'));
    }
    if (/^h[1-6]$/.test(tag)) {
      this.heading(node, tag, attributes);
    }
    if (tag === 'input') {
      if (this.inChecklist) return;
      attributes.set('aria-label', attributes.has('checked') ? 'Done' : 'To do');
    }
    this.tag(node, tag, attributes, out);
  }

  /** A fenced block: code, a formula or a diagram. */
  private fenced(node: Node, out: BodyNode[]): boolean {
    const code: Node = node.children?.[0];
    if (code?.tagName !== 'code') return false;
    const names: string[] = [code.properties?.className ?? []].flat().map(String);
    const ofClass = names.find((name) => name.startsWith('language-'))?.slice(9);
    const language = String(code.data?.lang ?? ofClass ?? '');
    const text = textOf(code);
    const { is, flaws } = fenceOf(language, String(code.data?.meta ?? ''), text);
    for (const { found, fix, allowed } of flaws)
      this.problem(node, 'content/fence', found, fix, allowed);
    const named = language === '' ? '' : ` class="language-${escapeMarkup(language)}"`;
    this.draw(node, is, `<pre><code${named}>${escapeMarkup(text)}</code></pre>`, out);
    return true;
  }

  /** A formula between `$$` within a line. What has no sign of TeX in it, as in "from $$ to $$$", is text. */
  private inlineFormula(node: Node, out: BodyNode[]): boolean {
    const names: string[] = [node.properties?.className ?? []].flat().map(String);
    if (!names.includes('math-inline')) return false;
    const tex = textOf(node);
    const written = this.sourceOf(node) ?? `$$${tex}$$`;
    if (/[\\^_{}=]/.test(tex))
      this.draw(node, { kind: 'formula', tex, isBlock: false }, written, out);
    else html(out, escapeMarkup(written));
    return true;
  }

  /** Keeps a place for what is drawn later. `source`: what its approval is bound to, whatever is made of it. */
  private draw(node: Node, is: Drawing['is'], source: string, out: BodyNode[]): void {
    const place: HtmlNode = { kind: 'html', html: '', source };
    out.push(place);
    this.result.drawings.push({ node: place, is, ...this.position(node) });
  }

  /** A heading has the id that its author wrote, else the one that GitHub would give it. */
  private heading(node: Node, tag: string, attributes: Map<string, string>): void {
    const text = textOf(node);
    const taken = new Set([...TAKEN, ...this.result.headings.map(({ id }) => id)]);
    // The heading over footnotes is the engine's own.
    const isOwn = attributes.get('id') !== 'footnote-label' && node.position !== undefined;
    const flaw = isOwn ? headingFlaw(attributes, taken) : null;
    if (flaw) this.problem(node, 'content/heading', flaw.found, flaw.fix);
    const depth = Number(tag[1]);
    const level = isOwn ? levelFlaw(depth, this.level) : null;
    if (level) this.warning(node, 'content/heading-level', level);
    this.level = depth;
    const id = attributes.get('id') ?? this.slugger.slug(text);
    attributes.set('id', id);
    this.result.headings.push({ depth, id, text });
  }

  private tag(
    node: Node,
    tag: string,
    attributes: ReadonlyMap<string, string>,
    out: BodyNode[],
  ): void {
    const children: Node[] = node.children ?? [];
    // One tilde is a range, as in "5~6 bar"; two strike out.
    if (tag === 'del' && this.sourceOf(node)?.startsWith('~~') === false) {
      html(out, '~');
      for (const child of children) this.node(child, out);
      html(out, '~');
      return;
    }
    // A raised text has no space in it; two signs in one sentence, as in "10^6 and 10^7", are no pair.
    if (tag === 'sup' && !attributes.size && /\s/.test(textOf(node))) {
      html(out, '^');
      for (const child of children) this.node(child, out);
      html(out, '^');
      return;
    }
    const written = [...attributes].map(([name, value]) => ` ${name}="${escapeMarkup(value)}"`);
    if (tag === 'table')
      html(out, '<div class="scroll" tabindex="0" role="region" aria-label="Table">');
    html(out, `<${tag}${written.join('')}>`);
    if (!['br', 'hr', 'input'].includes(tag)) {
      const around = this.inCode;
      this.inCode ||= tag === 'code';
      for (const child of children) this.node(child, out);
      this.inCode = around;
      html(out, `</${tag}>`);
    }
    if (tag === 'table') html(out, '</div>');
  }

  /** An alert is the component for what must not be missed. */
  private callout(
    node: Node,
    { props, children }: { props: Record<string, string>; children: Node[] },
    out: BodyNode[],
  ): void {
    const { line } = this.position(node);
    out.push({ kind: 'component', name: 'Callout', props, children: this.write(children), line });
  }

  private use(node: Node, component: string, prop: string, value: unknown): void {
    const place = this.position(node);
    this.result.uses.push({ component, prop, value, ...place, within: this.within });
  }

  /** The Markdown of a node; null where its place is not known, as in trusted MDX. */
  private sourceOf({ position }: Node): string | null {
    const [from, to] = [position?.start.offset, position?.end?.offset];
    return from === undefined || to === undefined ? null : this.source.slice(from, to);
  }

  private component(node: Node, out: BodyNode[]): void {
    const name = String(node.name ?? '');
    if (PLAIN_TAGS.has(name)) {
      this.plainTag(node, name, out);
      return;
    }
    const known = componentOf(name);
    if (!known) {
      const near = nearest(name, componentNames());
      const html = htmlFix(name);
      this.problem(
        node,
        'content/unknown-component',
        html === null
          ? `unknown component <${name}>`
          : `the tag <${name}> of HTML is not published`,
        html ??
          (near ? `did you mean <${near}>?` : 'use one of the allowed components, or Markdown'),
        html === null ? componentNames().join(', ') : undefined,
      );
      return;
    }
    const { props, used, flaws } = propsOf(node, known, this.file, (prop) =>
      this.propPosition(node, prop),
    );
    for (const { code, found, fix, allowed, at } of flaws)
      this.problem(node, code, found, fix, allowed, at);
    if (name === 'Math') {
      this.formula(node, props, out);
      return;
    }
    if (name === 'Term' && props.is === undefined) {
      props.is = textOf(node).trim();
      used.push({ component: name, prop: 'is', value: props.is, ...this.position(node) });
    }
    if (name === 'Steps' && props.title !== undefined) this.level = 2;
    const outside = this.within;
    const own = props.audience ?? (name === 'Audience' ? props.is : undefined);
    if (typeof own === 'string') this.within = [...outside, own];
    this.result.uses.push(...used.map((use) => ({ ...use, within: this.within })));
    const around = this.inChecklist;
    this.inChecklist ||= name === 'Checklist';
    const children = this.write(node.children ?? []);
    this.inChecklist = around;
    this.within = outside;
    const { line } = this.position(node);
    out.push({ kind: 'component', name, props: { ...props }, children, line });
  }

  private formula(node: Node, { tex, block }: Record<string, unknown>, out: BodyNode[]): void {
    if (typeof tex !== 'string') return;
    const is = { kind: 'formula', tex, isBlock: block === true } as const;
    this.draw(node, is, `<Math tex="${escapeMarkup(tex)}">`, out);
  }

  /** HTML within a sentence. Of attributes only the meaning of an abbreviation is published. */
  private plainTag(node: Node, name: string, out: BodyNode[]): void {
    let title = '';
    for (const { name: attribute, value } of node.attributes ?? [])
      if (name === 'abbr' && attribute === 'title' && typeof value === 'string')
        title = ` title="${escapeMarkup(value)}"`;
      else
        this.problem(
          node,
          'content/raw-html',
          `the attribute ${attribute ?? '{…}'} of <${name}> is not published`,
          name === 'abbr'
            ? 'write <abbr title="Overall equipment effectiveness">OEE</abbr>'
            : 'remove it',
        );
    html(out, `<${name}${title}>`);
    for (const child of node.children ?? []) this.node(child, out);
    if (name !== 'br') html(out, `</${name}>`);
  }

  private position(node: Node): { line: number; column: number } {
    return {
      line: (node.position?.start.line ?? 1) + this.offset,
      column: node.position?.start.column ?? 1,
    };
  }

  private propPosition(node: Node, name: string): { line: number; column: number } {
    const start = node.position?.start;
    if (start?.offset === undefined) return this.position(node);
    const { line, column } = propPosition(this.source, start.offset, name);
    return { line: line + this.offset, column };
  }

  private warning(node: Node, code: string, flaw: { found: string; fix: string }): void {
    const { file } = this;
    this.result.problems.push({
      code,
      severity: 'warning',
      file,
      ...this.position(node),
      ...flaw,
    });
  }

  private problem(
    node: Node,
    code: string,
    found: string,
    fix: string,
    allowed?: string,
    at = this.position(node),
  ): void {
    this.result.problems.push({
      code,
      severity: 'error',
      file: this.file,
      ...at,
      found,
      fix,
      ...(allowed === undefined ? {} : { allowed }),
    });
  }
}

/** Ids that the page around a text has. */
const TAKEN = ['main', 'sections'];

function sluggerOf(): GithubSlugger {
  const slugger = new GithubSlugger();
  for (const id of TAKEN) slugger.slug(id);
  return slugger;
}

/** Neighbouring chunks are one. */
function html(out: BodyNode[], text: string): void {
  const last = out.at(-1);
  if (last?.kind === 'html' && last.source === undefined) last.html += text;
  else out.push({ kind: 'html', html: text });
}

function textOf(node: Node): string {
  return node.type === 'text' ? node.value : (node.children ?? []).map(textOf).join('');
}
