/** Charts in one line. */
export const CHART_NAMES = [
  'Bars',
  'Lines',
  'Pareto',
  'Waterfall',
  'Heat',
  'Scatter',
  'Funnel',
] as const;
export type ChartName = (typeof CHART_NAMES)[number];

/** Components that authors may write in MDX without importing them; every table of components covers exactly these. */
export const COMPONENT_NAMES = [
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
  'Picture',
  'Figure',
  'Video',
  'File',
  'Metric',
  'Chart',
  ...CHART_NAMES,
  'VegaLite',
  'Download',
  'Gate',
  'Decisions',
  'Foresight',
  'Roadmap',
  'Goals',
  'Findings',
  'Answers',
  'Changes',
  'Portfolio',
  'Sites',
  'Friction',
  'Money',
  'Learning',
  'Confidence',
] as const;
export type ComponentName = (typeof COMPONENT_NAMES)[number];
