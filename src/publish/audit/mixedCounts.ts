import { withheldFrom } from '#model/edition/withheld.ts';
import type { Audience } from '#model/record/audience.ts';
import type { Portfolio } from '#model/record/portfolio.ts';

/**
 * Metrics that are open and count rows of a log in which withheld initiatives have rows as well, one sentence each: with the rows
 * that are shown, readers can tell how many are not. A metric that asks for initiatives in `where` was meant to.
 */
export function mixedCounts(portfolio: Portfolio, reader: Audience): string[] {
  const { settings, metrics, friction, standups = [] } = portfolio;
  const out = withheldFrom(portfolio, reader);
  const logs = [
    { log: settings.friction, rows: friction },
    { log: settings.standups, rows: standups },
  ];
  return logs.flatMap(({ log, rows }) => {
    if (!log || !rows.some(({ initiative }) => out.initiative.has(initiative ?? ''))) return [];
    const column = log.columns.initiative ?? 'initiative';
    return metrics
      .filter(({ id, export: name, where }) => {
        const asks = where.some((filter) => filter.column === column);
        return name === log.export && !out.metric.has(id) && !asks;
      })
      .map(
        ({ title }) =>
          `The metric "${title}" counts rows of the log "${log.export}" that belong to withheld initiatives; give it an audience, or name the initiatives in its where.`,
      );
  });
}
