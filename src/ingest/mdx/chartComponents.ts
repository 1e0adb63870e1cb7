import { CHART_NAMES, type ChartName } from '#model/record/component.ts';
import type { SharedProp } from '#model/ownChart/kind.ts';
import { OWN_CHARTS } from '#model/ownChart/kinds.ts';
import { recordOf } from '#model/words/mapValues.ts';
import type { Component, Prop } from '#model/record/prop.ts';

/** The props of charts in one line, each with one meaning in all of them. */
const SHARED: Record<SharedProp, Prop> = {
  metric: { says: 'whose numbers', is: { id: 'metric' } },
  metrics: { says: 'whose numbers, in order: ["one", "other"]', is: { ids: 'metric' } },
  by: {
    says: 'what it is parted by: site, line, role, or a dimension of the metric’s own; period where a chart can',
    is: 'text',
  },
  last: {
    says: 'how many of the newest periods; 12 where they can be one value and nothing is said',
    is: 'number',
  },
  top: { says: 'how many groups have a bar of their own; 8 when absent', is: 'count' },
  from: { says: 'the period that it begins with: 2025-09; a year earlier when absent', is: 'text' },
  to: { says: 'the period that it ends with; the newest when absent', is: 'text' },
  notes: {
    says: 'lines with words on a day or month: [{ "at": "2026-03", "text": "Go-live" }]',
    is: 'notes',
  },
  events: { says: 'what happened in the portfolio is marked as well', is: 'flag' },
};

const TITLE: Prop = { says: 'what the chart shows, as a sentence', is: 'text' };

/** What authors may write of each chart, from its own file. */
export function chartComponents(): Record<ChartName, Component> {
  return recordOf(CHART_NAMES, (name) => ({
    says: OWN_CHARTS[name].says,
    props: { ...ownProps(name), title: TITLE },
  }));
}

function ownProps(name: ChartName): Record<string, Prop> {
  const { props } = OWN_CHARTS[name];
  return Object.fromEntries(
    Object.entries(SHARED).flatMap(([prop, shared]) => {
      const need = Object.entries(props).find(([own]) => own === prop)?.[1];
      return need === undefined ? [] : [[prop, { ...shared, required: need === 'required' }]];
    }),
  );
}
