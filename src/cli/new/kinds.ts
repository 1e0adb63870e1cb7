import type { Question } from './answers.ts';

export const KINDS = [
  'goal',
  'metric',
  'initiative',
  'gate',
  'playbook',
  'report',
  'site',
  'workbook',
] as const;
export type Kind = (typeof KINDS)[number];

const question = (option: string, asks: string, otherwise = ''): Question => ({
  option,
  asks,
  otherwise,
});

/** What each kind asks, beside its title. The questions are those of a terminal; each is an option as well. */
export const QUESTIONS: Record<Exclude<Kind, 'report' | 'workbook'>, readonly Question[]> = {
  goal: [
    question('metric', 'Metric that says whether it is reached'),
    question('goal', 'Goal above it'),
    question('owner', 'Who answers for it'),
  ],
  metric: [
    question('export', 'Export, as data/datapackage.json names it'),
    question('column', 'Column with the numbers'),
    question('value', 'How rows become a number: sum, mean, median, min, max', 'sum'),
    question('direction', 'Which way is better: up, down', 'up'),
    question('type', 'outcome, behavior or adoption', 'outcome'),
    question('unit', 'Unit'),
    question('owner', 'Who answers for it'),
  ],
  initiative: [
    question('goal', 'Goals that it serves'),
    question('metric', 'Metrics that it moves'),
    question('phase', 'Phase', 'pilot'),
    question('site', 'Plant where it begins'),
  ],
  gate: [
    question('initiative', 'Initiative that it belongs to'),
    question('phase', 'Phase that it closes', 'pilot'),
    question('due', 'Day on which the decision is due, 2026-12-15'),
    question('site', 'Plant that it decides about'),
    question('metric', 'Metric that it is judged from'),
    question('must', 'What the metric must show', 'improved'),
  ],
  playbook: [
    question('goal', 'Goals that it serves'),
    question('metric', 'Metrics that it is meant to move'),
    question('initiative', 'Initiatives that use it'),
    question('owner', 'Who keeps it right'),
  ],
  site: [
    question('zone', 'Time zone, Europe/Berlin'),
    question('alias', 'Names under which exports know it'),
  ],
};
