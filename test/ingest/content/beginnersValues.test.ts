import { enoughAlone, type Mistake } from './beginner.ts';

/** Values as people write them elsewhere. */
const MISTAKES: Mistake[] = [
  ['a decimal comma', 'goals/g.yaml', 'title: A\ntarget:\n  value: 6,5\n  by: 2026-12-31\n', 'g.yaml:3:10  error  target.value is "6,5"', 'write it with a decimal point: 6.5'],
  ['a decimal comma within braces', 'goals/g.yaml', 'title: A\ntarget: { value: 6,5, by: 2026-12-31 }\n', 'unknown field "5" in target', 'write the number with a decimal point: 6.5'],
  ['a comma that may part thousands', 'goals/g.yaml', 'title: A\ntarget: { value: "1,000", by: 2026-12-31 }\n', 'target.value is "1,000"', 'write 1000 or 1.000, whichever is meant'],
  ['a number in quotes', 'goals/g.yaml', 'title: A\ntarget: { value: "6", by: 2026-12-31 }\n', 'target.value is "6"', 'write it without quotes: 6'],
  ['a year in place of a day', 'goals/g.yaml', 'title: A\ntarget: { value: 6, by: 2026 }\n', 'target.by is 2026', '2026-12-31 for the end of the year'],
  ['a month in place of a day', 'goals/g.yaml', 'title: A\ntarget: { value: 6, by: 2027-02 }\n', 'target.by is "2027-02"', '2027-02-28 for the end of the month'],
  ['a month in words', 'goals/g.yaml', 'title: A\ntarget: { value: 6, by: 31 Dec 2026 }\n', 'target.by is "31 Dec 2026"', 'write the year first: 2026-12-31'],
  ['a month with one digit', 'goals/g.yaml', 'title: A\ntarget: { value: 6, by: 2026-6-1 }\n', 'target.by is "2026-6-1"', '2026-06-01'],
  ['a day with a time', 'goals/g.yaml', 'title: A\ntarget: { value: 6, by: 2026-12-31T00:00:00 }\n', 'target.by is "2026-12-31T00:00:00"', '2026-12-31'],
  ['a day that does not exist', 'goals/g.yaml', 'title: A\ntarget: { value: 6, by: 2026-02-29 }\n', 'target.by is "2026-02-29"', 'that month ends on 2026-02-28'],
  ['a quarter the other way round', 'roadmap/r.yaml', '- { id: a, title: A, layer: it, initiative: early-signs, goals: [fewer-stops], owner: X, start: Q3 2026, end: 2026-Q4, status: planned }\n', '"a", start is "Q3 2026"', 'write 2026-Q3'],
  ['an end before its start', 'roadmap/r.yaml', '- { id: a, title: A, layer: it, initiative: early-signs, goals: [fewer-stops], owner: X, start: 2026-Q4, end: 2026-Q3, status: planned }\n', '"a", end is "2026-Q3"', 'correct end'],
  ['a month in words as a period', 'reports/r.mdx', '---\ntitle: R\nperiod: October 2026\nkind: monthly\nstatus: published\n---\n\nx\n', 'period is "October 2026"', 'write 2026-10'],
  ['a hyphen between two periods', 'metrics/m.yaml', 'title: A\ntype: outcome\ndirection: down\nunit: h\nexport: stops\ndate: week\nvalue: { sum: stop_hours }\nbaseline: { period: 2026-W01 - 2026-W20 }\n', 'baseline.period is "2026-W01 - 2026-W20"', '2026-W01/2026-W20'],
  ['a value in words', 'metrics/m.yaml', 'title: A\ntype: outcome\ndirection: down\nunit: h\nexport: stops\ndate: week\nvalue: sum stop_hours\n', 'value is "sum stop_hours"', 'value: { sum: stop_hours }'],
  ['a word of another tool', 'metrics/m.yaml', 'title: A\ntype: outcome\ndirection: down\nunit: h\nexport: stops\ndate: week\nvalue: { average: stop_hours }\n', 'value is {"average":"stop_hours"}', 'value: { mean: stop_hours }'],
  ['two aggregates', 'metrics/m.yaml', 'title: A\ntype: outcome\ndirection: down\nunit: h\nexport: stops\ndate: week\nvalue: { sum: stop_hours, mean: parts }\n', 'value is {"sum":"stop_hours","mean":"parts"}', 'allowed: one of sum, mean'],
  ['a condition as a sentence', 'metrics/m.yaml', 'title: A\ntype: outcome\ndirection: down\nunit: h\nexport: stops\ndate: week\nvalue: { sum: stop_hours }\nwhere: plant = N01\n', 'where is "plant = N01"', 'where: { plant: N01 }'],
  ['an allowed word in capitals', 'metrics/m.yaml', 'title: A\ntype: outcome\ndirection: Down\nunit: h\nexport: stops\ndate: week\nvalue: { sum: stop_hours }\n', 'direction is "Down"', 'did you mean "down"?'],
  ['a grain as an adverb', 'metrics/m.yaml', 'title: A\ntype: outcome\ndirection: down\nunit: h\nexport: stops\ndate: week\nvalue: { sum: stop_hours }\ngrain: weekly\n', 'grain is "weekly"', 'did you mean "week"?'],
  ['a title in place of an id', 'goals/g.yaml', 'title: A\nmetric: Unplanned stops\n', 'metric is "Unplanned stops"', 'unplanned-stops'],
  ['an unknown time zone', 'sites.yaml', '- id: SOUTH\n  name: S\n  timeZone: Berlin\n', '"SOUTH", timeZone is "Berlin"', 'Europe/Berlin'],
  ['a comparison with a decimal comma', 'initiatives/i.mdx', '---\ntitle: I\nphase: pilot\ngates:\n  - id: i-g2\n    phase: pilot\n    due: 2027-01-01\n    criteria:\n      - id: a\n        metric: unplanned-stops\n        must: "<= 6,5 %"\n---\n', 'must is "<= 6,5 %"', 'write "<= 6.5 %"'],
  ['a comparison in words', 'initiatives/i.mdx', '---\ntitle: I\nphase: pilot\ngates:\n  - id: i-g2\n    phase: pilot\n    due: 2027-01-01\n    criteria:\n      - id: a\n        metric: unplanned-stops\n        must: less than 6 %\n---\n', 'must is "less than 6 %"', 'write "< 6 %"'],
  ['a word in place of a decision', 'initiatives/i.mdx', '---\ntitle: I\nphase: pilot\ngates:\n  - { id: i-g2, phase: pilot, due: 2026-08-01, decision: approved }\n---\n', 'decision is "approved"', 'decision: { outcome: …, date: …, decider: … }'],
];

enoughAlone(MISTAKES);
