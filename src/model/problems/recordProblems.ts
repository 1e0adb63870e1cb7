import type { ProblemKind } from './problemKind.ts';

/** Records in a workbook: `content/*.xlsx`. */
export const RECORD_PROBLEMS = {
  'records/cell': {
    what: 'A cell cannot be a value of its column: a date where a text belongs, a number with its unit, an error, or a day that a spreadsheet made of a month.',
    fix: 'Format the cell as text or as a number and write the value again.',
  },
  'records/column-twice': {
    what: 'A sheet has a column twice.',
    fix: 'Remove one of the two.',
  },
  'records/merged': {
    what: 'Cells of a sheet of records are merged.',
    fix: 'Unmerge them, and write the value in each row.',
  },
  'records/missing-column': {
    what: 'A sheet lacks a column that its records need; often it was renamed.',
    fix: 'Name it as in the template, which `trilens new workbook` writes.',
  },
  'records/unknown-column': {
    what: 'A sheet has a column that no record has; it may be one that was renamed.',
    fix: 'Name it as in the template, or put its name in brackets where it is for people only.',
  },
  'records/unknown-sheet': {
    what: 'Nothing reads a sheet of a workbook of records; it may be one that was renamed.',
    fix: 'Name it as in the template, or begin its name with an underscore where it is for people only.',
  },
  'records/unnamed-column': {
    what: 'There are cells in a column without a name.',
    fix: 'Name the column as in the template, or put its name in brackets where it is for people only.',
  },
} as const satisfies Record<string, ProblemKind>;
