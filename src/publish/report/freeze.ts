import { ruleIds } from '#model/findings/index.ts';
import { digest, factsHash } from '#ingest/content/facts.ts';
import { FACTS_VERSION } from '#model/record/facts.ts';
import { type FrozenFacts, freezePortal } from '#model/report/facts/freeze.ts';
import { shownBy } from '#model/report/facts/shown.ts';
import type { Portal } from '#model/portal.ts';
import type { Report } from '#model/record/report.ts';
import { standing } from '#model/report/takeStanding.ts';

export interface Freezing {
  /** Version of the software. */
  trilens: string;
  /** Why what stands there is replaced; null where nothing does. */
  again: string | null;
}

/** Titles of the exports that a report rests on and that are stale, refused, or shown from an earlier dump. */
export function staleExports(report: Report, portal: Portal): { title: string; what: string }[] {
  return shownBy(report, portal).exports.flatMap(
    ({ contract, freshness, failed, lastGood, daysLate }) => {
      const what =
        failed || lastGood
          ? 'its newest dump was refused'
          : freshness === 'stale'
            ? `stale, ${daysLate} days late`
            : null;
      return what ? [{ title: contract.title ?? contract.name, what }] : [];
    },
  );
}

/** Every number that a report shows, with the digests of what it was computed from and a hash over itself. Same data, same bytes. */
export function frozenFacts(
  report: Report,
  portal: Portal,
  { trilens, again }: Freezing,
): FrozenFacts {
  const shown = shownBy(report, portal);
  const before = report.facts;
  const facts = {
    version: FACTS_VERSION,
    report: report.id,
    title: report.title,
    period: report.period,
    asOf: portal.portfolio.asOf,
    audience: portal.portfolio.settings.audience ?? null,
    trilens,
    stale: staleExports(report, portal).map(({ title, what }) => `${title}: ${what}`),
    again: [
      ...(before?.again ?? []),
      ...(before && again ? [{ asOf: before.asOf, reason: again, replaces: before.hash }] : []),
    ],
    exports: portal.portfolio.exports.map(({ contract, extracted, freshness, files }) => {
      const { line: _, ...promised } = contract;
      return {
        name: contract.name,
        title: contract.title ?? contract.name,
        extracted,
        freshness,
        contract: digest(promised),
        files: files.map(({ path, sha256, rowsIn, accepted }) => ({
          path,
          sha256,
          rowsIn,
          accepted,
        })),
      };
    }),
    definitions: Object.fromEntries(
      [...portal.metrics.values()].map(({ metric: { file: _, ...definition } }) => [
        definition.id,
        digest(definition),
      ]),
    ),
    standing: standing(portal, ruleIds()),
    changes: portal.reports.find((state) => state.report.id === report.id)?.changes ?? null,
    shown: freezePortal(portal, shown),
  };
  // As it will be read back: without what JSON does not know.
  const plain = JSON.parse(JSON.stringify(facts)) as Omit<FrozenFacts, 'hash'>;
  return { ...plain, hash: factsHash(plain) };
}
