/** What a component takes: literal props only. */
export interface ComponentProps {
  required: readonly string[];
  optional: readonly string[];
}

const props = (required: string[] = [], optional: string[] = []): ComponentProps => ({ required, optional });

/** Components that authors may write in MDX without importing them. The guide shows each of them live. */
export const COMPONENTS: Record<string, ComponentProps> = {
  Steps: props([], ['title']),
  Step: props([], ['role', 'minutes', 'title']),
  Checklist: props([], ['title']),
  Metric: props(['id'], ['site']),
  Chart: props(['metric'], ['by', 'site']),
  Gate: props(['initiative'], ['review']),
  Roadmap: props([], ['lens', 'goal', 'initiative']),
  Role: props(['id']),
  Lens: props(['is']),
  Faq: props(['question']),
  Takeaways: props(),
  Callout: props([], ['kind', 'title']),
  Download: props(['metric'], ['title']),
  VegaLite: props(['metric', 'spec'], ['title']),
  Goals: props(),
  Decisions: props(),
  Changes: props(),
  Money: props(),
  Friction: props(),
  Sites: props(),
  Findings: props([], ['rule', 'severity']),
};

/** HTML that MDX may hold inline. */
export const PLAIN_TAGS = new Set(['b', 'i', 'em', 'strong', 'sub', 'sup', 'kbd', 'br', 'abbr', 'small', 'mark']);
