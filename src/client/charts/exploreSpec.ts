import { firstDay } from './firstDay.ts';

export interface Row {
  period: string;
  date: number;
  site: string;
  value: number;
}

const INK = 'var(--ink)';
const MUTED = 'var(--muted)';
const RULE = 'var(--rule)';
/** Room for the numbers of the axis, and for the names of lines at their ends. */
const LEFT = 56;
const RIGHT = 112;
const SERIES = [
  'var(--chart-line)',
  'var(--series-1)',
  'var(--series-2)',
  'var(--series-3)',
  'var(--series-4)',
  'var(--series-5)',
  'var(--series-6)',
];

/** A Vega spec of the closer look: lines named at their ends, limits of all sites, the target, and a cursor. Rows are put in later. */
export function exploreSpec(
  metric: { limits: { from: string; to: string }[]; target: { value: number } | null },
  width: number,
  names: string[],
): object {
  // Limits of a period of its own reach to the next one.
  const limits = metric.limits.map((limit, at) => ({
    ...limit,
    first: Date.parse(firstDay(limit.from)),
    last: Date.parse(
      firstDay((limit.from === limit.to && metric.limits[at + 1]?.from) || limit.to),
    ),
  }));
  const x = { scale: 'x', field: 'date' };
  return {
    width: Math.max(160, width - LEFT - RIGHT),
    height: 300,
    autosize: 'none',
    padding: { left: LEFT, top: 10, right: RIGHT, bottom: 30 },
    config: {
      axis: {
        labelColor: MUTED,
        labelFontSize: 13,
        domainColor: RULE,
        tickColor: RULE,
        gridColor: RULE,
      },
    },
    signals: [
      { name: 'limitsShown', value: true },
      { name: 'cursor', value: 0 },
      {
        name: 'pointed',
        value: 0,
        on: [{ events: '@area:pointermove, @area:pointerdown', update: "invert('x', x())" }],
      },
    ],
    data: [
      { name: 'rows', values: [] },
      { name: 'limits', values: limits },
      {
        name: 'ends',
        source: 'rows',
        transform: [
          {
            type: 'joinaggregate',
            groupby: ['site'],
            ops: ['max'],
            fields: ['date'],
            as: ['newest'],
          },
          { type: 'filter', expr: 'datum.date === datum.newest' },
        ],
      },
      {
        name: 'read',
        source: 'rows',
        transform: [{ type: 'filter', expr: 'datum.date === cursor' }],
      },
      { name: 'drawn', source: 'limits', transform: [{ type: 'filter', expr: 'limitsShown' }] },
    ],
    scales: [
      { name: 'x', type: 'utc', domain: { data: 'rows', field: 'date' }, range: 'width' },
      {
        name: 'y',
        type: 'linear',
        range: 'height',
        nice: true,
        zero: false,
        domain: {
          fields: [
            { data: 'rows', field: 'value' },
            { data: 'drawn', field: 'lower' },
            { data: 'drawn', field: 'upper' },
            ...(metric.target ? [[metric.target.value]] : []),
          ],
        },
      },
      { name: 'colour', type: 'ordinal', domain: names, range: SERIES },
    ],
    axes: [
      {
        orient: 'bottom',
        scale: 'x',
        labelOverlap: true,
        labelFlush: true,
        tickCount: { signal: 'ceil(width / 110)' },
      },
      { orient: 'left', scale: 'y', grid: true, domain: false, ticks: false, tickCount: 7 },
    ],
    marks: [
      {
        type: 'rect',
        name: 'area',
        encode: {
          update: {
            x: { value: 0 },
            x2: { signal: 'width' },
            y: { value: 0 },
            y2: { signal: 'height' },
            fill: { value: 'transparent' },
          },
        },
      },
      {
        type: 'rect',
        interactive: false,
        from: { data: 'drawn' },
        encode: {
          update: {
            x: { scale: 'x', field: 'first' },
            x2: { scale: 'x', field: 'last' },
            y: { scale: 'y', field: 'upper' },
            y2: { scale: 'y', field: 'lower' },
            fill: { value: 'var(--chart-limit)' },
            opacity: { value: 0.14 },
          },
        },
        clip: true,
      },
      ...(metric.target
        ? [
            {
              type: 'rule',
              interactive: false,
              encode: {
                update: {
                  x: { value: 0 },
                  x2: { signal: 'width' },
                  y: { scale: 'y', value: metric.target.value },
                  stroke: { value: 'var(--chart-target)' },
                },
              },
            },
          ]
        : []),
      {
        type: 'rule',
        interactive: false,
        encode: {
          update: {
            x: { scale: 'x', signal: 'cursor' },
            y: { value: 0 },
            y2: { signal: 'height' },
            stroke: { value: INK },
            strokeDash: { value: [3, 3] },
            opacity: { signal: 'cursor > 0 ? 0.7 : 0' },
          },
        },
      },
      {
        type: 'group',
        from: { facet: { name: 'one', data: 'rows', groupby: 'site' } },
        marks: [
          {
            type: 'line',
            interactive: false,
            from: { data: 'one' },
            encode: {
              update: {
                x,
                y: { scale: 'y', field: 'value' },
                stroke: { scale: 'colour', field: 'site' },
                strokeWidth: { value: 2 },
              },
            },
          },
        ],
      },
      {
        type: 'symbol',
        interactive: false,
        from: { data: 'read' },
        encode: {
          update: {
            x,
            y: { scale: 'y', field: 'value' },
            fill: { scale: 'colour', field: 'site' },
            size: { value: 60 },
          },
        },
      },
      {
        type: 'text',
        interactive: false,
        from: { data: 'ends' },
        encode: {
          update: {
            x: { scale: 'x', field: 'date', offset: 8 },
            y: { scale: 'y', field: 'value' },
            text: { field: 'site' },
            baseline: { value: 'middle' },
            fontSize: { value: 13 },
            fill: { scale: 'colour', field: 'site' },
            limit: { value: RIGHT - 10 },
          },
        },
      },
    ],
  };
}
