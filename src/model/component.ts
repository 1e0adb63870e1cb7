/** Components that authors may write in MDX without importing them; every table of components covers exactly these. */
export const COMPONENT_NAMES = [
  'Steps', 'Step', 'Checklist', 'Role', 'Callout', 'Faq', 'Takeaways', 'Lens', 'Audience',
  'Metric', 'Chart', 'VegaLite', 'Download',
  'Gate', 'Decisions', 'Roadmap', 'Goals', 'Findings',
  'Answers', 'Changes', 'Portfolio', 'Sites', 'Friction', 'Money', 'Learning', 'Confidence',
] as const;
export type ComponentName = (typeof COMPONENT_NAMES)[number];
