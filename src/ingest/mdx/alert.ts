// biome-ignore lint/suspicious/noExplicitAny: a syntax tree of many node types, read by their `type`
type Node = any;

/** GitHub's five kinds of alert as kinds of a callout. A caution speaks of harm, so it is printed on the card. */
const KINDS: Readonly<Record<string, { kind: string; title?: string }>> = {
  NOTE: { kind: 'note' },
  TIP: { kind: 'note', title: 'Tip' },
  IMPORTANT: { kind: 'warning', title: 'Important' },
  WARNING: { kind: 'warning' },
  CAUTION: { kind: 'safety' },
};

/**
 * A quotation that begins with `[!WARNING]` on a line of its own, as a callout; null for any other quotation.
 * Source: GitHub Docs, "Basic writing and formatting syntax", section "Alerts".
 */
export function alertOf(quote: Node): { props: Record<string, string>; children: Node[] } | null {
  const parts: Node[] = quote.children ?? [];
  const first = parts.find((part) => part.type === 'element');
  const [text, ...rest] = first?.tagName === 'p' ? (first.children ?? []) : [];
  const [mark, word = ''] = /^\[!([A-Z]+)\](?:\n|$)/.exec(text?.value ?? '') ?? [];
  const is = KINDS[word];
  if (mark === undefined || is === undefined) return null;
  const kept = [{ ...text, value: text.value.slice(mark.length) }, ...rest];
  return {
    props: { ...is },
    children: parts.map((part) => (part === first ? { ...first, children: kept } : part)),
  };
}
