import GithubSlugger from 'github-slugger';
import { mdxToHast } from 'satteri';
import { componentNames } from './ownBlocks.ts';
import type { BodyNode, Heading } from '#model/record/playbook.ts';
import { nearest, type Problem } from '#model/problem.ts';
import { alertOf } from './alert.ts';
import { attributesOf } from './attributes.ts';
import { AUDIENCE_PROP, PLAIN_TAGS } from './components.ts';
import { namedBy } from './prop.ts';
import { entryProblems } from './entryProblems.ts';
import { headingFlaw } from './headingId.ts';
import { linkFlaw } from './linkFlaw.ts';
import { linkKind, textAddress } from './links.ts';
import { literal } from './literal.ts';
import { syntaxProblem } from './syntaxProblem.ts';
import { componentOf, propPosition, valueProblem } from './propCheck.ts';

export interface Body {
  body: BodyNode[];
  headings: Heading[];
  /** Every prop with its position, for the check of ids. */
  /** `within`: audiences of the components around it and of its own, outermost first. */
  uses: {
    component: string;
    prop: string;
    value: unknown;
    line: number;
    column: number;
    within: string[];
  }[];
}

/** Beyond CommonMark: tables, task lists and footnotes; `{#own-id}` after a heading, `Term` over `: meaning`, `x^2^`. */
const FEATURES = { gfm: true, headingAttributes: true, definitionList: true, superscript: true };

// biome-ignore lint/suspicious/noExplicitAny: a syntax tree of many node types, read by their `type`
type Node = any;

/** An MDX body as chunks of HTML and component nodes. A playbook is data: it may not import, export or compute. */
export function parseBody(
  source: string,
  file: string,
  offset: number,
): Body & { problems: Problem[] } {
  try {
    const tree = mdxToHast(source, { features: FEATURES } as never) as Node;
    return bodyOf(tree.children, source, file, offset);
  } catch (error) {
    return {
      body: [],
      headings: [],
      uses: [],
      problems: [syntaxProblem(error as Error, source, file, offset)],
    };
  }
}

/** The same from a tree that is there. */
export function bodyOf(
  nodes: Node[],
  source: string,
  file: string,
  offset: number,
): Body & { problems: Problem[] } {
  const result: Body & { problems: Problem[] } = { body: [], headings: [], uses: [], problems: [] };
  result.body = new Writer(source, file, offset, result).write(nodes);
  result.problems.push(...entryProblems(result.body, file));
  return result;
}

class Writer {
  readonly source: string;
  readonly file: string;
  readonly offset: number;
  readonly result: Body & { problems: Problem[] };
  /** Ids of headings, as GitHub makes them; what the page itself uses is taken. */
  private readonly slugger = sluggerOf();
  private within: string[] = [];
  private inChecklist = false;

  constructor(
    source: string,
    file: string,
    offset: number,
    result: Body & { problems: Problem[] },
  ) {
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
      this.problem(
        node,
        'content/code-in-playbook',
        `the expression {${firstLine(node.value)}} is code`,
        'write the text itself; for a live number use <Metric id="…"/>; for a brace as text write \\{',
      );
    } else if (node.type === 'raw')
      this.problem(node, 'content/raw-html', 'raw HTML', 'use Markdown or a component');
  }

  private text(node: Node, out: BodyNode[]): void {
    const unread = /!?\[[^\]]*\]\(([^()<>]* [^()<>]*\.[a-z0-9]{2,4})\)/i.exec(node.value);
    if (unread)
      this.problem(
        node,
        'content/space-in-path',
        `the path "${unread[1]}" has a space, so it is text and no link`,
        `write <${unread[1]}> in angle brackets, or rename the file`,
      );
    html(out, escapeHtml(node.value));
  }

  /** A picture in Markdown is the component of that name. */
  private picture(node: Node, src: string, alt: string, out: BodyNode[]): void {
    if (linkKind(src) === 'outside' || src.startsWith('/')) {
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
    const alert = tag === 'blockquote' ? alertOf(node) : null;
    if (alert) {
      this.callout(node, alert, out);
      return;
    }
    if (tag === 'a' && target !== undefined) {
      const kind = linkKind(target);
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

  /** A heading has the id that its author wrote, else the one that GitHub would give it. */
  private heading(node: Node, tag: string, attributes: Map<string, string>): void {
    const text = textOf(node);
    const taken = new Set([...TAKEN, ...this.result.headings.map(({ id }) => id)]);
    // The heading over footnotes is the engine's own.
    const isOwn = attributes.get('id') !== 'footnote-label' && node.position !== undefined;
    const flaw = isOwn ? headingFlaw(attributes, taken) : null;
    if (flaw) this.problem(node, 'content/heading', flaw.found, flaw.fix);
    const id = attributes.get('id') ?? this.slugger.slug(text);
    attributes.set('id', id);
    this.result.headings.push({ depth: Number(tag[1]), id, text });
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
    const written = [...attributes].map(([name, value]) => ` ${name}="${escapeHtml(value)}"`);
    if (tag === 'table')
      html(out, '<div class="scroll" tabindex="0" role="region" aria-label="Table">');
    html(out, `<${tag}${written.join('')}>`);
    if (!['br', 'hr', 'input'].includes(tag)) {
      for (const child of children) this.node(child, out);
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
      html(out, `<${name}>`);
      for (const child of node.children ?? []) this.node(child, out);
      if (name !== 'br') html(out, `</${name}>`);
      return;
    }
    const known = componentOf(name);
    if (!known) {
      const near = nearest(name, componentNames());
      this.problem(
        node,
        'content/unknown-component',
        `unknown component <${name}>`,
        near ? `did you mean <${near}>?` : 'use one of the allowed components, or Markdown',
        componentNames().join(', '),
      );
      return;
    }
    const props: Record<string, unknown> = Object.create(null);
    const used: Omit<Body['uses'][number], 'within'>[] = [];
    const { line } = this.position(node);
    for (const attribute of node.attributes ?? []) {
      if (attribute.type !== 'mdxJsxAttribute') {
        this.problem(
          node,
          'content/code-in-playbook',
          `{${firstLine(String(attribute.value))}} in <${name}> is code`,
          'write each prop by its name',
        );
        continue;
      }
      const at = this.propPosition(node, attribute.name);
      const prop =
        attribute.name === 'audience'
          ? AUDIENCE_PROP
          : Object.hasOwn(known.props, attribute.name)
            ? known.props[attribute.name]
            : undefined;
      if (!prop) {
        const allowed = [...Object.keys(known.props), 'audience'];
        const near = nearest(attribute.name, allowed);
        this.problem(
          node,
          'content/unknown-prop',
          `<${name}> has no prop "${attribute.name}"`,
          near ? `did you mean "${near}"?` : 'remove it',
          allowed.join(', '),
          at,
        );
        continue;
      }
      const value = attribute.value;
      const parsed =
        value === null || value === undefined
          ? { value: true }
          : typeof value === 'string'
            ? { value }
            : 'evaluated' in value
              ? { value: value.evaluated }
              : literal(String(value.value));
      if (parsed === null) {
        this.problem(
          node,
          'content/code-in-playbook',
          `${attribute.name}={${firstLine(String(value.value))}} in <${name}> is an expression`,
          'use a literal: a text in quotes, a number, or a list or object of them',
          undefined,
          at,
        );
        continue;
      }
      const wrong = valueProblem(name, attribute.name, prop, parsed.value);
      if (wrong)
        this.problem(node, 'content/prop-value', wrong.found, wrong.fix, wrong.allowed, at);
      props[attribute.name] = parsed.value;
      // Each of several ids is looked up as if it were written alone.
      const named =
        namedBy(prop) !== null && Array.isArray(parsed.value) ? parsed.value : [parsed.value];
      for (const one of named)
        used.push({ component: name, prop: attribute.name, value: one, ...at });
    }
    for (const [prop, { required }] of Object.entries(known.props)) {
      if (required && !(prop in props))
        this.problem(
          node,
          'content/missing-prop',
          `<${name}> lacks the prop "${prop}"`,
          `write <${name} ${prop}="…">`,
        );
    }
    const outside = this.within;
    const own = props.audience ?? (name === 'Audience' ? props.is : undefined);
    if (typeof own === 'string') this.within = [...outside, own];
    this.result.uses.push(...used.map((use) => ({ ...use, within: this.within })));
    const around = this.inChecklist;
    this.inChecklist ||= name === 'Checklist';
    const children = this.write(node.children ?? []);
    this.inChecklist = around;
    this.within = outside;
    out.push({ kind: 'component', name, props: { ...props }, children, line });
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
  if (last?.kind === 'html') last.html += text;
  else out.push({ kind: 'html', html: text });
}

function textOf(node: Node): string {
  return node.type === 'text' ? node.value : (node.children ?? []).map(textOf).join('');
}

function firstLine(text: string): string {
  const line = text.trim().split('\n')[0] ?? '';
  return line.length > 50 ? `${line.slice(0, 47)}…` : line;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
