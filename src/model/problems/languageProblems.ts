import type { ProblemKind } from './problemKind.ts';

/** Texts in more languages than one. */
export const LANGUAGE_PROBLEMS = {
  'language/locale': {
    what: 'The first of `languages` is another than the language of `locale`.',
    fix: 'Write the language of the source first.',
  },
  'language/messages': {
    what: 'A file of messages names one that the portal does not have, or says other facts than it is given.',
    fix: 'Take the names and facts of the English catalogue.',
  },
  'language/no-source': {
    what: 'A translation belongs to a text that is not there.',
    fix: 'Remove it, or rename it together with its source.',
  },
  'language/source': {
    what: 'A file is named as a translation into the language of the source.',
    fix: 'Write that text in the source itself.',
  },
  'language/text': {
    what: 'A text in several languages lacks that of the source, or names a language that the portfolio does not have.',
    fix: 'Name the languages as `portfolio.yaml` does, that of the source among them.',
  },
  'language/translation': {
    what: 'A translation does not say what it was made from, or is built differently than its source.',
    fix: 'Name the hash or revision, and keep steps, roles, minutes, values and audiences as they are in the source.',
  },
  'language/unknown': {
    what: 'A translation is in a language that the portfolio does not have.',
    fix: 'Add the language to `languages` in `portfolio.yaml`, or remove the file.',
  },
} satisfies Record<string, ProblemKind>;
