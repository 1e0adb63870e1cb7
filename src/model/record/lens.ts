/** The three functions that read the same number; the order is fixed, business first. */
export const LENSES = ['business', 'it', 'ot'] as const;
export type Lens = (typeof LENSES)[number];

export const LENS_NAMES: Record<Lens, string> = { business: 'Business', it: 'IT', ot: 'OT' };
/** The question that a lens asks of any metric. */
export const LENS_QUESTIONS: Record<Lens, string> = {
  business: 'What does it do for margin, throughput and customers?',
  it: 'Can the data be trusted, and does it arrive?',
  ot: 'What does it change on the line?',
};
