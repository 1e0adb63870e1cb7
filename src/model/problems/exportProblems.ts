import type { ProblemKind } from './problemKind.ts';

const SEND_AGAIN = 'Send the dump again; until then the last good one is shown with its age.';

/** What machines deliver: files, queries and programs, their columns, rows and cells. */
export const EXPORT_PROBLEMS = {
  'export/ambiguous-date': {
    what: 'The dates of a column can be read in two ways, and nothing in the export decides.',
    fix: 'Write the format of the column into the contract.',
  },
  'export/ambiguous-decimal': {
    what: 'The numbers of a column can be read with a decimal point or with a decimal comma.',
    fix: 'Write `decimalChar` and `groupChar` of the column into the contract.',
  },
  'export/ambiguous-duration': {
    what: 'The spans of a column can be hours and minutes or minutes and seconds.',
    fix: 'Write `span` of the column into the contract.',
  },
  'export/ambiguous-encoding': {
    what: 'The file can be read in two encodings that differ in letters that matter.',
    fix: 'Write `encoding` into the contract.',
  },
  'export/ambiguous-percent': {
    what: 'Some cells of a column have a per cent sign and others have none.',
    fix: 'Export the column in one form.',
  },
  'export/ambiguous-unit': {
    what: 'The cells of a column have different units, currencies or magnitudes.',
    fix: 'Export one unit, or keep the unit in a column of its own.',
  },
  'export/blank-lines': {
    what: 'Lines without cells were found inside the table.',
    fix: 'Nothing, if the export is meant to have them.',
  },
  'export/boolean': {
    what: 'A cell is neither of the two values of its column.',
    fix: 'Correct it, or add the value to `trueValues` or `falseValues`.',
  },
  'export/clock-change': {
    what: 'A time exists twice or not at all, because clocks were changed at that hour.',
    fix: 'Export times with their offset, such as 02:30+01:00.',
  },
  'export/compression-bomb': {
    what: 'An archive unpacks to far more than its size.',
    fix: 'Send the table itself.',
  },
  'export/damaged-archive': {
    what: 'An archive or a compressed file is damaged.',
    fix: SEND_AGAIN,
  },
  'export/damaged-parquet': {
    what: 'A Parquet file is damaged, or uses a part of the format that cannot be read.',
    fix: SEND_AGAIN,
  },
  'export/damaged-workbook': {
    what: 'A workbook is damaged, or is not one.',
    fix: SEND_AGAIN,
  },
  'export/date': {
    what: 'A cell is not a date of the format of its column.',
    fix: 'Correct it, or the format in the contract.',
  },
  'export/duplicate-column': {
    what: 'Two columns have the same name.',
    fix: 'Rename one of them, or name both in the contract by their number.',
  },
  'export/duration': {
    what: 'A cell is not a span of time of the form of its column.',
    fix: 'Correct it, or `span` in the contract.',
  },
  'export/empty': {
    what: 'The export has no rows.',
    fix: SEND_AGAIN,
  },
  'export/empty-archive': {
    what: 'An archive holds no table.',
    fix: SEND_AGAIN,
  },
  'export/encrypted': {
    what: 'The file is encrypted.',
    fix: 'Export it without a password.',
  },
  'export/enum': {
    what: 'A cell holds a value that the contract does not list.',
    fix: 'Correct it, or add the value to `enum`.',
  },
  'export/failed-computation': {
    what: 'A row rests on a computation that failed in the workbook, such as a division by zero.',
    fix: 'Correct the formula.',
  },
  'export/future-date': {
    what: 'A row is dated after the day of the build.',
    fix: 'Correct it, or the clock of the system that writes it.',
  },
  'export/header': {
    what: 'A column that the contract names is missing, or a heading is not what it should be.',
    fix: 'Correct the heading in the export, or the name in the contract.',
  },
  'export/integer': {
    what: 'A cell is not a whole number.',
    fix: 'Correct it, or make the column a number.',
  },
  'export/join': {
    what: 'Rows found no partner in the export that they are joined to, or more than one.',
    fix: 'Correct the key in one of the two exports.',
  },
  'export/line-too-long': {
    what: 'A line is too long to be one of a table.',
    fix: 'Look for a quote that is never closed.',
  },
  'export/loader-failed': {
    what: 'The program that delivers the export ended with an error.',
    fix: 'Run it by hand; its last words are in the message.',
  },
  'export/loader-missing': {
    what: 'The program that delivers the export is not there.',
    fix: 'Correct its path.',
  },
  'export/loader-not-executable': {
    what: 'The program that delivers the export may not be run.',
    fix: 'Give it the right to be executed (`chmod +x`).',
  },
  'export/loader-secret': {
    what: 'The program that delivers the export printed a secret that it was given.',
    fix: 'Let it print rows alone, and end with another exit code than 0 where the system refuses it.',
  },
  'export/loader-timeout': {
    what: 'The program that delivers the export did not end in time.',
    fix: 'Make it faster, or raise `timeout` in the contract.',
  },
  'export/maximum': {
    what: 'A number is above what the contract allows.',
    fix: 'Correct it, or raise `maximum`.',
  },
  'export/minimum': {
    what: 'A number is below what the contract allows.',
    fix: 'Correct it, or lower `minimum`.',
  },
  'export/missing': {
    what: 'The file of an export is not there.',
    fix: SEND_AGAIN,
  },
  'export/nested-archive': {
    what: 'An archive holds another archive.',
    fix: 'Pack only the tables.',
  },
  'export/nested-column': {
    what: 'A column of a Parquet file holds lists or structures, and a metric asks for it.',
    fix: 'Flatten it where the file is written.',
  },
  'export/no-complete-to': {
    what: 'An event log does not say up to which day it is complete.',
    fix: 'Write `completeTo` into the contract.',
  },
  'export/no-connection': {
    what: 'The database cannot be reached, or its address is not set.',
    fix: 'Set the environment variable that the contract names.',
  },
  'export/no-delimiter': {
    what: 'A row has no delimiter although the others have.',
    fix: 'Correct the row; it was quarantined.',
  },
  'export/no-duckdb': {
    what: 'DuckDB is not installed on this machine.',
    fix: 'Add it as the message says, or read the export as CSV.',
  },
  'export/no-rate': {
    what: 'There is no exchange rate for the day of an amount.',
    fix: 'Add the rate to the export of rates.',
  },
  'export/no-sheet': {
    what: 'A workbook has several sheets with tables, and the contract names none.',
    fix: 'Write `trilens.sheet`.',
  },
  'export/no-text': {
    what: 'The file is neither text nor a format that is known.',
    fix: 'Export CSV, a workbook or Parquet.',
  },
  'export/no-zone': {
    what: 'A time has no zone, and neither the column nor the site has one.',
    fix: 'Write `timeZone` into the contract or into the site.',
  },
  'export/not-a-query': {
    what: 'The query is not a single statement that reads.',
    fix: 'Write one SELECT.',
  },
  'export/not-read': {
    what: 'The format of the file is known and not read.',
    fix: 'Save it as CSV, .xlsx or Parquet.',
  },
  'export/number': {
    what: 'A cell is not a number.',
    fix: 'Correct it, or add what stands for a missing value to `missingValues`.',
  },
  'export/old-workbook': {
    what: 'The file is a workbook of the old binary format (.xls).',
    fix: 'Save it as .xlsx.',
  },
  'export/other-calendar': {
    what: 'The years of a column are not those of the Gregorian calendar.',
    fix: 'Export dates of the Gregorian calendar.',
  },
  'export/other-unit': {
    what: 'The cells of a column have another unit than the contract states.',
    fix: 'Correct the unit in one of the two.',
  },
  'export/own-source': {
    what: 'A source that the portfolio added itself failed.',
    fix: 'Correct its code; the message holds its error.',
  },
  'export/past-date': {
    what: 'A row is dated long before all others.',
    fix: 'Correct it, or set `earliest` in the contract.',
  },
  'export/quarantined': {
    what: 'More rows could not be read than the contract allows.',
    fix: 'Look at the rows on the page of the export; each has its reason.',
  },
  'export/query-failed': {
    what: 'The database refused the query.',
    fix: 'Correct it; the message holds the words of the database.',
  },
  'export/query-missing': {
    what: 'The file of the query is not there.',
    fix: 'Correct its path.',
  },
  'export/query-timeout': {
    what: 'The query did not end in time.',
    fix: 'Sum in the query, or raise the limit in the contract.',
  },
  'export/reader-died': {
    what: 'The process that reads the file died. Other exports are not touched.',
    fix: 'Split the file, or send it in another format.',
  },
  'export/required': {
    what: 'A cell that may not be empty is empty.',
    fix: 'Fill it in the source.',
  },
  'export/rewritten': {
    what: 'Values that were known have changed without a new vintage: by a factor, by swapped columns or sites, by shifted dates.',
    fix: 'Find out why; a named person may accept the dump in the contract (`accept`).',
  },
  'export/seal': {
    what: 'A record of a run was changed by hand: its seal does not fit.',
    fix: 'Import the file as it was downloaded.',
  },
  'export/second-header': {
    what: 'A second row of headings was found inside the table, with other columns.',
    fix: 'Export one table a file.',
  },
  'export/sentinel': {
    what: 'A number such as −999 may stand for a missing value.',
    fix: 'Add it to `missingValues`, or set a `minimum`.',
  },
  'export/sheet-too-large': {
    what: 'A sheet of a workbook reaches too far.',
    fix: 'Delete stray cells far out, or save the sheet as CSV.',
  },
  'export/shortened': {
    what: 'The dump ends earlier than the last good one.',
    fix: SEND_AGAIN,
  },
  'export/too-few-cells': {
    what: 'A row has fewer cells than the header.',
    fix: 'Correct it in the source; it was quarantined.',
  },
  'export/too-large': {
    what: 'The file is larger than what is read.',
    fix: 'Split it, or let a database sum it (`trilens.sql`).',
  },
  'export/too-many-cells': {
    what: 'A row has more cells than the header: a delimiter is probably inside a value.',
    fix: 'Quote the value in the source; the row was quarantined.',
  },
  'export/too-many-columns': {
    what: 'The file has more columns than are read.',
    fix: 'Export fewer.',
  },
  'export/too-many-members': {
    what: 'An archive holds too many files.',
    fix: 'Pack only the tables.',
  },
  'export/too-many-rows': {
    what: 'The query gives more rows than allowed.',
    fix: 'Sum in the query, or raise `trilens.sql.maxRows`.',
  },
  'export/too-slow': {
    what: 'Reading the file took too long.',
    fix: 'Split it, or let a database sum it (`trilens.sql`).',
  },
  'export/conflict': {
    what: 'Git left two versions of lines in the file, with its marks between them.',
    fix: 'Take one of the two versions.',
  },
  'export/large-file-pointer': {
    what: 'The file is the note that Git LFS leaves in place of a file that was not fetched.',
    fix: 'Run `git lfs pull`; in a workflow set `lfs: true`.',
  },
  'export/truncated': {
    what: 'The last line of the file is cut off, so what followed is missing too.',
    fix: SEND_AGAIN,
  },
  'export/unknown-sheet': {
    what: 'The workbook has no sheet of the name that the contract gives.',
    fix: 'Correct `trilens.sheet`.',
  },
  'export/unknown-site': {
    what: 'A row names a site that `sites.yaml` does not know.',
    fix: 'Add the site or an alias of it, or correct the row.',
  },
  'export/web-page': {
    what: 'The file is a web page and not a table; a download that needs a login often saves the login page.',
    fix: 'Download the table itself.',
  },
} as const satisfies Record<string, ProblemKind>;
