import type { Finding, Found, Limits, Rule } from '#model/record/finding.ts';
import { OwnParts } from '#model/record/ownParts.ts';
import type { Portal } from '#model/portal.ts';

/** What a rule of the portfolio's own finds: the record and what is wrong; the rest is looked up where it is left out. */
export type OwnFound = Pick<Found, 'record' | 'what'> & Partial<Found>;

/** A rule of the portfolio's own, as `trilens.config.ts` writes it. */
export type OwnRule = Omit<Rule<Portal>, 'check' | 'stopsTheBuild'> & {
  check: (portal: Portal, limits: Limits) => readonly OwnFound[];
};

export const ownRules = new OwnParts<Rule<Portal>>('rules');

/** A rule that answers as the shipped ones do. A check that throws says which rule it was. */
export function ruleFrom(own: OwnRule): Rule<Portal> {
  return {
    ...own,
    check: (portal, limits) => {
      try {
        return own.check(portal, limits).map((found) => whole(portal, found));
      } catch (error) {
        const { message } = error instanceof Error ? error : new Error(String(error));
        throw new Error(`the rule ${own.id} of trilens.config.ts failed: ${message}`, {
          cause: error,
        });
      }
    },
  };
}

function whole(portal: Portal, found: OwnFound): Found {
  const about = aboutRecord(portal, found.record);
  return { ...about, ...found };
}

type About = Omit<Found, 'record' | 'what'>;

function aboutRecord(portal: Portal, record: string): About {
  const { portfolio } = portal;
  const [folder = '', id = ''] = record.split('/');
  const lists: Record<string, readonly { id: string; title: string; file: string }[]> = {
    goals: portfolio.goals,
    metrics: portfolio.metrics,
    initiatives: portfolio.initiatives,
    playbooks: portfolio.playbooks,
    reports: portfolio.reports,
    roadmap: portfolio.roadmap,
  };
  const known: { title: string; file: string; owner?: unknown } | undefined = lists[folder]?.find(
    (one) => one.id === id,
  );
  const unknown: Pick<Finding, 'lens' | 'role' | 'person' | 'initiative'> = {
    lens: null,
    role: null,
    person: null,
    initiative: folder === 'initiatives' && known ? id : null,
  };
  if (!known) return { ...unknown, path: 'findings/', title: record, file: null };
  const owner = typeof known.owner === 'string' ? known.owner : null;
  return {
    ...unknown,
    ...(owner === null ? {} : { role: 'Owner', person: owner }),
    path: folder === 'roadmap' ? 'roadmap/' : `${record}/`,
    title: known.title,
    file: known.file,
  };
}
