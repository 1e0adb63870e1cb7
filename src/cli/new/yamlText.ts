import { stringify } from 'yaml';

/** A text as YAML writes it on one line: in quotes where it needs them. */
export function yamlText(text: string): string {
  return stringify(text, { lineWidth: 0, singleQuote: false }).trimEnd();
}

/** `fewer-stops` as a title: `Fewer stops`. */
export function titleOf(id: string): string {
  const words = id.replaceAll(/[-_.]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** One field on a line; nothing where there is no text. */
export function field(name: string, text: string): string[] {
  return text === '' ? [] : [`${name}: ${yamlText(text)}`];
}

/** A list of ids on one line; nothing where there is none. */
export function listField(name: string, ids: string): string[] {
  const all = ids.split(',').flatMap((id) => id.trim() || []);
  return all.length === 0 ? [] : [`${name}: [${all.map(yamlText).join(', ')}]`];
}
