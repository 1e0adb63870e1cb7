import { goalSchema } from '#ingest/schemas/goal.ts';
import { initiativeSchema } from '#ingest/schemas/initiative.ts';
import { sitesSchema } from '#ingest/schemas/portfolio.ts';
import { roadmapItemSchema } from '#ingest/schemas/roadmap.ts';
import { computePortal } from '#model/computePortal.ts';
import type { Portal } from '#model/portal.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import { span } from '#model/time/period.ts';
import { EMPTY_PORTAL } from '#model/report/facts/empty.ts';

type Written = Record<string, unknown> & { id: string };

/** What people would write, in the fields of their files. */
export interface Records {
  asOf?: string;
  discountRate?: number;
  northStar?: string;
  sites?: unknown[];
  initiatives?: Written[];
  roadmap?: Written[];
  goals?: Written[];
  more?: Partial<Portfolio>;
}

/** Records, read by the schemas of their files, as a portfolio without exports. */
export function portfolioOf(records: Records): Portfolio {
  return {
    ...EMPTY_PORTAL.portfolio,
    asOf: records.asOf ?? '2026-10-07',
    settings: {
      ...EMPTY_PORTAL.portfolio.settings,
      discountRate: records.discountRate ?? 0.08,
      northStar: records.northStar,
    },
    sites: sitesSchema.parse(records.sites ?? []),
    initiatives: (records.initiatives ?? []).map(initiativeOf),
    roadmap: (records.roadmap ?? []).map(itemOf),
    goals: (records.goals ?? []).map(({ id, ...fields }) => ({
      id,
      file: `content/goals/${id}.yaml`,
      ...goalSchema.parse({ title: id, ...fields }),
    })),
    ...records.more,
  };
}

function initiativeOf({ id, ...fields }: Written): Portfolio['initiatives'][number] {
  const parsed = initiativeSchema.parse({ title: id, phase: 'pilot', ...fields });
  return {
    id,
    file: `content/initiatives/${id}.mdx`,
    body: [],
    headings: [],
    ...parsed,
    gates: parsed.gates.map((gate) => ({ ...gate, line: 1 })),
  } as Portfolio['initiatives'][number];
}

function itemOf(item: Written): Portfolio['roadmap'][number] {
  const parsed = roadmapItemSchema.parse({ title: item.id, layer: 'it', ...item });
  const range = span(parsed.when ?? parsed.end ?? '');
  return {
    ...parsed,
    file: 'content/roadmap/all.yaml',
    line: 1,
    when: parsed.when ?? parsed.end ?? '',
    start: span(parsed.start ?? '')?.from ?? range?.from ?? '',
    end: range?.to ?? '',
  };
}

/** The portal of such records, computed as a build does. */
export function portalOf(records: Records): Portal {
  return computePortal(portfolioOf(records));
}
