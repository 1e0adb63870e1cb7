import { isAlias, isScalar, visit, type Document } from 'yaml';
import { fieldOf, lineAt } from './lines.ts';
import { startWords } from './startFlaw.ts';
import type { SyntaxFlaw } from './flaw.ts';

/**
 * Words at the beginning of a text that YAML takes for a name or a kind, so that the text would be published without them:
 * `title: !important stops`, `title: &more stops`. A name that an asterisk uses is meant.
 */
export function takenAway(document: Document, text: string): SyntaxFlaw[] {
  const used = new Set<string>();
  visit(document, (_, node) => {
    if (isAlias(node)) used.add(node.source);
  });
  const flaws: SyntaxFlaw[] = [];
  visit(document, (_, node) => {
    if (!isScalar(node) || !node.range) return;
    const isUnused = node.anchor !== undefined && !used.has(node.anchor);
    if (!isUnused && !/^!(?!!)/.test(node.tag ?? '')) return;
    const line = lineAt(text, node.range[0]);
    const field = fieldOf(line.text, 0);
    const flaw =
      field === null ? null : startWords(field.name, field.value, line.start + field.before.length);
    if (flaw !== null) flaws.push(flaw);
  });
  return flaws;
}
