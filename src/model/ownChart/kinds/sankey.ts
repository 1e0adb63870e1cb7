import { COLOURS } from '#model/picture/chartColours.ts';
import { PATH } from '#model/record/freeDimension.ts';
import { sumOf } from '#model/statistics/sum.ts';
import { formatNumber } from '#model/words/format.ts';
import { flowLayout, flowsOf, withOthers, type FlowNode, type Path } from '../flow.ts';
import { additiveOnly, groupsOf, isStop, pooled, windowOf } from '../groups.ts';
import { quantity, type ChartAsk, type ChartKind, type ChartPlan, type Refusal } from '../kind.ts';
import { words } from '../paint.ts';

const USUAL_TOP = 8;

export const sankey: ChartKind = {
  says: 'A Sankey diagram: how a sum or count flows through the columns of a path, such as from cause to action; bands are as thick as what flows.',
  props: { metric: 'required', by: 'required', last: 'optional', top: 'optional' },
  example: '<Sankey metric="{{flowing}}" by="{{path}}" />',
  plan,
};

function plan(ask: ChartAsk): ChartPlan | Refusal {
  const state = ask.metrics[0];
  if (!state) return { prop: 'metric', found: 'no metric is named', fix: 'write metric="…"' };
  const { metric } = state;
  const by = ask.by ?? '';
  const refused = additiveOnly(state, 'Sankey');
  if (refused) return refused;
  const groups = groupsOf(ask, state, by);
  if (isStop(groups)) return groups;
  const columns = metric.free?.[by];
  if (columns === undefined || typeof columns === 'string')
    return {
      prop: 'by',
      found: `by is "${by}", which is one column: nothing flows`,
      allowed: 'a dimension of several columns',
      fix: `name them in the file of "${metric.id}": dimensions: { ${by}-flow: [${columns ?? metric.dimensions.site ?? 'FROM'}, TO] }`,
    };
  const window = windowOf(state, ask.last);
  if (isStop(window)) return window;
  const all = groups.map(({ name, scope }) => ({
    name,
    // Rows that name nothing at all are not named at each stage.
    stages: name.includes(PATH) ? name.split(PATH) : columns.map(() => name),
    value: pooled(state, scope, window).value ?? 0,
  }));
  const negative = all.find(({ value }) => value < 0);
  if (negative)
    return {
      prop: 'metric',
      found: `<Sankey> is over "${metric.id}", of which ${negative.name} is below zero: a band cannot be`,
      fix: 'take <Bars> or <Waterfall>',
    };
  const paths = withOthers(
    all.filter(({ value }) => value > 0),
    ask.top ?? USUAL_TOP,
  );
  const whole = sumOf(paths.map(({ value }) => value));
  const share = (value: number) => (value / whole) * 100;
  const flows = flowsOf(paths);
  const widest = flows[0];
  const titles = columns.map((column) => column.replaceAll(/[_-]+/g, ' '));
  return {
    sentence: widest
      ? `${widest.from} to ${widest.to} is ${formatNumber(share(widest.value), 0)} % of ${metric.title}`
      : metric.title,
    of: `${metric.title} from ${titles.join(' to ')}, ${window.words}`,
    head: ['From', 'To', 'Value', 'Share of the whole'],
    rows: flows.map(({ from, to, value }) => [
      from,
      to,
      quantity(metric, value),
      { value: share(value), unit: '%', decimals: 0 },
    ]),
    spec: (width) =>
      specOf(paths, { titles, width, label: (value) => words(quantity(metric, value)) }),
  };
}

const BAR = 10;
const HEAD = 22;
/** Below a thin last node, whose name is higher than it is. */
const FOOT = 8;
const ROW_HEIGHT = 44;
const LETTER = 6.4;
/** Points along a band: enough for a smooth curve. */
const POINTS = 16;

function specOf(
  paths: readonly Path[],
  {
    titles,
    width,
    label,
  }: { titles: readonly string[]; width: number; label: (value: number) => string },
): object {
  const stages = titles.length;
  const most = Math.max(
    1,
    ...titles.map((_, stage) => new Set(paths.map((path) => path.stages[stage])).size),
  );
  const height = Math.max(160, most * ROW_HEIGHT);
  const { nodes, links } = flowLayout(paths, height);
  const xOf = (stage: number) => (stages < 2 ? 0 : (stage * (width - BAR)) / (stages - 1));
  const room = Math.floor((width / Math.max(1, stages - 1) - BAR) / LETTER / (stages > 2 ? 1 : 2));
  const px = (field: string) => ({ field, type: 'quantitative', scale: null, axis: null });
  const isLast = (stage: number) => stage > 0 && stage === stages - 1;
  const text = (at: { x: number; y: number; isLast: boolean; text: string }) => at;
  const labels = [
    ...titles.map((title, stage) =>
      text({ x: xOf(stage) + (isLast(stage) ? BAR : 0), y: 8, isLast: isLast(stage), text: title }),
    ),
    ...nodes.map((node) =>
      text({
        x: isLast(node.stage) ? xOf(node.stage) - 5 : xOf(node.stage) + BAR + 5,
        y: HEAD + node.y + node.height / 2,
        isLast: isLast(node.stage),
        text: labelOf(node, room, label),
      }),
    ),
  ];
  return {
    width,
    height: height + HEAD + FOOT,
    autosize: { type: 'none' },
    layer: [
      {
        data: { values: links.flatMap((link, at) => bandPoints(link, at, xOf)) },
        mark: { type: 'area', color: COLOURS.line, opacity: 0.28 },
        encoding: { x: px('x'), y: px('y'), y2: { field: 'y2' }, detail: { field: 'link' } },
      },
      {
        data: {
          values: nodes.map((node) => ({
            x: xOf(node.stage),
            x2: xOf(node.stage) + BAR,
            y: HEAD + node.y,
            y2: HEAD + node.y + Math.max(1, node.height),
          })),
        },
        mark: { type: 'rect', color: COLOURS.line },
        encoding: { x: px('x'), x2: { field: 'x2' }, y: px('y'), y2: { field: 'y2' } },
      },
      ...[false, true].map((last) => ({
        data: { values: labels.filter((one) => one.isLast === last) },
        mark: {
          type: 'text',
          baseline: 'middle',
          align: last ? 'right' : 'left',
          color: COLOURS.ink,
          fontSize: 12,
        },
        encoding: { x: px('x'), y: px('y'), text: { field: 'text' } },
      })),
    ],
  };
}

function labelOf(
  { name, value }: FlowNode,
  room: number,
  label: (value: number) => string,
): string {
  const said = label(value);
  const left = Math.max(3, room - said.length - 1);
  return `${name.length > left ? `${name.slice(0, left - 1).trimEnd()}…` : name} ${said}`;
}

/** A band as points of its upper and lower edge, level at both ends. */
function bandPoints(
  { stage, from, to }: ReturnType<typeof flowLayout>['links'][number],
  link: number,
  xOf: (stage: number) => number,
): object[] {
  const [left, right] = [xOf(stage) + BAR, xOf(stage + 1)];
  return Array.from({ length: POINTS + 1 }, (_, at) => {
    const share = at / POINTS;
    const bend = share * share * (3 - 2 * share);
    const y = HEAD + from.y + (to.y - from.y) * bend;
    return { link, x: left + (right - left) * share, y, y2: y + from.height };
  });
}
