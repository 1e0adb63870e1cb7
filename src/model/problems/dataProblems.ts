import type { ProblemKind } from './problemKind.ts';

/** The contract: `data/datapackage.json`. */
export const DATA_PROBLEMS = {
  'data/column-type': {
    what: 'The contract uses a column for something that its type does not allow.',
    fix: 'Correct the type of the column, or name another.',
  },
  'data/duplicate-field': {
    what: 'The contract names a column twice.',
    fix: 'Remove one of the two.',
  },
  'data/duplicate-name': {
    what: 'Two exports of the contract have the same name.',
    fix: 'Rename one of them.',
  },
  'data/join': {
    what: 'A join names an export, a column or a key that does not exist, or leads in a circle.',
    fix: 'Correct the name; the message lists what there is.',
  },
  'data/loose-json': {
    what: 'The contract is not strict JSON: it has comments or a comma too many.',
    fix: 'Remove them, so that other Data Package tools read it too.',
  },
  'data/missing-contract': {
    what: 'There are files in the data folder and no `datapackage.json`.',
    fix: 'Write one; `trilens read FILE --draft` proposes it.',
  },
  'data/missing-folder': {
    what: 'The data folder does not exist.',
    fix: 'Create it, or name another with `--data`.',
  },
  'data/no-source': {
    what: 'An export names neither a file nor a query nor a program.',
    fix: 'Add `path`, or `trilens.sql` or `trilens.loader`.',
  },
  'data/not-checked': {
    what: 'The contract holds a constraint of the Data Package standard that Trilens does not check.',
    fix: 'Remove it, or check it where the export is made.',
  },
  'data/outside': {
    what: 'The path of an export, or a file that a query reads, lies outside the data folder.',
    fix: 'Move the file into the data folder.',
  },
  'data/pattern': {
    what: 'The pattern of a path cannot be read.',
    fix: 'Write * for any characters within one folder.',
  },
  'data/special-file': {
    what: 'A path leads to something that is not a regular file: a device, a pipe, a socket.',
    fix: 'Name a regular file.',
  },
  'data/standard-field': {
    what: 'A field of the Data Package standard has a value that the standard does not allow.',
    fix: 'Write what the message allows.',
  },
  'data/two-sources': {
    what: 'An export names more than one of a file, a query and a program.',
    fix: 'Keep one of them.',
  },
  'data/unknown-field': {
    what: 'The contract has no field of this name.',
    fix: 'Take the nearest one that the message names.',
  },
  'data/unnamed-file': {
    what: 'A file in the data folder is named by no export, so nobody reads it.',
    fix: 'Add it to the contract, or remove it.',
  },
} as const satisfies Record<string, ProblemKind>;
