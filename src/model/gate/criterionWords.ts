import type { Criterion } from '#model/record/criterion.ts';
import { groupWords } from './kinds/group.ts';
import { singleWords } from './kinds/index.ts';

/** What a criterion asks, as one would say it: "at least 80 %, in each of the last 4 periods, at every site; 75 % must have come". */
export function criterionWords(criterion: Criterion): string {
  const asked = criterion.kind === 'group' ? groupWords(criterion) : singleWords(criterion);
  return criterion.waivable ? asked : `${asked}; cannot be waived`;
}
