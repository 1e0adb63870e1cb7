import type { ProblemKind } from './problemKind.ts';

/** What people write: `content/`. */
export const CONTENT_PROBLEMS = {
  'content/alias': {
    what: 'A former id (`aliases`) is the id of another record, or is claimed twice.',
    fix: 'Remove it from one of the two, so that the old address leads to one page.',
  },
  'content/audience': {
    what: 'A text leads its readers to something that they may not see.',
    fix: 'Put the link or the name into a narrower audience, or give the record a wider one.',
  },
  'content/baseline-outside': {
    what: 'The periods of a baseline have no values, or only some of them have.',
    fix: 'Name periods that have values, or write the value of the baseline itself.',
  },
  'content/broken-anchor': {
    what: 'A link leads to a page that has no such heading.',
    fix: 'Take one of the headings that the message lists.',
  },
  'content/broken-link': {
    what: 'A link inside the portal leads to nothing.',
    fix: 'Correct it to the nearest page that the message names.',
  },
  'content/chart': {
    what: 'A chart in one line cannot be drawn: a metric, a column or a place is unknown, or nothing would be seen.',
    fix: 'Correct the property at the line that is named.',
  },
  'content/chart-spec': {
    what: 'A chart of an author cannot be drawn: a field, a mark or an expression is unknown or not allowed, or nothing would be seen.',
    fix: 'Correct the specification at the line that is named.',
  },
  'content/circle': {
    what: 'Records refer to each other in a circle: a goal above itself, a formula of itself.',
    fix: 'Take one of the references out.',
  },
  'content/code-in-playbook': {
    what: 'A playbook holds an import, an export or an expression. Playbooks are data and run no code.',
    fix: 'Remove the line: components are there without import. `trustedMdx` allows code for one’s own repository.',
  },
  'content/code-language': {
    what: 'Code in a text names a language that is not known, so it has no colours.',
    fix: 'Write the name that the message proposes, or `text` for code without colours.',
  },
  'content/column-type': {
    what: 'A metric uses a column of a type that it cannot use: the sum of a text, a date that is not one.',
    fix: 'Name a column of the right type, or correct the type in the contract.',
  },
  'content/date-to-come': {
    what: 'A rebase, a definition or an event is dated after today, so it has no effect yet.',
    fix: 'Nothing where it is planned; else correct the date.',
  },
  'content/date-too-coarse': {
    what: 'The rows of an export stand for longer periods than the metric is shown by.',
    fix: 'Choose a grain that is at least as long as the period of a row.',
  },
  'content/diagram': {
    what: 'A diagram in a text has a line that is not understood, or something that is not drawn.',
    fix: 'Correct the line; what is drawn is under Components in the guide.',
  },
  'content/draft': {
    what: 'A published text links to a playbook that is a draft or is published later.',
    fix: 'Take the link out until then, or publish the playbook.',
  },
  'content/comment-in-text': {
    what: 'A text without quotes has a number sign behind a space, and YAML reads what follows as a comment: `Press #4` is `Press`.',
    fix: 'Put quotes around the text, or write a space after the sign where it is a comment.',
  },
  'content/duplicate-id': {
    what: 'Two records have the same id.',
    fix: 'Rename one of them.',
  },
  'content/duplicate-name': {
    what: 'Two sites have the same name or alias, so that an export could mean either.',
    fix: 'Take the name from one of them.',
  },
  'content/empty-metric': {
    what: 'A metric has no value although its export has rows.',
    fix: 'Name the columns and values that the rows hold.',
  },
  'content/fence': {
    what: 'The words after a code fence hold something that nothing reads.',
    fix: 'Keep the language, `title="…"` and the lines to point out, such as `{2,4-5}`.',
  },
  'content/file': {
    what: 'A picture, video or attachment is missing, too large, damaged, or is not what its name says.',
    fix: 'Put the right file beside the text, or correct its name.',
  },
  'content/file-name': {
    what: 'The name of a file cannot be an id: ids are small letters, digits and hyphens, and no name that Windows reserves.',
    fix: 'Rename the file.',
  },
  'content/forecasts': {
    what: 'The file of earlier forecasts, `content/forecasts.json`, cannot be read.',
    fix: 'Write it again with `trilens forecast`, or remove it.',
  },
  'content/foreign-syntax': {
    what: 'A text has the syntax of another tool, which would be printed as it is.',
    fix: 'Write what the message proposes: a callout, a component, or plain Markdown.',
  },
  'content/formula': {
    what: 'A formula cannot be read, or its metrics do not fit together.',
    fix: 'Write metric ids and numbers with + - * / and brackets; all metrics need the same grain.',
  },
  'content/front-matter': {
    what: 'A text does not begin with a complete block between two lines of three hyphens.',
    fix: 'Add the missing line, and at least a title.',
  },
  'content/future-date': {
    what: 'Something is recorded as done on a day that has not come yet.',
    fix: 'Correct the date.',
  },
  'content/heading': {
    what: 'The id that an author gave a heading is not one, or is used twice on the page.',
    fix: 'Write small letters, digits and hyphens, each id once a page.',
  },
  'content/heading-level': {
    what: 'A heading skips a level, or is a second title of the page.',
    fix: 'Write one # more than the heading above it, from ## on.',
  },
  'content/limits': {
    what: 'The chart that `spc` asks for does not fit the metric: a p chart needs a ratio, a c chart a count.',
    fix: 'Leave `spc` out, and the chart that fits is chosen.',
  },
  'content/log-word': {
    what: 'A log holds words that the portfolio has no meaning for.',
    fix: 'Correct the words in the log, or add them where the message says.',
  },
  'content/mdx-syntax': {
    what: 'A text is not valid MDX.',
    fix: 'Correct the character at the line and column; the message says what to write for common cases.',
  },
  'content/missing-field': {
    what: 'A required field is missing.',
    fix: 'Add it.',
  },
  'content/missing-file': {
    what: 'A file that a record names is not there.',
    fix: 'Put it there, or correct its name.',
  },
  'content/missing-folder': {
    what: 'The content folder does not exist.',
    fix: 'Create it, name another with `--content`, or start with `trilens init`.',
  },
  'content/missing-prop': {
    what: 'A component lacks a property that it needs.',
    fix: 'Add the property that the message names.',
  },
  'content/placement': {
    what: 'A component is outside of the one that shows it (`<Step>` outside of `<Steps>`), or lacks what it is there to show.',
    fix: 'Put it where the message says.',
  },
  'content/part-twice': {
    what: 'With its shared parts a text has two headings of one id, or asks for one value twice.',
    fix: 'Give one of them an id or a name of its own.',
  },
  'content/pasted': {
    what: 'A value holds characters that come from a word processor: curly quotes, no-break spaces, a dash as a minus.',
    fix: 'Type them again on the keyboard.',
  },
  'content/picture-path': {
    what: 'A picture is not beside the text, or on another host.',
    fix: 'Put the file beside the text and write its path from there.',
  },
  'content/prop-value': {
    what: 'The value of a component’s property is not allowed.',
    fix: 'Take one of the values that the message lists.',
  },
  'content/proved-at': {
    what: 'A plant is named twice under `provedAt`, since a day to come, or from a revision that was not issued.',
    fix: 'Correct the entry that is named.',
  },
  'content/raw-html': {
    what: 'A text holds HTML.',
    fix: 'Use Markdown or a component.',
  },
  'content/revision': {
    what: 'A revision has the name of another or is out of order, or an approval is by a role that was not asked.',
    fix: 'Correct the entry that is named: the newest revision is the last one, and who approves is in `approvedBy`.',
  },
  'content/shifts': {
    what: 'A playbook is reset every shift, and nobody knows when a shift ends.',
    fix: 'Add `shiftsPerDay` to the sites, or reset it every day.',
  },
  'content/space-in-path': {
    what: 'The path of a picture or file holds a space, and Markdown reads it as text.',
    fix: 'Write it between < and >, or rename the file.',
  },
  'content/link-as-text': {
    what: 'Brackets that were meant as a link are text, since a sign of it is missing, or is one too many.',
    fix: 'Write it as [words](address).',
  },
  'content/syntax': {
    what: 'A file is not valid YAML or JSON.',
    fix: 'Correct the character at the line and column.',
  },
  'content/target-side': {
    what: 'A target is on the side of the baseline from which the metric should move away.',
    fix: 'Correct the target, the baseline or the direction.',
  },
  'content/tex': {
    what: 'A formula cannot be read as TeX, or needs what browsers do not draw.',
    fix: 'Correct the TeX, or write it without that command.',
  },
  'content/template': {
    what: 'The template of slides lacks a layout or a placeholder, or is not a presentation.',
    fix: 'Add what the message names, or remove the template.',
  },
  'content/trusted-mdx': {
    what: 'A text with code (`trustedMdx`) fails when it is drawn.',
    fix: 'Correct the code at the line that is named.',
  },
  'content/unit': {
    what: 'Metrics or amounts of different units meet in one value.',
    fix: 'Convert one of them, or keep them apart.',
  },
  'content/unknown-audience': {
    what: 'A record is for an audience that `portfolio.yaml` does not name.',
    fix: 'Correct it, or add it to `audiences`.',
  },
  'content/unknown-column': {
    what: 'A metric names a column that its export does not have.',
    fix: 'Take one of the columns that the message lists.',
  },
  'content/unknown-component': {
    what: 'There is no component of this name.',
    fix: 'Take the nearest one that the message names.',
  },
  'content/wrong-folder': {
    what: 'The file is a record of another kind than its folder holds.',
    fix: 'Move it into the folder of its kind.',
  },
  'content/unknown-field': {
    what: 'There is no field of this name.',
    fix: 'Take the nearest one that the message names, or remove it.',
  },
  'content/unknown-file': {
    what: 'A file in the content folder is not one that Trilens reads.',
    fix: 'Move it to the folder that it belongs to, or give it the right ending.',
  },
  'content/unknown-id': {
    what: 'A reference names a record that does not exist.',
    fix: 'Take the nearest id that the message names.',
  },
  'content/unknown-part': {
    what: 'A text includes a shared part that is not in `content/parts/`.',
    fix: 'Correct the name, or write the part.',
  },
  'content/unknown-prop': {
    what: 'A component has no property of this name.',
    fix: 'Take one of those that the message lists.',
  },
  'content/unknown-rule': {
    what: 'There is no rule of findings of this name.',
    fix: 'Correct it; the guide lists all rules.',
  },
  'content/unknown-word': {
    what: 'A text names a term or a variable that is not defined, or that says nothing at one plant.',
    fix: 'Define it in `glossary.yaml`, `portfolio.yaml` or `sites.yaml`, or correct the name.',
  },
  'content/unmatched': {
    what: 'A condition (`where`, an enumeration) matches no row.',
    fix: 'Take one of the values that the rows hold; the message names the nearest.',
  },
  'content/unreadable': {
    what: 'A file cannot be read: it is no text, too large, or not open to this user.',
    fix: 'Save it as UTF-8 text, or correct its rights.',
  },
  'content/unsafe-link': {
    what: 'A link has an address that could run code or is not a web, mail or telephone address.',
    fix: 'Write an https, mailto or tel address, or a path inside the portal.',
  },
  'content/value': {
    what: 'The value of a field is not allowed.',
    fix: 'Write what the message allows.',
  },
  'content/value-place': {
    what: 'A value is written at a place where it has no effect.',
    fix: 'Move it to the field that the message names.',
  },
  'content/written-alike': {
    what: 'Two values of a column differ only by case, accents or spaces, and a condition takes one of them.',
    fix: 'Name both, or make them one in the source.',
  },
  'framework/phase-kind': {
    what: 'A phase does not say what part of the way it is, so no rule about pilots or roll-outs looks at it.',
    fix: 'Add `kind`.',
  },
  'gate/grain': {
    what: 'The window of a criterion is counted in other periods than its metric.',
    fix: 'Count the window in the periods of the metric.',
  },
  'gate/guardrail': {
    what: 'A guardrail asks for more than that nothing got worse.',
    fix: 'Leave `must` out, or make it a criterion of kind metric.',
  },
  'gate/ramp': {
    what: 'A criterion asks for process limits of a metric that has none.',
    fix: 'Ask for a threshold that is sustained, or name a stable metric.',
  },
  'gate/unit': {
    what: 'The threshold of a criterion has another unit than its metric.',
    fix: 'Write it in the unit of the metric.',
  },
  'gate/window': {
    what: 'More periods are to be sustained than the window has.',
    fix: 'Make the window longer, or ask for fewer.',
  },
  'goal/target': {
    what: 'A goal and its metric state different targets or baselines.',
    fix: 'Write it in one place, or the same in both.',
  },
  'roadmap/cycle': {
    what: 'Roadmap items need each other in a circle.',
    fix: 'Take one of the needs out.',
  },
  'report/facts': {
    what: 'The frozen numbers of a report cannot be used.',
    fix: 'Freeze the report again, or restore the file from version control.',
  },
  'report/facts-alone': {
    what: 'There are frozen numbers without a report.',
    fix: 'Write the report, or remove the file.',
  },
  'report/facts-altered': {
    what: 'Frozen numbers were changed by hand: their seal does not fit.',
    fix: 'Restore the file from version control, or freeze the report again.',
  },
  'report/facts-json': {
    what: 'The file of frozen numbers is not valid JSON.',
    fix: 'Restore it from version control, or freeze the report again.',
  },
  'report/facts-other': {
    what: 'A file holds the frozen numbers of another report.',
    fix: 'Rename it, or freeze this report.',
  },
  'report/facts-shape': {
    what: 'A field of the frozen numbers is missing or is not what it should be.',
    fix: 'Restore the file from version control, or freeze the report again.',
  },
  'report/facts-version': {
    what: 'The numbers were frozen by a later version of Trilens.',
    fix: 'Build with that version or a later one.',
  },
} as const satisfies Record<string, ProblemKind>;
