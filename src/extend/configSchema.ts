import { z } from 'zod';
import { SEVERITIES } from '#model/record/finding.ts';

const text = z.string().min(1, 'a text');
const call = z.custom<(...args: never[]) => unknown>(
  (value) => typeof value === 'function',
  'a function',
);
const file = z.string().regex(/^\.{1,2}\//, 'a path from its folder, beginning with ./');

const prop = z.strictObject({
  says: text,
  required: z.boolean().optional(),
  is: z.union(
    [
      z.enum(['text', 'number', 'spec', 'markers']),
      z.array(text).min(1),
      z.strictObject({
        id: z.enum(['metric', 'goal', 'initiative', 'site', 'line', 'review', 'rule']),
      }),
      z.strictObject({ file: z.enum(['picture', 'video', 'captions', 'attachment']) }),
    ],
    'text, number, spec, markers, a list of words, { id: … } or { file: … }',
  ),
});

const block = z.strictObject({
  name: z
    .string('a name such as Thermometer')
    .regex(/^[A-Z][A-Za-z0-9]*$/, 'a name such as Thermometer: a capital, then letters and digits'),
  component: file.regex(/\.astro$/, 'an .astro file'),
  says: text,
  holds: text.optional(),
  props: z.record(z.string(), prop).default({}),
  example: text.optional(),
});

const rule = z.strictObject({
  id: z
    .string('an id such as plant/asset-code')
    .regex(/^[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*$/, 'an id such as plant/asset-code: family/name'),
  severity: z.enum(SEVERITIES),
  what: text,
  why: text,
  fix: text,
  limits: z.record(z.string(), z.number()).optional(),
  compares: text.optional(),
  check: call,
});

const criterion = z.strictObject({
  kind: z
    .string('a word such as training')
    .regex(/^[a-z][a-z0-9-]*$/, 'a word such as training: small letters, digits, hyphens'),
  says: text,
  fields: z
    .record(
      z.string(),
      z.strictObject({
        says: text,
        is: z.union(
          [z.enum(['text', 'number', 'yes-no', 'texts']), z.array(text).min(1)],
          'text, number, yes-no, texts or a list of words',
        ),
        required: z.boolean().optional(),
      }),
    )
    .optional(),
  words: call,
  judge: call,
  isLimit: z.boolean().optional(),
});

const source = z.strictObject({
  name: text,
  endings: z.array(z.string().regex(/^[a-z0-9]+$/i, 'an ending without its point')).min(1),
  begins: call,
  read: call,
});

const reporter = z.strictObject({
  name: z.string('a name such as teams').regex(/^[a-z][a-z0-9-]*$/, 'a name such as teams'),
  write: call,
});

/** The shape of a `trilens.config.ts`; what its parts refer to is checked apart. */
export const configSchema = z.strictObject({
  blocks: z.array(block).optional(),
  components: z.record(z.string(), file.regex(/\.astro$/, 'an .astro file')).optional(),
  pages: file.optional(),
  stylesheet: file.regex(/\.css$/, 'a .css file').optional(),
  rules: z.array(rule).optional(),
  criteria: z.array(criterion).optional(),
  sources: z.array(source).optional(),
  reporters: z.array(reporter).optional(),
  messages: z.record(z.string(), text).optional(),
});
