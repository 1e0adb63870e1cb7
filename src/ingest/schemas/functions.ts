import { z } from 'zod';
import { lens, text } from './common.ts';

const texts = z.array(text).default([]);

/** `content/functions.yaml`: what each function cares about, rubs against and needs. */
export const functionsSchema = z.array(
  z.strictObject({
    lens,
    /** What the function is called here. */
    name: text.optional(),
    focus: texts,
    friction: texts,
    needs: texts,
    /** What it cannot change: patch windows, cycle times, the end of a month. */
    constraints: texts,
  }),
);
