import type { BodyNode } from '#model/record/body.ts';
import type { Translatable } from './inLanguage.ts';

/** The text of a record in every language that it is in, that of the source first. */
export function textsOf({
  body,
  inLanguages = {},
}: Translatable & { body: BodyNode[] }): BodyNode[][] {
  return [
    body,
    ...Object.values(inLanguages).flatMap(({ translation }) =>
      translation ? [translation.body] : [],
    ),
  ];
}
