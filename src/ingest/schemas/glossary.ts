import { z } from 'zod';
import { text } from './common.ts';

/** `content/glossary.yaml` */
export const glossarySchema = z.array(
  z.strictObject({
    term: text.describe('The word: OEE.'),
    definition: text.describe('What it means here, in a sentence or two.'),
    also: z.array(text).default([]).describe('Other words for the same: overall effectiveness.'),
    audience: z
      .string()
      .optional()
      .describe('Who may know of it: one of portfolio.yaml’s audiences; absent: everybody.'),
  }),
);
