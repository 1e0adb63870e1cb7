import { COLOURS } from '#model/picture/chartColours.ts';
import { formatNumber } from '#model/words/format.ts';
import { isStop, pooled, windowFrom, windowOf } from '../groups.ts';
import { quantity, type ChartAsk, type ChartKind, type ChartPlan, type Refusal } from '../kind.ts';
import { FIT, namesAxis, words } from '../paint.ts';
import { sameUnit } from '../sameUnit.ts';

export const funnel: ChartKind = {
  says: 'A funnel: metrics as stages one after the other, each with its share of the first and of the stage before.',
  props: { metrics: 'required', last: 'optional' },
  example: '<Funnel metrics={["{{sum}}", "{{part}}"]} />',
  plan,
};

interface Stage {
  name: string;
  value: number;
  ofFirst: number | null;
  ofBefore: number | null;
}

function plan(ask: ChartAsk): ChartPlan | Refusal {
  const first = ask.metrics[0];
  if (!first || ask.metrics.length < 2)
    return {
      prop: 'metrics',
      found: `<Funnel> is over ${ask.metrics.length === 1 ? 'one metric' : 'no metric'}`,
      allowed: 'two or more, the widest first',
      fix: 'write metrics={["asked", "started", "done"]}',
    };
  const mixed = sameUnit(ask.metrics, 'Funnel');
  if (mixed) return mixed;
  const windows = ask.metrics.map((state) => windowOf(state, ask.last));
  const refused = windows.find((window) => isStop(window));
  if (refused) return refused;
  // All stages over the periods that all of them have.
  const shared = windows.flatMap((window) => (isStop(window) ? [] : [window.periods]));
  const window = windowFrom(
    first,
    (shared[0] ?? []).filter((period) => shared.every((periods) => periods.includes(period))),
  );
  const stages = stagesOf(
    ask.metrics.flatMap((state) => {
      const { value } = pooled(state, state.all, window);
      return value === null ? [] : [{ name: state.metric.title, value }];
    }),
  );
  const share = (value: number | null) => ({ value, unit: '%', decimals: 0 });
  const { metric } = first;
  const last = stages.at(-1);
  return {
    sentence:
      last && last.ofFirst !== null && stages.length > 1
        ? `${formatNumber(last.ofFirst, 0)} % of ${stages[0]?.name} come to ${last.name}`
        : 'There is nothing to compare yet',
    of: `${stages.map(({ name }) => name).join(', ')}, ${window.words}`,
    head: ['Stage', 'Value', 'Of the first', 'Of the stage before'],
    rows: stages.map(({ name, value, ofFirst, ofBefore }) => [
      name,
      quantity(metric, value),
      share(ofFirst),
      share(ofBefore),
    ]),
    spec: (width) =>
      specOf(
        stages.map((stage) => ({
          ...stage,
          label: `${words(quantity(metric, stage.value))}${stage.ofFirst === null || stage === stages[0] ? '' : `, ${formatNumber(stage.ofFirst, 0)} %`}`,
        })),
        width,
      ),
  };
}

function stagesOf(values: readonly { name: string; value: number }[]): Stage[] {
  const share = (value: number, of: number | undefined) =>
    of === undefined || of === 0 ? null : (value / of) * 100;
  return values.map(({ name, value }, at) => ({
    name,
    value,
    ofFirst: share(value, values[0]?.value),
    ofBefore: at === 0 ? null : share(value, values[at - 1]?.value),
  }));
}

function specOf(stages: readonly (Stage & { label: string })[], width: number): object {
  const names = stages.map(({ name }) => name);
  const widest = Math.max(1, ...stages.map(({ value }) => value));
  const y = {
    field: 'name',
    type: 'nominal',
    title: null,
    sort: names,
    axis: namesAxis(names, width),
  };
  const scale = { domain: [-widest, widest] };
  return {
    width,
    height: 44 * Math.max(1, stages.length),
    ...FIT,
    data: { values: stages.map((stage) => ({ ...stage, left: -stage.value })) },
    layer: [
      {
        mark: { type: 'bar', height: { band: 0.8 }, opacity: 0.35, color: COLOURS.line },
        encoding: {
          y,
          x: { field: 'left', type: 'quantitative', title: null, axis: null, scale },
          x2: { field: 'value' },
        },
      },
      {
        mark: { type: 'text', baseline: 'middle', color: COLOURS.ink, fontSize: 12 },
        encoding: { y, x: { datum: 0, type: 'quantitative', scale }, text: { field: 'label' } },
      },
    ],
  };
}
