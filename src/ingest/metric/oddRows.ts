import type { Metric } from '#model/record/metric.ts';
import type { Tally } from '#ingest/tally/tally.ts';

/** Rows that say too little, or what cannot be: how many end before they begin, and what to say beside the number. */
export function oddRows(metric: Metric, tally: Tally): { reversed: number; doubts: string[] } {
  const reversed = metric.value.kind === 'duration' ? reversedIn(tally) : 0;
  const doubts = [
    ...(reversed === 0
      ? []
      : [
          `${reversed} ${reversed === 1 ? 'row ends before it begins, and is' : 'rows end before they begin, and are'} not counted.`,
        ]),
    ...unnamedSites(metric, tally),
  ];
  return { reversed, doubts };
}

function reversedIn(tally: Tally): number {
  return tally
    .groups()
    .reduce(
      (sum, _, slot) =>
        sum +
        [...tally.listOf(slot, ({ kind }) => kind === 'closed')].filter((time) => Number(time) < 0)
          .length,
      0,
    );
}

/** A pivot names a site in the first of its rows only; the others are then of no site. */
function unnamedSites({ dimensions }: Metric, tally: Tally): string[] {
  if (dimensions.site === undefined) return [];
  let unnamed = 0;
  let all = 0;
  for (const [slot, { site }] of tally.groups().entries()) {
    all += tally.rows(slot);
    if (site === null) unnamed += tally.rows(slot);
  }
  return unnamed === all || unnamed < all / 2
    ? []
    : [
        `${unnamed} of ${all} rows have no ${dimensions.site}: they count in the total and at no site. If the name is only in the first row of each, the step fillDown repeats it.`,
      ];
}
