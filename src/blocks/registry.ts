import { CHART_NAMES, type ComponentName } from '#model/record/component.ts';
import { recordOf } from '#model/words/mapValues.ts';
import Answers from './Answers.astro';
import Audience from './Audience.astro';
import Callout from './Callout.astro';
import Changes from './Changes.astro';
import Chart from './Chart.astro';
import Checklist from './Checklist.astro';
import Confidence from './Confidence.astro';
import Decisions from './Decisions.astro';
import Download from './Download.astro';
import Faq from './Faq.astro';
import Figure from './Figure.astro';
import File from './File.astro';
import Findings from './Findings.astro';
import Foresight from './Foresight.astro';
import Friction from './Friction.astro';
import Gate from './Gate.astro';
import Goals from './Goals.astro';
import Learning from './Learning.astro';
import Lens from './Lens.astro';
import Metric from './Metric.astro';
import Money from './Money.astro';
import Picture from './Picture.astro';
import OneLineChart from './OneLineChart.astro';
import Own from './Own.astro';
import Portfolio from './Portfolio.astro';
import type { ComponentNode } from './props.ts';
import Roadmap from './Roadmap.astro';
import Role from './Role.astro';
import Sites from './Sites.astro';
import Step from './Step.astro';
import Steps from './Steps.astro';
import Tabs from './Tabs.astro';
import Tab from './Tab.astro';
import Cards from './Cards.astro';
import Card from './Card.astro';
import FileTree from './FileTree.astro';
import Badge from './Badge.astro';
import Takeaways from './Takeaways.astro';
import Term from './Term.astro';
import Value from './Value.astro';
import Var from './Var.astro';
import VegaLite from './VegaLite.astro';
import Video from './Video.astro';

type Block = (props: { node: ComponentNode; number?: number | undefined }) => unknown;

/** What draws each component that authors write; a formula is drawn, and a part included, where a text is read. */
const BLOCKS: Record<Exclude<ComponentName, 'Math' | 'Include'>, Block> = {
  ...recordOf(CHART_NAMES, () => OneLineChart),
  Answers,
  Audience,
  Callout,
  Changes,
  Chart,
  Checklist,
  Confidence,
  Decisions,
  Foresight,
  Download,
  Faq,
  Figure,
  File,
  Findings,
  Friction,
  Gate,
  Goals,
  Learning,
  Lens,
  Metric,
  Money,
  Picture,
  Portfolio,
  Roadmap,
  Role,
  Sites,
  Step,
  Steps,
  Tabs,
  Tab,
  Cards,
  Card,
  FileTree,
  Badge,
  Takeaways,
  Term,
  Value,
  Var,
  VegaLite,
  Video,
};

/** What draws a component by its name: one of these, or the portfolio's own. */
export function blockOf(name: string): Block {
  const shipped: Record<string, Block> = BLOCKS;
  return shipped[name] ?? Own;
}
