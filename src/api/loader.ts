import type { Loader } from 'astro/loaders';
import { problemLine } from '#model/problem.ts';
import type { Portal } from '#model/portal.ts';
import { read, type ReadOptions } from './read.ts';

const KINDS = {
  goals: (portal: Portal) =>
    portal.goals.map(({ metric: _, ...state }) => entry(state.goal.id, state)),
  metrics: async (portal: Portal) => {
    const { metricDocument } = await import('#publish/api/metricDocument.ts');
    return [...portal.metrics.values()].map((state) =>
      entry(state.metric.id, metricDocument(state, portal.portfolio.asOf)),
    );
  },
  initiatives: (portal: Portal) =>
    portal.portfolio.initiatives.map((record) => entry(record.id, record)),
  gates: async (portal: Portal) => {
    const { gateDocument } = await import('#publish/api/gateDocument.ts');
    return portal.reviews.map((review) => entry(review.review.id, gateDocument(review)));
  },
  roadmap: (portal: Portal) => portal.portfolio.roadmap.map((record) => entry(record.id, record)),
  playbooks: (portal: Portal) =>
    portal.portfolio.playbooks.map((record) => entry(record.id, record)),
  reports: (portal: Portal) => portal.portfolio.reports.map((record) => entry(record.id, record)),
  findings: (portal: Portal) =>
    portal.findings.map((finding, index) =>
      entry(`${finding.rule}:${finding.record}:${index}`, finding),
    ),
} satisfies Record<string, (portal: Portal) => Entry[] | Promise<Entry[]>>;

export type RecordKind = keyof typeof KINDS;

interface Entry {
  id: string;
  data: Record<string, unknown>;
}

export interface LoaderOptions extends ReadOptions {
  /** What the collection holds. Metrics and gates are as under `/api/`, judged and with their series. */
  records: RecordKind;
}

/** An Astro content-layer loader over a portfolio: its records and judged numbers as a collection of another site. */
export function trilensLoader({ records, ...options }: LoaderOptions): Loader {
  return {
    name: `trilens-${records}`,
    load: async ({ store, parseData, generateDigest }) => {
      const entries = KINDS[records];
      if (!entries)
        throw new Error(
          `trilensLoader has no records "${records}"; allowed: ${Object.keys(KINDS).join(', ')}.`,
        );
      const { portal, problems } = await read(options);
      if (portal === null) throw new Error(problems.map(problemLine).join('\n'));
      store.clear();
      for (const { id, data } of await entries(portal))
        store.set({ id, data: await parseData({ id, data }), digest: generateDigest(data) });
    },
  };
}

/** Plain data, as a content store keeps it. */
function entry(id: string, value: object): Entry {
  const data: Record<string, unknown> = JSON.parse(JSON.stringify(value));
  return { id, data };
}
