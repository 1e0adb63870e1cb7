import { z } from 'zod';
import type { Comparator, Requirement } from '#model/record/criterion.ts';

/** What follows the number is a unit, so it begins with no digit, point or comma: `>= 2,5 %` and `>= 1,000` could be read in two ways. */
const COMPARISON = /^\s*(>=|<=|≥|≤|>|<|=)\s*([-+]?\d+(?:\.\d+)?)\s*((?![.,\d]).*?|)\s*$/;
/** A change is relative, in per cent of the baseline: percentage points are another thing. */
const RELATIVE = /^\s*(>=|<=|≥|≤|>|<|=)\s*([-+]?\d+(?:\.\d+)?)\s*(%|)\s*$/;
const CHANGE =
  'a change in per cent of the baseline: "<= -20 %"; for percentage points ask for the number that has to be reached';

const MUST =
  '">= 80 %" (in quotes; 2.5 with a point), improved, held, { change: "<= -20 %" } or { comparison: favourable }';
/** What a criterion that lacks `must` is asked for. */
const SAYS_MUST =
  'what the metric must show: ">= 80 %", improved, held, { change: "<= -20 %" } or { comparison: favourable }';

const COMPARATORS: Record<string, Comparator> = {
  '>=': '>=',
  '≥': '>=',
  '<=': '<=',
  '≤': '<=',
  '>': '>',
  '<': '<',
  '=': '=',
};

function partsOf(pattern: RegExp, text: string) {
  const [, sign = '', number = '', unit = ''] = pattern.exec(text) ?? [];
  return { comparator: COMPARATORS[sign] ?? '=', number: Number(number), unit };
}

/** `">= 80 %"`, `improved`, `held`, `{ change: "<= -20 %" }` or `{ comparison: favourable }`. */
export const requirement = z.union(
  [
    z.literal('improved').transform((): Requirement => ({ kind: 'improved' })),
    z.literal('held').transform((): Requirement => ({ kind: 'held' })),
    z
      .string()
      .regex(COMPARISON, MUST)
      .transform((text): Requirement => {
        const { comparator, number, unit } = partsOf(COMPARISON, text);
        return { kind: 'threshold', comparator, value: number, unit };
      }),
    z
      .strictObject({ change: z.string().regex(RELATIVE, CHANGE) })
      .transform(({ change }): Requirement => {
        const { comparator, number } = partsOf(RELATIVE, change);
        return { kind: 'change', comparator, percent: number };
      }),
    z
      .strictObject({ comparison: z.literal('favourable') })
      .transform((): Requirement => ({ kind: 'comparison' })),
  ],
  { error: ({ input }) => (input === undefined ? SAYS_MUST : MUST) },
);
