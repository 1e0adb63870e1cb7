/** A text as it is written in quotes in YAML: single ones where it has double ones in it. */
export function quoted(text: string): string {
  return text.includes('"') && !text.includes("'") ? `'${text}'` : JSON.stringify(text);
}
