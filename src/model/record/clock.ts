/** What the programme clock measures: the time between two events of the programme, from records and exports, never typed. */
export const CLOCKS = [
  'planning-to-line',
  'ask-to-answer',
  'gate-to-gate',
  'due-to-decision',
  'go-live-to-use',
  'first-to-fifth-plant',
] as const;
export type ClockKind = (typeof CLOCKS)[number];

/** In words: what is timed, what one run of it is about, and what it needs to run. */
export const CLOCK_WORDS: Record<ClockKind, { title: string; one: string; lacks: string }> = {
  'planning-to-line': {
    title: 'From planning to the line',
    one: 'initiative',
    lacks: 'no initiative has a start and a day of first use',
  },
  'ask-to-answer': {
    title: 'From an ask to its answer',
    one: 'item',
    lacks: 'no item is in the friction log',
  },
  'gate-to-gate': {
    title: 'From one gate to the next',
    one: 'step',
    lacks: 'no initiative has two decided gates',
  },
  'due-to-decision': {
    title: 'From due to decided',
    one: 'gate',
    lacks: 'no gate has been due',
  },
  'go-live-to-use': {
    title: 'From go-live to 80 % use',
    one: 'plant',
    lacks: 'no plant with a metric of use has a day of first use',
  },
  'first-to-fifth-plant': {
    title: 'From the first to the fifth plant',
    one: 'roll-out',
    lacks: 'no initiative is live at two plants',
  },
};
