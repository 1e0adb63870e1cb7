import { isScalar, parseDocument, Scalar, visit } from 'yaml';

/** A prop's value in braces, when it is a literal: number, text, true, false, null, or lists and objects of them. */
export function literal(source: string): { value: unknown } | null {
  // Nearly all are whole numbers, for which no document needs to be parsed.
  if (/^(0|[1-9]\d{0,14})$/.test(source)) return { value: Number(source) };
  const document = parseDocument(
    source.includes('\n') ? source.replaceAll(/\s*\n\s*/g, ' ') : source,
    { uniqueKeys: true },
  );
  if (document.errors.length > 0) return null;
  let plain = false;
  visit(document, {
    Scalar: (key, node) => {
      if (key === 'key' || !isScalar(node)) return;
      if (
        (node.type === Scalar.PLAIN && typeof node.value === 'string') ||
        node.type === Scalar.BLOCK_FOLDED ||
        node.type === Scalar.BLOCK_LITERAL
      )
        plain = true;
    },
    Alias: () => {
      plain = true;
    },
  });
  return plain ? null : { value: document.toJS() };
}
