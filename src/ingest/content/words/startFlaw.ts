import { fieldOf, lineAt } from './lines.ts';
import { quoted } from './quoted.ts';
import type { SyntaxFlaw } from './flaw.ts';

/** What a value is to YAML that begins with one of these signs. */
const STARTS: Record<string, string> = {
  '@': 'is reserved in YAML',
  '`': 'is reserved in YAML',
  '%': 'is a setting to YAML',
  '&': 'is the name of what follows to YAML',
  '!': 'is the kind of what follows to YAML',
  '*': 'is the name of something else to YAML',
  '[': 'is a list to YAML',
  '{': 'is a group of fields to YAML',
  '>': 'is a text over several lines to YAML',
  '|': 'is a text over several lines to YAML',
  '-': 'is an entry of a list to YAML',
};

/** A text that begins with a sign which has a meaning in YAML, on the line of the fault. */
export function startFlaw(message: string, at: number, text: string): SyntaxFlaw | null {
  const line = lineAt(text, at);
  const field = fieldOf(line.text, at - line.start);
  if (field === null || isOpen(message, field.value)) return null;
  const place = line.start + field.before.length;
  return startWords(field.name, field.value, place);
}

/** The same of a value that was read, but as something else than it says. */
export function startWords(name: string, value: string, at: number): SyntaxFlaw | null {
  const sign = value.charAt(0);
  const is = STARTS[sign];
  if (is === undefined || (sign === '-' && !/^-\s/.test(value))) return null;
  const said = value.length > 60 ? `${value.slice(0, 57)}…` : value;
  const found = `a value that begins with ${sign} ${is}: ${said}`;
  const text = `${name}${quoted(value)}`;
  return sign === '-'
    ? {
        at,
        found,
        fix: `write entries in lines of their own below the field, or a text in quotes: ${text}`,
      }
    : { at, found, fix: `put the text in quotes, since it begins with ${sign}: ${text}` };
}

/** A list or group that is not closed is one: what is missing is its end. */
function isOpen(message: string, value: string): boolean {
  return /^[[{]/.test(value) && (/end with a/.test(message) || !/[\]}]\s*\S/.test(value));
}
