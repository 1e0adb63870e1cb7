import { listOf } from '#model/words/format.ts';
import type { Metric } from '#model/record/metric.ts';
import type { Tally } from '#ingest/tally/tally.ts';
import { numbersOf, unitsIn, type UnitColumn } from '#ingest/tally/unitColumns.ts';

/** Numbers of several currencies or units that a metric takes together, as a column beside them says. */
export function unitColumnDoubts(
  { value }: Pick<Metric, 'value'>,
  tally: Tally,
  columns: readonly UnitColumn[],
): string[] {
  return columns.flatMap(({ name, kind, place }) => {
    const texts = tally
      .groups()
      .flatMap((_, slot) => [
        ...tally.listOf(slot, (one) => one.kind === 'distinct' && one.column === place),
      ]);
    const units = unitsIn(new Set(texts.map(String)), kind);
    const numbers = listOf([...new Set(numbersOf(value))]);
    const fix =
      kind === 'currency'
        ? `"money" in the contract converts them`
        : `a metric of one unit names it under where`;
    return units.length < 2
      ? []
      : [
          `Its rows are in ${listOf(units)}, as the column ${name} says, and ${numbers} is taken as if they were in one ${kind}: ${fix}.`,
        ];
  });
}
