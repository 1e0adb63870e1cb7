import { metricOf } from '#model/record/criterion.ts';
import { longDate, type IsoDate } from '#model/time/date.ts';
import { formatValue, monthYear } from '#model/words/format.ts';
import type { MetricState, ScopeState } from '#model/metric/metricState.ts';
import { periodName } from '#model/time/period.ts';
import type { Portal } from '#model/portal.ts';
import { siteName } from '#model/record/site.ts';
import type { Facts } from '#model/record/facts.ts';
import type { Restatement } from '#model/record/report.ts';

/** Every number of a frozen report that differs today at the digits that are shown, the newest period of each scope first. */
export function restatements(
  frozen: Portal,
  live: Portal,
  exports: Facts['exports'] = [],
): Restatement[] {
  const files = (of: { sha256: string }[]) =>
    of
      .map(({ sha256 }) => sha256)
      .sort()
      .join();
  const same = new Set(
    exports
      .filter(
        (before) =>
          before.files.length > 0 &&
          live.portfolio.exports.some(
            (after) =>
              after.contract.name === before.name && files(after.files) === files(before.files),
          ),
      )
      .map(({ name }) => name),
  );
  return [...frozen.metrics.values()].flatMap((before) => {
    const after = live.metrics.get(before.metric.id);
    if (!after) return [];
    return [before.all, ...before.bySite].flatMap((scope) => {
      const now =
        scope.site === null
          ? after.all
          : after.bySite.find((candidate) => candidate.site === scope.site);
      return now ? scopeRestatements(before, scope, after, now, { frozen, live, same }) : [];
    });
  });
}

interface Compared {
  frozen: Portal;
  live: Portal;
  /** Names of the exports whose files are today those of then. */
  same: ReadonlySet<string>;
}

function scopeRestatements(
  before: MetricState,
  scope: ScopeState,
  after: MetricState,
  now: ScopeState,
  { frozen, live, same }: Compared,
): Restatement[] {
  const { metric } = before;
  // A build as of an earlier day does not know yet all that the report knew.
  const knowsLess = live.portfolio.asOf < frozen.portfolio.asOf;
  const latest = new Map(now.periods.map((period, at) => [period, now.values[at] ?? null]));
  const found = scope.periods.flatMap((period, at): Restatement[] => {
    const value = scope.values[at] ?? null;
    const today = latest.get(period) ?? null;
    const [reported, shown] = [formatValue(metric, value), formatValue(metric, today)];
    if (value === null || reported === shown || (today === null && knowsLess)) return [];
    const because = reason(before, after, frozen, { period, same });
    const where = scope.site === null ? '' : ` at ${siteName(frozen.portfolio.sites, scope.site)}`;
    const reliedOn = relied(metric.id, live);
    const name = metric.grain === 'month' ? monthYear(period) : periodName(period, metric.grain);
    return [
      {
        metric: metric.id,
        title: metric.title,
        site: scope.site,
        period: periodName(period, metric.grain),
        reported,
        latest: shown,
        change: today === null || value === 0 ? null : (today - value) / Math.abs(value),
        because,
        reliedOn,
        sentence: `${metric.title}${where}: reported as ${reported} for ${name}, now ${today === null ? 'without a value' : shown}; ${because}.`,
      },
    ];
  });
  return found.reverse();
}

/** Why a number of the past is another today, as far as the records say. */
function reason(
  before: MetricState,
  after: MetricState,
  frozen: Portal,
  { period, same }: { period: IsoDate; same: ReadonlySet<string> },
): string {
  const version = (state: MetricState) => state.metric.definitions.at(-1)?.version ?? null;
  // A definition that is valid from a later day says nothing of the periods before it.
  const validFrom = after.metric.definitions.at(-1)?.validFrom ?? '';
  if (version(before) !== version(after) && period >= validFrom)
    return `its definition changed to version ${version(after) ?? '1'}`;
  if (JSON.stringify(before.metric.value) !== JSON.stringify(after.metric.value))
    return 'its definition changed';
  const name = after.export?.contract.title ?? after.export?.contract.name;
  if (after.export && same.has(after.export.contract.name))
    return 'its rows are the same, so it is computed differently now';
  if (name && after.extracted && after.extracted !== before.extracted)
    return `${name} was delivered again on ${longDate(after.extracted)}`;
  if (name) return `the rows of ${name} changed after ${longDate(frozen.portfolio.asOf)}`;
  return `what it is computed from changed after ${longDate(frozen.portfolio.asOf)}`;
}

/** Decided reviews that a restatement of this metric turned. */
function relied(metric: string, live: Portal): string[] {
  return live.reviews
    .filter(
      (review) =>
        review.class === 'evidence-changed' &&
        review.results.some((result) => metricOf(result.criterion) === metric),
    )
    .map(
      (review) =>
        `${review.gate} of ${live.portfolio.initiatives.find((initiative) => initiative.id === review.initiative)?.title ?? review.initiative}`,
    );
}
