import type { ProblemKind } from './problemKind.ts';

/** What stops a build, an edition or the command that reads one file. */
export const BUILD_PROBLEMS = {
  'build/base': {
    what: 'The address in `url` and the path of `--base` contradict each other.',
    fix: 'Make them the same, or leave `--base` out.',
  },
  'build/dead-link': {
    what: 'A link leads nowhere in an edition.',
    fix: 'Leave it out of what these readers see, or let them see its page.',
  },
  'build/leak': {
    what: 'Something that an audience may not know is in its edition.',
    fix: 'Give the text that mentions it the narrower audience, or say it in other words.',
  },
  'build/package-not-writable': {
    what: 'Trilens may not write into its own folder, where it compiles its pages.',
    fix: 'Install it where this user may write.',
  },
  'build/previous': {
    what: 'The portal before this one (`--previous`) cannot be read.',
    fix: 'Name one that is whole; a night that chose it by itself goes on without it.',
  },
  'build/unknown-audience': {
    what: 'There is no audience of this name.',
    fix: 'Take one of those that `portfolio.yaml` names.',
  },
  'build/unread': {
    what: 'A file of an edition cannot be inspected.',
    fix: 'Remove it, or publish what it holds as plain files.',
  },
  'config/failed': {
    what: '`trilens.config.ts` or a part that it adds throws, or is not what it should be.',
    fix: 'Correct it at the line that is named.',
  },
  'read/ambiguous-encoding': {
    what: 'The file can be read in two encodings.',
    fix: 'Say which with `--encoding`.',
  },
  'read/folder': {
    what: 'A folder was named and not a file.',
    fix: 'Name its files.',
  },
  'read/header': {
    what: 'It is not sure which line holds the headings.',
    fix: 'Look at the first lines; the contract can say it.',
  },
  'read/json': {
    what: 'The file is JSON and not a table.',
    fix: 'Export CSV.',
  },
  'read/mended': {
    what: 'Quotes of a row were not closed or not doubled, and were repaired.',
    fix: 'Look at the row that is named.',
  },
  'read/missing': {
    what: 'The file is not there.',
    fix: 'Correct its name, or the folder that you call from.',
  },
  'read/no-resource': {
    what: 'No resource of the contract names this file.',
    fix: 'Add its path to a resource, or read it without `--contract`.',
  },
  'read/no-table': {
    what: 'The file holds no table.',
    fix: 'Export the table itself.',
  },
  'read/overwrite': {
    what: 'The result would overwrite a file that is read.',
    fix: 'Name another folder with `--out`.',
  },
  'read/repaired': {
    what: 'A row was put together from several lines.',
    fix: 'Look at the row that is named.',
  },
  'read/too-few-cells': {
    what: 'A row has fewer cells than the header.',
    fix: 'Correct it in the source.',
  },
  'read/too-large': {
    what: 'The file is too large to be read whole.',
    fix: 'Split it.',
  },
  'read/too-many-cells': {
    what: 'A row has more cells than the header.',
    fix: 'Correct it in the source.',
  },
  'read/unsure': {
    what: 'The file can be read as two different tables, and neither is sure enough.',
    fix: 'Say the delimiter with `--delimiter`.',
  },
} as const satisfies Record<string, ProblemKind>;
