import { COMPONENTS } from '#ingest/mdx/components.ts';
import type { Component } from '#ingest/mdx/prop.ts';
import { parseBody } from '#ingest/mdx/mdxBody.ts';
import { ownBlocks } from '#ingest/mdx/ownBlocks.ts';
import { CHART_NAMES, COMPONENT_NAMES, type ComponentName } from '#model/record/component.ts';
import type { BodyNode } from '#model/record/playbook.ts';
import { OWN_CHARTS } from '#model/ownChart/kinds.ts';
import type { Portal } from '#model/portal.ts';
import { mediaOf } from '#model/record/bodyMedia.ts';
import { addsUpOverTime } from '#model/metric/series/perPeriod.ts';
import { recordOf } from '#model/words/mapValues.ts';
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

interface Group {
  title: string;
  says: string;
  names: readonly string[];
}

/** The components by what they are for; last those of the portfolio's own. */
export function groups(): readonly Group[] {
  const own = ownBlocks.all.map((block) => block.name);
  return own.length === 0 ? GROUPS : [...GROUPS, { ...OWN_GROUP, names: own }];
}

const OWN_GROUP = {
  title: 'Your own',
  says: 'Added by the trilens.config.ts of this portfolio.',
};

const GROUPS: readonly (Group & { names: readonly ComponentName[] })[] = [
  {
    title: 'Work, step by step',
    says: 'For playbooks: what is done, by whom, and what must not be missed.',
    names: [
      'Steps',
      'Step',
      'Value',
      'Checklist',
      'Role',
      'Callout',
      'Faq',
      'Takeaways',
      'Lens',
      'Audience',
    ],
  },
  {
    title: 'Pictures and files',
    says: 'From files beside the text: sized, checked and kept offline with their playbook.',
    names: ['Picture', 'Figure', 'Video', 'File'],
  },
  {
    title: 'Live numbers',
    says: 'Drawn from the exports at every build, with their doubts beside them.',
    names: ['Metric', 'Chart', 'VegaLite', 'Download'],
  },
  {
    title: 'Charts in one line',
    says: 'Over a metric, several metrics, or the columns of an export by which a metric is parted.',
    names: CHART_NAMES,
  },
  {
    title: 'The state of things',
    says: 'For reports and stories: gates, roadmap, goals, money, findings.',
    names: ['Gate', 'Decisions', 'Foresight', 'Roadmap', 'Goals', 'Findings'],
  },
  {
    title: 'A report, section by section',
    says: 'The parts of a monthly report and a board pack; frozen with it by trilens freeze.',
    names: [
      'Answers',
      'Changes',
      'Portfolio',
      'Sites',
      'Friction',
      'Money',
      'Learning',
      'Confidence',
    ],
  },
];

/** Every component with an example over the portfolio at hand. */
export function gallery(portal: Portal): Map<string, Showcase> {
  const { playbooks, initiatives } = portal.portfolio;
  const media = mediaOf([...playbooks, ...initiatives].map((record) => record.body));
  const ids = idsOf(portal, media);
  return new Map(
    [...COMPONENT_NAMES.map(shippedExample), ...ownBlocks.all].map((example, index) => {
      const shown = showcase(example, index, ids);
      return [shown.name, { ...shown, nodes: shown.nodes && withMedia(shown.nodes, media) }];
    }),
  );
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
  | 'part'
  | 'initiative'
  | 'site'
  | 'picture'
  | 'video'
  | 'file',
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
    dimension: sum && (Object.keys(sum.byFree ?? {})[0] ?? 'site'),
    initiative,
    site: metric?.bySite[0]?.site ?? portal.portfolio.sites[0]?.id,
  };
}

/** What is missing for an example, where its key does not say it. */
const NEEDS: Partial<Record<keyof Ids, string>> = {
  sum: 'metric that is a sum or a count, with sites',
  part: 'second sum or count of the same unit',
  dimension: 'metric that is parted by a column',
  other: 'second metric with sites',
};

interface Example extends Component {
  name: string;
  /** What the guide shows; a block of the portfolio's own may have none. */
  example?: string;
}

function shippedExample(name: ComponentName): Example {
  return { ...COMPONENTS[name], name, example: EXAMPLES[name] };
}

function showcase({ name, example, ...component }: Example, index: number, ids: Ids): Showcase {
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
  const { body, problems } = parseBody(source, `guide/components/${name}`, index * 100);
  if (problems.length > 0)
    throw new Error(`the guide's example of <${name}> is wrong: ${problems[0]?.found}`);
  return { ...shared, nodes: body, needs: null };
}

const EXAMPLES: Record<ComponentName, string> = {
  ...recordOf(CHART_NAMES, (name) => OWN_CHARTS[name].example),
  Steps: `<Steps title="Every morning">

  <Step title="Open the list" role="shift-lead" minutes={5}>
  The oldest entry stands on top. Good: nothing is older than a day.
  </Step>

  <Step title="Go and look" role="technician" minutes={10}>
  Take the list along. Write down what you see, not what you expect.
  </Step>

</Steps>`,
  Step: `<Step title="Ask the one who runs the machine" role="ot-lead" minutes={5}>
One question at a time. The answer goes into the log in their words.
</Step>`,
  Value: `<Step title="Measure the gap" role="technician" minutes={3}>
With the gauge from the drawer, in three places; the widest counts.

<Value name="Gap at the seal" unit="mm" min={0.2} max={0.4} />
<Value name="Face" kind="choice" choices={["sound", "worn"]} good={["sound"]} />
<Value name="What you noticed" kind="text" optional />
</Step>`,
  Checklist: `<Checklist title="Before you begin">

- The line lead knows that you come
- You have the print of the last week
- The emergency stop was tried today

</Checklist>`,
  Role: `The <Role id="ot-lead" /> decides whether the line may stop.`,
  Callout: `<Callout kind="safety" title="Lock out before you reach in">
Two locks, two keys. A stopped machine is not a safe machine.
</Callout>

<Callout kind="warning" title="Numbers before noon are preliminary">
The night shift is booked by ten.
</Callout>

<Callout title="Good to know">
The list is sorted by age, not by machine.
</Callout>`,
  Faq: `<Faq question="What if nobody answers?">
After one shift the <Role id="business-lead" /> calls. That is agreed, not rude.
</Faq>`,
  Takeaways: `<Takeaways>

- Look before you ask
- Write down what you saw
- Answer within a shift

</Takeaways>`,
  Lens: `<Lens is="business">
A stop of ten minutes costs about as much as a late truck.
</Lens>

<Lens is="ot">
Take the radio: half of the hall has no signal.
</Lens>`,
  Audience: `<Audience is="leadership">
What it costs stands in the edition for leadership alone.
</Audience>`,
  Picture: `<Picture src="{{picture}}" alt="What somebody sees who stands before it" />`,
  Figure: `<Figure src="{{picture}}" alt="What somebody sees who stands before it" markers={[{ "x": 25, "y": 30, "text": "look here first" }, { "x": 70, "y": 60, "text": "then here" }]}>
Where to look on the round.
</Figure>`,
  Video: `<Video src="{{video}}" title="How it sounds when it is right">
It hums evenly, about as loud as a fridge.
</Video>`,
  File: `<File src="{{file}}">The form to fill in</File>`,
  Metric: `Today we stand at <Metric id="{{metric}}" />.`,
  Chart: `<Chart metric="{{metric}}" />`,
  VegaLite: `<VegaLite metric="{{metric}}" title="Each point is one period at one site" spec={{
  "mark": { "type": "tick", "thickness": 2 },
  "encoding": {
    "x": { "field": "value", "type": "quantitative", "title": null, "scale": { "zero": false } },
    "y": { "field": "site", "type": "nominal", "title": null }
  }
}} />`,
  Download: `<Download metric="{{metric}}" title="The numbers behind it" />`,
  Gate: `<Gate initiative="{{initiative}}" />`,
  Decisions: `<Decisions />`,
  Foresight: `<Foresight />`,
  Roadmap: `<Roadmap initiative="{{initiative}}" />`,
  Goals: `<Goals />`,
  Answers: `<Answers />`,
  Changes: `<Changes />`,
  Portfolio: `<Portfolio />`,
  Learning: `<Learning />`,
  Confidence: `<Confidence />`,
  Money: `<Money />`,
  Friction: `<Friction />`,
  Sites: `<Sites />`,
  Findings: `<Findings severity="error" />`,
};
