import { z } from 'zod';
import { lens, text } from './common.ts';

const texts = z.array(text).default([]);

/** `content/functions.yaml`: what each function cares about, rubs against and needs. */
export const functionsSchema = z.array(
  z.strictObject({
    lens: lens.describe('Which of the three functions.'),
    name: text.optional().describe('What it is called here: Plant engineering.'),
    focus: texts.describe('What it cares about.'),
    friction: texts.describe('What it usually rubs against.'),
    needs: texts.describe('What would make it agree.'),
    constraints: texts.describe(
      'What it cannot change: patch windows, cycle times, the end of a month.',
    ),
  }),
);
