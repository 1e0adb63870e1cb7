import { longDate } from '#model/time/date.ts';
import { formatValue } from '#model/words/format.ts';
import { LENSES } from '#model/record/lens.ts';
import type { Portal } from '#model/portal.ts';

/** Use of an initiative's tool before and after its first standup with all three functions: a comparison, never a claim of cause. */
export function trustEffect(portal: Portal): string {
  const log = portal.portfolio.standups ?? [];
  if (log.length === 0)
    return 'Nobody can say: no log of standups is read. Name its export under standups in portfolio.yaml.';
  const said = portal.initiatives.flatMap(({ initiative }) => {
    const first = log
      .filter(
        (one) =>
          one.initiative === initiative.id &&
          one.held &&
          LENSES.every((lens) => one.attendance[lens] > 0),
      )
      .map((one) => one.date)
      .sort()[0];
    const use = initiative.metrics
      .flatMap((entry) => portal.metrics.get(entry.id) ?? [])
      .find((state) => state.metric.type === 'adoption');
    if (!first || !use) return [];
    const at = use.all.periods.findLastIndex(
      (period, index) => period < first && use.all.values[index] !== null,
    );
    if (at < 0) return [];
    return [
      `${initiative.title}: ${formatValue(use.metric, use.all.values[at])} before the first standup of all three (${longDate(first)}), ${formatValue(use.metric, use.all.latest?.value)} at last`,
    ];
  });
  return said.length === 0
    ? 'No initiative has both: use measured before, and a standup of all three functions after.'
    : `${said.join('; ')}. Before and after alone does not prove that the one made the other.`;
}
