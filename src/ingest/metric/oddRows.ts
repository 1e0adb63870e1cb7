import type { Metric } from '#model/record/metric.ts';
import type { ReadExport } from '#ingest/export/exports.ts';
import type { Tally } from '#ingest/tally/tally.ts';

/** Rows that say too little, or what cannot be: how many end before they begin, and what to say beside the number. */
export function oddRows(
  metric: Metric,
  tally: Tally,
  { undated, dateColumn }: Pick<ReadExport, 'undated' | 'dateColumn'>,
): { reversed: number; doubts: string[] } {
  const reversed = metric.value.kind === 'duration' ? reversedIn(tally) : 0;
  const doubts = [
    ...(reversed === 0
      ? []
      : [
          `${reversed} ${reversed === 1 ? 'row ends before it begins, and is' : 'rows end before they begin, and are'} not counted.`,
        ]),
    ...(undated === 0 || metric.date !== dateColumn
      ? []
      : [
          `${undated} ${undated === 1 ? 'row has' : 'rows have'} no ${metric.date}: ${undated === 1 ? 'it is' : 'they are'} in no period.`,
        ]),
    ...countedTwice(metric, tally),
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

/** `Anna` and `ANNA` are two different values; whether they are two people, only the source knows. */
function countedTwice({ value }: Metric, tally: Tally): string[] {
  if (value.kind !== 'column' || value.of.aggregate !== 'countDistinct') return [];
  const spellings = new Map<string, Set<string>>();
  for (const slot of tally.groups().keys())
    for (const one of tally.listOf(slot, ({ kind }) => kind === 'distinct')) {
      const text = String(one);
      // Not as filters are compared: `WO-11` and `WO1-1` are two orders.
      const same = text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '');
      spellings.set(same, (spellings.get(same) ?? new Set()).add(text));
    }
  const alike = [...spellings.values()].filter(({ size }) => size > 1);
  return alike.length === 0
    ? []
    : [
        `${alike.length} ${alike.length === 1 ? 'value' : 'values'} of ${value.of.column} ${alike.length === 1 ? 'is' : 'are'} written in several ways, which differ in capitals or spaces and are counted one by one.`,
      ];
}
