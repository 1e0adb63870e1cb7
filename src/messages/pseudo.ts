import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { printAST } from '@formatjs/icu-messageformat-parser/printer.js';
import type { Texts } from './say.ts';

const LETTERS =
  'aàbƀcçdđeéfƒgĝhĥiîjĵkķlļmɱnñoôpþqǫrŕsštţuûvṽwŵxẋyýzžAÅBƁCÇDĐEÉFƑGĜHĤIÎJĴKĶLĻMṀNÑOÔPÞQǪRŔSŠTŢUÛVṼWŴXẊYÝZŽ';
const PSEUDO = new Map(
  [...LETTERS].flatMap((letter, at, all) =>
    at % 2 === 0 ? [[letter, all[at + 1] ?? letter]] : [],
  ),
);
/** By how much texts of other languages are longer than English, so that what does not fit is seen. */
const LONGER = 0.4;

/** A catalogue in letters with marks, longer by 40 %: a plain word on a page was taken from none. */
export function pseudo(texts: Readonly<Texts>): Texts {
  return Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [
      key,
      `${printAST(parse(text, { ignoreTag: true }).map(marked))} ${'~'.repeat(Math.ceil(text.length * LONGER))}`,
    ]),
  );
}

function marked(element: MessageFormatElement): MessageFormatElement {
  if (element.type === TYPE.literal)
    return { ...element, value: [...element.value].map((one) => PSEUDO.get(one) ?? one).join('') };
  if (element.type !== TYPE.select && element.type !== TYPE.plural) return element;
  const options = Object.entries(element.options).map(([name, option]) => [
    name,
    { ...option, value: option.value.map(marked) },
  ]);
  return { ...element, options: Object.fromEntries(options) };
}
