import type { Portal } from '#model/portal.ts';
import type { BodyNode, Heading } from '#model/record/body.ts';
import type { Translatable } from './inLanguage.ts';
import { putAt } from './putAt.ts';

/**
 * The portal with the texts that people translated into a language, and those of the source where they did not. Nothing is
 * computed again: numbers, judgements and findings are those of the portal.
 */
export function portalIn(portal: Portal, language: string): Portal {
  const told = <T extends Translatable>(record: T) => recordIn(record, language);
  const { portfolio } = portal;
  return {
    ...portal,
    portfolio: {
      ...portfolio,
      goals: portfolio.goals.map(told),
      metrics: portfolio.metrics.map(told),
      initiatives: portfolio.initiatives.map(told),
      roadmap: portfolio.roadmap.map(told),
      playbooks: portfolio.playbooks.map(told),
      reports: portfolio.reports.map(told),
      sites: portfolio.sites.map(told),
    },
    metrics: new Map(
      [...portal.metrics].map(([id, state]) => [id, { ...state, metric: told(state.metric) }]),
    ),
    goals: portal.goals.map((state) => ({ ...state, goal: told(state.goal) })),
    initiatives: portal.initiatives.map((state) => ({
      ...state,
      initiative: told(state.initiative),
    })),
    reports: portal.reports.map((state) => ({ ...state, report: told(state.report) })),
  };
}

/** A record with the texts of a language in the places of those of the source. */
export function recordIn<T extends Translatable>(record: T, language: string): T {
  const own = record.inLanguages?.[language];
  if (own === undefined) return record;
  const spoken: T & Partial<{ body: BodyNode[]; headings: Heading[] }> = structuredClone({
    ...record,
    inLanguages: undefined,
  });
  for (const [path, text] of Object.entries(own.texts)) putAt(spoken, path.split('.'), text);
  if (own.translation) {
    spoken.body = own.translation.body;
    spoken.headings = own.translation.headings;
  }
  spoken.inLanguages = record.inLanguages;
  return spoken;
}

/** The language in which a record says something: that of the page where it is translated, else that of the source. */
export function spokenIn(
  record: Translatable,
  field: string,
  { page, source }: { page: string; source: string },
): string {
  const own = record.inLanguages?.[page];
  const isThere =
    field === 'body' ? own?.translation !== undefined : own?.texts[field] !== undefined;
  return isThere ? page : source;
}
