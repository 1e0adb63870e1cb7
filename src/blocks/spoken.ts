/** Blocks that say nothing but what their author wrote and what the catalogue of messages holds. */
export const SPOKEN: ReadonlySet<string> = new Set(
  'Audience Callout Checklist Faq Figure File Include Lens Picture Role Step Steps Tab Tabs Takeaways Value Var Video'.split(
    ' ',
  ),
);
