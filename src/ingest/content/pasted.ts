import { isMap, isPair, isScalar, type Pair, type Scalar } from 'yaml';

/** What a pasted text brings along that looks like something else, where in the file it is, and what to write. */
export interface Pasted {
  /** Place in the text. */
  at: number;
  found: string;
  fix: string;
}

const OPENING = '“”„‟«»‹›‘’‚‛';
const CURLY = new RegExp(`^[${OPENING}]`);
const CLOSED = new RegExp(`^[${OPENING}]([\\s\\S]*)[${OPENING}"']$`);
/** Spaces that do not break: spaces to a reader, letters to a program. */
const FIRM_SPACE = /[\u00a0\u2007\u202f]/;
const AT_EDGE = /^[\u00a0\u2007\u202f]|[\u00a0\u2007\u202f]$/;
/** What nobody sees. Joiners of Indian and Persian scripts and of emoji are none of it. */
const UNSEEN = /[\u200b\u2060\ufeff]/;
/** A whole value that is a number or a comparison with a dash where the minus belongs. */
const DASHED_NUMBER = /^([<>=≤≥]*\s*)[‒–—―−]\s?(?=[\d.,]*\d)([\d.,]+\s?\S{0,8})$/;
/** A day or a month with dashes for hyphens. */
const DASHED_DATE = /^\d{4}[‐-―−]\d{2}([‐-―−]\d{2})?$/;
const DASH = /[‐-―−]/g;
/** Digits after a zero: YAML drops the zero, or counts in eights. */
const ZERO_FIRST = /^[+-]?0\d+$/;

/** What is wrong with a value or a key for having been pasted, or taken for a number; null where nothing is. */
function pastedScalar(node: Scalar, isKey: boolean): Pasted | null {
  const at = node.range?.[0] ?? 0;
  const text = node.source ?? String(node.value ?? '');
  if (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED') return null;
  const isPlain = node.type === 'PLAIN';
  const what = isKey ? 'the field name' : 'the value';
  if (isPlain && CURLY.test(text) && (isKey || CLOSED.test(text)))
    return {
      at,
      found: `${what} ${text} is in quotes that are part of the text: YAML knows only " and '`,
      fix: `write ${isKey ? bare(text) : JSON.stringify(bare(text))}; quotes that are meant go inside straight ones: ${JSON.stringify(text)}`,
    };
  const unseen = UNSEEN.exec(text);
  if (unseen) return withoutSign(at, what, text, unseen[0]);
  if (isKey ? FIRM_SPACE.test(text) : AT_EDGE.test(text))
    return {
      at,
      found: `${what} ${JSON.stringify(plainSpaces(text))} holds a no-break space, which is a letter to YAML`,
      fix: 'delete it, and type a usual space where one is needed',
    };
  if (isKey) return null;
  const number = DASHED_NUMBER.exec(text);
  if (number)
    return {
      at,
      found: `the value ${text} begins with a dash and not with a minus, so it is a text and no number`,
      fix: `write ${isPlain ? '' : '"'}${number[1]}-${number[2]}${isPlain ? '' : '"'}`,
    };
  if (DASHED_DATE.test(text))
    return {
      at,
      found: `the value ${text} has dashes where a date has hyphens`,
      fix: `write ${text.replaceAll(DASH, '-')}`,
    };
  return isPlain ? zeroFirst(at, text, node.value) : null;
}

/** Field names and values are looked at in the order of the file; nothing else of a document holds text. */
export function pastedIn(node: unknown): Pasted[] {
  if (isScalar(node)) return [pastedScalar(node, false)].flatMap((found) => found ?? []);
  if (isMap(node)) return node.items.flatMap(pastedPair);
  const items = (node as { items?: unknown[] } | null)?.items;
  return Array.isArray(items)
    ? items.flatMap((item) => (isPair(item) ? pastedPair(item) : pastedIn(item)))
    : [];
}

function pastedPair({ key, value }: Pair): Pasted[] {
  const ofKey = isScalar(key) ? pastedScalar(key, true) : null;
  return [...(ofKey ? [ofKey] : []), ...pastedIn(value)];
}

/** What stands on a line that is no YAML and was pasted: the place in the line, from 0. */
export function pastedInLine(line: string): Pasted | null {
  const curly = new RegExp(`(?:^|[:\\-,\\[{=]\\s*)([${OPENING}])`).exec(line);
  if (curly) {
    const at = curly.index + curly[0].length - 1;
    return {
      at,
      found: `${curly[1]} is no quote here: YAML and MDX know only " and '`,
      fix: 'type the quotes again in a plain text editor: " or \'',
    };
  }
  const space = FIRM_SPACE.exec(line) ?? UNSEEN.exec(line);
  return space
    ? {
        at: space.index,
        found: `the line holds ${nameOf(space[0])}, which looks like a space or like nothing, and is a letter`,
        fix: 'delete it, and type a usual space where one is needed',
      }
    : null;
}

function withoutSign(at: number, what: string, text: string, sign: string): Pasted {
  return {
    at,
    found: `${what} ${JSON.stringify(text.replaceAll(new RegExp(UNSEEN, 'g'), ''))} holds ${nameOf(sign)}, which nobody sees`,
    fix: 'delete the value and type it again',
  };
}

function zeroFirst(at: number, text: string, value: unknown): Pasted | null {
  if (typeof value !== 'number' || !ZERO_FIRST.test(text)) return null;
  return {
    at,
    found: `${text} is the number ${value} to YAML, which drops the zero`,
    fix: `put a code in quotes: "${text}"; write a number without the zero: ${value}`,
  };
}

function nameOf(sign: string): string {
  return FIRM_SPACE.test(sign)
    ? 'a no-break space'
    : `the invisible sign U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

const bare = (text: string) =>
  text.replaceAll(new RegExp(`^[${OPENING}]|[${OPENING}"']$`, 'g'), '');
const plainSpaces = (text: string) => text.replaceAll(new RegExp(FIRM_SPACE, 'g'), ' ');
