import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { ARGUMENTS } from './arguments.ts';

const DECLARED: Readonly<Record<string, Record<string, string>>> = ARGUMENTS;

/** The facts that a text says, those that its message is given, and why it cannot be read, or null. */
export function factsIn(
  key: string,
  text: string,
): { facts: string[]; allowed: string[]; error: string | null } {
  const allowed = Object.keys(DECLARED[key] ?? {});
  try {
    const facts = [...kindsOf(parse(text, { ignoreTag: true })).keys()];
    return { facts, allowed, error: null };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { facts: [], allowed, error: why.toLowerCase().replaceAll('_', ' ') };
  }
}

/** Every fact of a message with its kind. */
export function kindsOf(elements: readonly MessageFormatElement[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const element of elements) {
    if (element.type === TYPE.argument) found.set(element.value, 'text');
    if (element.type === TYPE.number) found.set(element.value, 'number');
    if (element.type === TYPE.date) found.set(element.value, 'date');
    if (element.type !== TYPE.select && element.type !== TYPE.plural) continue;
    for (const option of Object.values(element.options))
      for (const [name, kind] of kindsOf(option.value)) found.set(name, kind);
    found.set(element.value, element.type === TYPE.plural ? 'number' : 'text');
  }
  return found;
}
