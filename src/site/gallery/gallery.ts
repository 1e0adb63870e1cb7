import { COMPONENTS } from '#ingest/mdx/components.ts';
import { readBody } from '#ingest/mdx/mdxBody.ts';
import { EXAMPLES } from './examples.ts';
import { ownBlocks } from '#ingest/mdx/ownBlocks.ts';
import { COMPONENT_NAMES, type ComponentName } from '#model/record/component.ts';
import type { Component } from '#model/record/prop.ts';
import { addsUpOverTime } from '#model/metric/series/perPeriod.ts';
import type { BodyNode } from '#model/record/playbook.ts';
import type { Portal } from '#model/portal.ts';
import type { MetricState } from '#model/metric/metricState.ts';
import { askOf } from '#model/ownChart/askOf.ts';
import { isRefusal } from '#model/ownChart/kind.ts';
import { OWN_CHARTS } from '#model/ownChart/kinds.ts';
import { mediaOf } from '#model/record/bodyMedia.ts';
import type { MediaFile, MediaKind } from '#model/record/media.ts';

/** One component as the guide shows it: what an author writes, and what comes of it with this portfolio's own records. */
export interface Showcase {
  name: string;
  component: Component;
  source: string;
  /** Null where the portfolio holds nothing that the example could name. */
  nodes: BodyNode[] | null;
  /** What has to be there first. */
  needs: string | null;
}

/** Every component with an example over the portfolio at hand. */
export async function gallery(portal: Portal): Promise<Map<string, Showcase>> {
  const { playbooks, initiatives } = portal.portfolio;
  const media = mediaOf([...playbooks, ...initiatives].map((record) => record.body));
  const ids = idsOf(portal, media);
  const shown = new Map<string, Showcase>();
  for (const example of [...COMPONENT_NAMES.map(shippedExample), ...ownBlocks.all]) {
    const one = await showcase(example, shown.size, ids);
    shown.set(one.name, { ...one, nodes: one.nodes && withMedia(one.nodes, media) });
  }
  return shown;
}

/** The nodes with the files that their props name by their path. */
function withMedia(nodes: readonly BodyNode[], media: readonly MediaFile[]): BodyNode[] {
  return nodes.map((node) => {
    if (node.kind === 'html') return node;
    const files = Object.entries(node.props).flatMap(([prop, value]) => {
      const file = media.find(({ path }) => path === value);
      return file ? [[prop, file] as const] : [];
    });
    return { ...node, files: Object.fromEntries(files) };
  });
}

type Ids = Record<
  | 'metric'
  | 'other'
  | 'sum'
  | 'dimension'
  | 'flowing'
  | 'path'
  | 'placed'
  | 'part'
  | 'initiative'
  | 'site'
  | 'picture'
  | 'video'
  | 'file'
  | 'shared'
  | 'variable'
  | 'term',
  string | undefined
>;

/** Records that have something to show. */
function idsOf(portal: Portal, media: readonly MediaFile[]): Ids {
  const drawn = [...portal.metrics.values()].filter((state) => state.all.latest);
  const metric =
    drawn.find((state) => state.all.limits.length > 0 && state.bySite.length > 1) ?? drawn[0];
  const isParted = (state: (typeof drawn)[number]) =>
    Object.values(state.byFree ?? {}).some((scopes) => scopes.length > 1);
  const sums = drawn.filter((state) => addsUpOverTime(state.metric));
  const sum = sums.find(isParted) ?? sums.find((state) => state.bySite.length > 1);
  const other = drawn.find(
    (state) =>
      state !== metric &&
      state.metric.grain === metric?.metric.grain &&
      state.bySite.length > 1 &&
      state.all.latest?.denominator !== null,
  );
  const part = sums.find(
    (state) =>
      state !== sum &&
      state.metric.grain === sum?.metric.grain &&
      state.metric.unit === sum.metric.unit,
  );
  const flowing = sums.find((state) => partOf(state, true) !== undefined);
  const initiative =
    portal.reviews.find((review) => review.state !== 'decided')?.initiative ??
    portal.portfolio.initiatives[0]?.id;
  const first = (...kinds: MediaKind[]) => media.find((file) => kinds.includes(file.kind))?.path;
  return {
    picture: first('picture', 'drawing'),
    video: first('video'),
    file: first('attachment'),
    metric: metric?.metric.id,
    other: other?.metric.id,
    sum: sum?.metric.id,
    part: part?.metric.id,
    dimension: sum && (partOf(sum, false) ?? 'site'),
    flowing: flowing?.metric.id,
    path: flowing && partOf(flowing, true),
    placed: drawn.find((state) => isOnMap(state, portal))?.metric.id,
    initiative,
    // A part is there once its text was read; which texts include it is not kept.
    shared: undefined,
    variable: Object.keys(portal.portfolio.settings.variables ?? {})[0],
    term: portal.portfolio.settings.glossary?.[0]?.term,
    site: metric?.bySite[0]?.site ?? portal.portfolio.sites[0]?.id,
  };
}

/** The name of a dimension of the metric's own that has several groups: a path of columns, or a column. */
function partOf({ metric, byFree }: MetricState, isPath: boolean): string | undefined {
  return Object.keys(byFree ?? {}).find(
    (name) =>
      (typeof metric.free?.[name] !== 'string') === isPath && (byFree?.[name] ?? []).length > 1,
  );
}

function isOnMap(state: MetricState, { portfolio }: Portal): boolean {
  const ask = askOf(
    { metric: state.metric.id },
    new Map([[state.metric.id, state]]),
    portfolio.sites,
  );
  return state.bySite.length > 1 && !isRefusal(OWN_CHARTS.Map.plan(ask));
}

/** What is missing for an example, where its key does not say it. */
const NEEDS: Partial<Record<keyof Ids, string>> = {
  sum: 'metric that is a sum or a count, with sites',
  part: 'second sum or count of the same unit',
  dimension: 'metric that is parted by a column',
  other: 'second metric with sites',
  flowing:
    'sum or count with a dimension of several columns: dimensions: { flow: [cause, action] }',
  placed: 'metric over sites that name their country',
  shared: 'shared part to name: write content/parts/lockout.mdx',
};

interface Example extends Component {
  name: string;
  /** What the guide shows; a block of the portfolio's own may have none. */
  example?: string;
}

function shippedExample(name: ComponentName): Example {
  return { ...COMPONENTS[name], name, example: EXAMPLES[name] };
}

async function showcase(
  { name, example, ...component }: Example,
  index: number,
  ids: Ids,
): Promise<Showcase> {
  if (example === undefined)
    return { name, component, source: `<${name} />`, nodes: null, needs: 'example of it' };
  const wanted = [...example.matchAll(/\{\{(\w+)\}\}/g)].map(([, key]) => key as keyof Ids);
  const absent = wanted.find((key) => ids[key] === undefined);
  const source = example.replaceAll(
    /\{\{(\w+)\}\}/g,
    (_, key: keyof Ids) => ids[key] ?? `my-${key}`,
  );
  const shared = { name, component, source };
  if (absent) return { ...shared, nodes: null, needs: NEEDS[absent] ?? absent };
  const { body, problems } = await readBody(source, `guide/components/${name}`, index * 100);
  if (problems.length > 0)
    throw new Error(`the guide's example of <${name}> is wrong: ${problems[0]?.found}`);
  return { ...shared, nodes: body, needs: null };
}
